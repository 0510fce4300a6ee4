/** Verbs that say what there is: api-resources, explain, version, cluster-info, config. */
import { apiVersionOf } from '../../../engine/cluster/request.ts';
import { type Schema, typeName } from '../../../engine/cluster/schema.ts';
import { isServed } from '../../../engine/cluster/served.ts';
import { objectsOf } from '../../../engine/store.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { plain } from './complete-objects.ts';
import { explanations } from './explanations.ts';
import { flag, isSet } from './flags.ts';
import { kindNamed, kinds, servedKinds, unknownKind } from './resources.ts';
import { outputFlag } from './standard-flags.ts';
import { align, TABLE } from './tabwriter.ts';

export const apiResources: Verb = {
  name: 'api-resources',
  about: 'Print the supported API resources on the server.',
  usage: ['kubectl api-resources [flags]'],
  examples: ['kubectl api-resources'],
  flags: [
    outputFlag,
    {
      name: 'namespaced',
      takes: 'nothing',
      about: 'If false, non-namespaced resources will be returned, otherwise returning namespaced resources by default.',
      fallback: 'true',
    },
    { name: 'api-group', takes: 'text', about: 'Limit to resources in the specified API group.', fallback: "''" },
    { name: 'no-headers', takes: 'nothing', about: "When using the default or custom-column output format, don't print headers.", fallback: 'false' },
  ],
  run: ({ world, flags }) => {
    const [group, scoped] = [flag(flags, 'api-group'), flag(flags, 'namespaced')];
    const shown = servedKinds(world).filter(
      (kind) => (group === undefined || kind.group === group) && (scoped === undefined || kind.namespaced === (scoped === 'true')),
    );
    const sorted = [...shown].sort((one, other) => (`${one.group}/${one.plural}` < `${other.group}/${other.plural}` ? -1 : 1));
    if (flag(flags, 'output') === 'name')
      return { kind: 'read', stdout: sorted.map(({ plural, group: of }) => `${of === '' ? plural : `${plural}.${of}`}\n`).join('') };
    const rows = sorted.map((kind) => [kind.plural, kind.shortNames.join(','), apiVersionOf(kind), String(kind.namespaced), kind.kind]);
    const lines = isSet(flags, 'no-headers') ? rows : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'], ...rows];
    return { kind: 'read', stdout: `${align(lines.map((cells) => cells.join('\t')).join('\n'), TABLE)}\n` };
  },
};

export const apiVersions: Verb = {
  name: 'api-versions',
  about: 'Print the supported API versions on the server, in the form of "group/version".',
  usage: ['kubectl api-versions'],
  examples: ['kubectl api-versions'],
  flags: [],
  run: ({ world }) => ({
    kind: 'read',
    stdout: [...new Set(servedKinds(world).map(apiVersionOf))]
      .sort()
      .map((text) => `${text}\n`)
      .join(''),
  }),
};

export const explain: Verb = {
  name: 'explain',
  about: 'Describe fields and structure of various resources.',
  usage: ['kubectl explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]'],
  examples: ['kubectl explain service.spec.ports'],
  flags: [{ name: 'recursive', takes: 'nothing', about: 'When true, print the name of all the fields recursively.', fallback: 'false' }],
  run: runExplain,
  complete: ({ args }) => {
    const [type = '', ...path] = (args.at(-1) ?? '').split('.');
    const kind = kindNamed(type);
    if (path.length === 0 || kind === undefined) return kinds.map(({ plural }) => plain(plural));
    const at = walk(kind.schema, path.slice(0, -1));
    const before = [type, ...path.slice(0, -1)].join('.');
    return at === null ? [] : Object.keys(fieldsOf(at)).map((name) => plain(`${before}.${name}`));
  },
};

function runExplain({ world, args, flags }: Call): Done {
  const [target] = args;
  if (target === undefined)
    return failed('You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n');
  const [type = '', ...path] = target.split('.');
  const kind = kindNamed(type);
  if (kind === undefined || !isServed(world, kind)) return unknownKind(type);
  const schema = walk(kind.schema, path);
  if (schema === null) {
    const wrong = path.find((_name, index) => walk(kind.schema, path.slice(0, index + 1)) === null) ?? '';
    return failed(`field "${wrong}" does not exist`);
  }
  const group = kind.group === '' ? [] : [`GROUP:      ${kind.group}`];
  const field = path.length === 0 ? [] : ['', `FIELD: ${path.at(-1)} <${typeName(schema)}>`];
  const recursive = isSet(flags, 'recursive');
  const within = path.length === 0 ? null : walk(kind.schema, path.slice(0, -1));
  const about = within === null ? (explanations[kind.kind] ?? null) : explanationOf(within, path.at(-1) as string);
  const fields = fieldLines(schema, 1, recursive);
  const lines = [
    ...group,
    `KIND:       ${kind.kind}`,
    `VERSION:    ${kind.version}`,
    ...field,
    ...(about === null ? [] : ['', 'DESCRIPTION:', ...wrapped(about, 2)]),
    ...(fields.length === 0 ? [] : ['', 'FIELDS:', ...fields]),
  ];
  return { kind: 'read', stdout: `${lines.join('\n')}\n\n` };
}

