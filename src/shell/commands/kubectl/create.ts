/** `kubectl create`: from a manifest, or from flags for the kinds that have a generator. */

import { createFromManifests, dryRunOf, writtenLine } from './apply.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { carryOut, finish, start } from './client.ts';
import { configMapOf, type Generated, ingressOf, serviceAccountOf } from './create-generators.ts';
import { flag } from './flags.ts';
import { kinds } from './resources.ts';
import { dryRun, fieldManager, filenameFlag, outputFlag, recursive } from './standard-flags.ts';

export const create: Verb = {
  name: 'create',
  about: 'Create a resource from a file or from stdin.',
  usage: [
    'kubectl create -f FILENAME [options]',
    'kubectl create deployment NAME --image=image [--port=port] [--replicas=n] [-- COMMAND]',
    'kubectl create service clusterip|nodeport|loadbalancer|externalname NAME --tcp=port:targetPort',
    'kubectl create namespace|serviceaccount NAME',
    'kubectl create configmap NAME --from-literal=key=value',
    'kubectl create ingress NAME --rule=host/path*=service:port [--class=CLASS]',
  ],
  examples: [
    'kubectl create namespace prod',
    'kubectl create deployment web --image=nginx --replicas=2',
    'kubectl create service nodeport web --tcp=80:8080',
  ],
  flags: [
    filenameFlag,
    recursive,
    dryRun,
    outputFlag,
    fieldManager,
    { name: 'validate', takes: 'optional', about: 'Must be one of: strict (or true), warn, ignore (or false).', fallback: "'strict'" },
    {
      name: 'save-config',
      takes: 'nothing',
      about: 'If true, the configuration of current object will be saved in its annotation.',
      fallback: 'false',
    },
    { name: 'image', takes: 'list', about: 'Image names to run.', fallback: '[]' },
    { name: 'port', takes: 'number', about: 'The containerPort that this deployment exposes.', fallback: '-1' },
    { name: 'replicas', short: 'r', takes: 'number', about: 'Number of replicas to create. Default is 1.', fallback: '1' },
    { name: 'tcp', takes: 'list', about: "Port pairs can be specified as '<port>:<targetPort>'.", fallback: '[]' },
    { name: 'node-port', takes: 'number', about: 'Port used to expose the service on each node in a cluster.', fallback: '0' },
    {
      name: 'clusterip',
      takes: 'text',
      about: "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing).",
      fallback: "''",
    },
    { name: 'from-literal', takes: 'list', about: 'Specify a key and literal value to insert in configmap.', fallback: '[]' },
    { name: 'from-file', takes: 'list', about: 'Key file can be specified using its file path.', fallback: '[]' },
    { name: 'from-env-file', takes: 'list', about: 'Specify the path to a file to read lines of key=val pairs.', fallback: '[]' },
    {
      name: 'rule',
      takes: 'text',
      about: "Rule in format host/path=service:port[,tls=secretname]. Paths ending with '*' are pathType=Prefix.",
      fallback: '[]',
    },
    { name: 'class', takes: 'text', about: 'Ingress Class to be used', fallback: "''" },
    { name: 'default-backend', takes: 'text', about: 'Default service for backend, in format of svcname:port', fallback: "''" },
    // A StringArray: commas are part of the value. https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/create/create_ingress.go
    { name: 'annotation', takes: 'text', about: 'Annotation to insert in the ingress object, in the format annotation=value', fallback: '[]' },
    { name: 'external-name', takes: 'text', about: 'External name of service', fallback: "''" },
  ],
  run,
  complete: ({ args }) => {
    if (args.length <= 1)
      return ['deployment', 'service', 'namespace', 'configmap', 'serviceaccount', 'ingress'].map((text) => ({ text, about: null }));
    const types = args[0] === 'service' && args.length === 2 ? ['clusterip', 'nodeport', 'loadbalancer', 'externalname'] : [];
    return types.map((text) => ({ text, about: null }));
  },
};

/** What `kubectl create` makes of flags of its own, but not here. */
export const CREATED_ELSEWHERE: readonly string[] = [
  'secret',
  'job',
  'cronjob',
  'cj',
  'role',
  'rolebinding',
  'clusterrole',
  'clusterrolebinding',
  'quota',
  'poddisruptionbudget',
  'pdb',
  'priorityclass',
  'token',
];

function run(call: Call): Done {
  const [what, ...args] = call.args;
  if (call.flags.filename !== undefined) return createFromManifests(call);
  switch (what) {
    case undefined:
      return {
        kind: 'refused',
        code: 1,
        stderr: `Error: must specify one of -f and -k\n\nerror: unknown command ""\nSee 'kubectl create -h' for help and examples\n`,
      };
    case 'namespace':
    case 'ns':
      return createNamespace(call, args);
    case 'deployment':
    case 'deploy':
      return createDeployment(call, args);
    case 'service':
    case 'svc':
      return createService(call, args);
    case 'configmap':
    case 'cm':
      return generate(call, args, (name) => configMapOf(call, name, stated(call)));
    case 'serviceaccount':
    case 'sa':
      return generate(call, args, (name) => serviceAccountOf(name, stated(call)));
    case 'ingress':
    case 'ing':
      return generate(call, args, (name) => ingressOf(call, name, stated(call)));
    default:
      if (CREATED_ELSEWHERE.includes(what)) return createdElsewhere(what);
      return {
        kind: 'refused',
        code: 1,
        stderr: `error: unknown command "${[what, ...args].join(' ')}"\nSee 'kubectl create -h' for help and examples\n`,
      };
  }
}