function fieldLines(schema: Schema, depth: number, recursive: boolean): string[] {
  const fields = Object.entries(fieldsOf(schema)).sort(([one], [other]) => (one < other ? -1 : 1));
  return fields.flatMap(([name, member]) => {
    const about = recursive ? null : explanationOf(schema, name);
    return [
      `${'  '.repeat(depth)}${name}\t<${typeName(member)}>`,
      ...(about === null ? [] : [...wrapped(about, depth + 1), '']),
      ...(recursive ? fieldLines(member, depth + 1, true) : []),
    ];
  });
}

/** What the lab says of a field; kubectl prints what the server's schema says, which is longer. */
function explanationOf(schema: Schema, name: string): string | null {
  if (schema.is === 'list' || schema.is === 'map') return explanationOf(schema.of, name);
  if (schema.is !== 'object') return null;
  return explanations[`${schema.type}.${name}`] ?? explanations[`*.${name}`] ?? null;
}

function wrapped(text: string, depth: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 74) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => '  '.repeat(depth) + line);
}

function walk(schema: Schema, path: readonly string[]): Schema | null {
  const [head, ...rest] = path;
  if (head === undefined) return schema;
  const member = fieldsOf(schema)[head];
  return member === undefined ? null : walk(member, rest);
}

function fieldsOf(schema: Schema): { readonly [name: string]: Schema } {
  if (schema.is === 'object') return schema.fields;
  return schema.is === 'list' || schema.is === 'map' ? fieldsOf(schema.of) : {};
}

/** The release whose texts and flags these commands follow. */
const CLIENT = 'v1.34.1';

export const version: Verb = {
  name: 'version',
  about: 'Print the client and server version information for the current context.',
  usage: ['kubectl version [flags] [options]'],
  examples: ['kubectl version'],
  flags: [outputFlag, { name: 'client', takes: 'nothing', about: 'If true, shows client version only (no server required).', fallback: 'false' }],
  run: ({ world, flags }) => {
    const server = objectsOf(world.cluster.Node)[0]?.status.nodeInfo?.kubeletVersion ?? `v${objectsOf(world.aws.EksCluster)[0]?.version ?? '1.33'}.0`;
    const client = `Client Version: ${CLIENT}\nKustomize Version: v5.7.1\n`;
    return { kind: 'read', stdout: isSet(flags, 'client') ? client : `${client}Server Version: ${server}\n` };
  },
};

export const clusterInfo: Verb = {
  name: 'cluster-info',
  about: 'Display addresses of the control plane and services with label kubernetes.io/cluster-service=true.',
  usage: ['kubectl cluster-info [flags] [options]'],
  examples: ['kubectl cluster-info'],
  flags: [],
  run: ({ world, args }) => {
    if (args[0] === 'dump') return notSimulated('kubectl cluster-info dump', 'kubectl get all -A');
    const endpoint = objectsOf(world.aws.EksCluster)[0]?.endpoint ?? '';
    const dns = `CoreDNS is running at ${endpoint}/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy`;
    return {
      kind: 'read',
      stdout: `Kubernetes control plane is running at ${endpoint}\n${dns}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    };
  },
};

export const config: Verb = {
  name: 'config',
  about: 'Modify kubeconfig files using subcommands like "kubectl config set current-context my-context".',
  usage: ['kubectl config SUBCOMMAND [options]'],
  examples: ['kubectl config current-context'],
  flags: [
    outputFlag,
    { name: 'current', takes: 'nothing', about: 'Modify the current context', fallback: 'false' },
    { name: 'minify', takes: 'nothing', about: 'Remove all information not used by current-context from the output.', fallback: 'false' },
  ],
  complete: ({ args }) => (args.length <= 1 ? ['current-context', 'get-contexts'].map(plain) : []),
  run: ({ world, args }) => {
    const arn = objectsOf(world.aws.EksCluster)[0]?.arn;
    if (args[0] === 'current-context') return arn === undefined ? failed('current-context is not set') : { kind: 'read', stdout: `${arn}\n` };
    if (args[0] === 'get-contexts') {
      const rows = [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'], ...(arn === undefined ? [] : [['*', arn, arn, arn, '']])];
      return { kind: 'read', stdout: `${align(rows.map((row) => row.join('\t')).join('\n'), TABLE)}\n` };
    }
    if (args[0] === 'set-context') return notSimulated('kubectl config set-context', 'kubectl -n NAMESPACE');
    return notSimulated(`kubectl config ${args[0] ?? ''}`, 'kubectl config current-context');
  },
};