/** Rights come by access policies here, whatever would be made of RBAC. */
export function createdElsewhere(what: string): Done {
  return notSimulated(`kubectl create ${what}`, /role/.test(what) ? 'aws eks associate-access-policy' : 'kubectl create deployment');
}

function nameOf(args: readonly string[], verb: string): { readonly name: string } | { readonly done: Done } {
  const [name] = args;
  if (args.length === 1 && name !== undefined) return { name };
  return { done: failed(`exactly one NAME is required, got ${args.length}\nSee 'kubectl create ${verb} -h' for help and examples`) };
}

function generate(call: Call, args: readonly string[], make: (name: string) => Generated): Done {
  const named = nameOf(args, call.args[0] as string);
  if ('done' in named) return named.done;
  const made = make(named.name);
  return 'done' in made ? made.done : createOne(call, made.kind, made.body);
}

function createNamespace(call: Call, args: readonly string[]): Done {
  const named = nameOf(args, 'namespace');
  if ('done' in named) return named.done;
  return createOne(call, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: named.name } });
}

function createDeployment(call: Call, args: readonly string[]): Done {
  const named = nameOf(args, 'deployment');
  if ('done' in named) return named.done;
  const { name } = named;
  const images = call.flags.image ?? [];
  if (images.length === 0) return failed('required flag(s) "image" not set');
  const port = Number(flag(call.flags, 'port') ?? -1);
  const labels = { app: name };
  const containers = images.map((image) => ({
    name: containerName(image),
    image,
    resources: {},
    ...(call.rest.length > 0 ? { command: call.rest } : {}),
    ...(port >= 0 ? { ports: [{ containerPort: port }] } : {}),
  }));
  return createOne(call, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...stated(call), labels },
    spec: {
      replicas: Number(flag(call.flags, 'replicas') ?? 1),
      selector: { matchLabels: labels },
      strategy: {},
      template: { metadata: { labels }, spec: { containers } },
    },
    status: {},
  });
}

/** The image's last part without tag and digest, in letters that a container's name may have. */
export function containerName(image: string): string {
  const last = image.split('/').at(-1) as string;
  return (last.split(/[:@]/)[0] as string).replaceAll(/[^a-z0-9-]/gi, '-').toLowerCase();
}

function createService(call: Call, args: readonly string[]): Done {
  const [type = '', ...names] = args;
  const types: { readonly [name: string]: string } = {
    clusterip: 'ClusterIP',
    nodeport: 'NodePort',
    loadbalancer: 'LoadBalancer',
    externalname: 'ExternalName',
  };
  const kind = types[type.toLowerCase()];
  if (kind === undefined)
    return {
      kind: 'refused',
      code: 1,
      stderr: `error: unknown command "${args.join(' ')}"\nSee 'kubectl create service -h' for help and examples\n`,
    };
  const named = nameOf(names, `service ${type}`);
  if ('done' in named) return named.done;
  const { name } = named;
  const clusterIP = flag(call.flags, 'clusterip');
  const ports = portsOf(call.flags.tcp ?? [], Number(flag(call.flags, 'node-port') ?? 0));
  if ('message' in ports) return failed(ports.message);
  if (ports.ports.length === 0 && kind !== 'ExternalName' && clusterIP !== 'None') return failed('at least one tcp port specifier must be provided');
  const external = flag(call.flags, 'external-name');
  const labels = { app: name };
  return createOne(call, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...stated(call), labels },
    spec: {
      type: kind,
      selector: labels,
      ...(ports.ports.length > 0 ? { ports: ports.ports } : {}),
      ...(clusterIP === undefined ? {} : { clusterIP }),
      ...(external === undefined ? {} : { externalName: external }),
    },
    status: { loadBalancer: {} },
  });
}

/** The namespace, when it was stated. */
export function stated({ flags, namespace }: Call): { readonly namespace?: string } {
  return flags.namespace === undefined ? {} : { namespace };
}

type Ports = { readonly ports: readonly object[] } | { readonly message: string };

/** `80`, `80:8080`, `80:http`. */
function portsOf(specs: readonly string[], nodePort: number): Ports {
  const ports: object[] = [];
  for (const spec of specs) {
    const [port = '', target] = spec.split(':');
    if (!/^\d+$/.test(port) || Number(port) > 65535) return { message: `invalid port "${port}": strconv.Atoi: parsing "${port}": invalid syntax` };
    const targetPort = target === undefined ? Number(port) : /^\d+$/.test(target) ? Number(target) : target;
    ports.push({ name: spec.replaceAll(':', '-'), port: Number(port), protocol: 'TCP', targetPort, ...(nodePort > 0 ? { nodePort } : {}) });
  }
  return { ports };
}

type Body = { readonly metadata: { readonly name: string; readonly [member: string]: unknown }; readonly [member: string]: unknown };

/** Creates one object that was made of flags; with a dry run, only shows it. */
export function createOne(
  call: Call,
  kindName: string,
  body: Body,
  { word = 'created', manager = 'kubectl-create' }: { readonly word?: string; readonly manager?: string } = {},
): Done {
  const kind = kinds.find((known) => known.kind === kindName) as (typeof kinds)[number];
  const { name } = body.metadata;
  // What only the client has made has no revision, also where the server has an object of that name.
  const line = writtenLine(call, { kind, word, local: dryRunOf(call) === 'client' });
  if (dryRunOf(call) === 'client') return { kind: 'read', stdout: line(body as unknown as Parameters<typeof line>[0]) };
  const progress = carryOut(
    start(call.world),
    { kind, namespace: call.namespace, name, verb: 'create', body, manager, fieldValidation: 'Strict' },
    { line, about: { kind: kindName, name } },
  );
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}
