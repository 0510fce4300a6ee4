/** `kubectl scale` and `kubectl set image|selector|env`. */
import type { Container } from 'kubernetes-types/core/v1.d.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { completeObjects } from './complete-objects.ts';
import { patchEach, type Target, targetsOf } from './edit-fields.ts';
import { flag } from './flags.ts';
import { printedName } from './resources.ts';
import { labelsFrom } from './run-and-expose.ts';
import { allNamespaces, dryRun, everything, fieldManager, outputFlag, selectorFlag } from './standard-flags.ts';

export const scale: Verb = {
  name: 'scale',
  about: 'Set a new size for a deployment, replica set, replication controller, or stateful set.',
  usage: ['kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]'],
  examples: ['kubectl scale deployment webapp --replicas=5'],
  flags: [
    { name: 'replicas', takes: 'number', about: 'The new desired number of replicas. Required.', fallback: '0' },
    { name: 'current-replicas', takes: 'number', about: 'Precondition for current size.', fallback: '-1' },
    everything,
    selectorFlag,
    dryRun,
    outputFlag,
  ],
  complete: completeObjects,
  run: (call) => {
    const replicas = flag(call.flags, 'replicas');
    if (replicas === undefined) return failed('required flag(s) "replicas" not set');
    if (Number(replicas) < 0) return failed('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
    const targets = targetsOf(call, call.args);
    if ('done' in targets) return targets.done;
    const fixed = targets.found.find(({ kind }) => !kind.subresources.includes('scale'));
    if (fixed !== undefined)
      return { kind: 'refused', code: 1, stderr: 'Error from server (NotFound): the server could not find the requested resource\n' };
    const expected = flag(call.flags, 'current-replicas');
    const other = targets.found.find(({ object }) => expected !== undefined && expected !== '-1' && replicasOf(object) !== Number(expected));
    if (other !== undefined) return failed(`Expected replicas to be ${expected}, was ${replicasOf(other.object)}`);
    return patchEach(call, targets, {
      body: () => ({ spec: { replicas: Number(replicas) } }),
      word: 'scaled',
      manager: 'kubectl',
      subresource: 'scale',
    });
  },
};

function replicasOf({ spec }: Target['object']): number {
  return (spec as { readonly replicas?: number } | undefined)?.replicas ?? 0;
}

export const set: Verb = {
  name: 'set',
  about: 'Configure application resources.',
  usage: [
    'kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... [options]',
    'kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [options]',
    'kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]',
  ],
  examples: [
    'kubectl set image deployment/webapp webapp=ekslab/webapp:2',
    'kubectl set selector service frontend app=webapp',
    'kubectl set env deployment/webapp PORT=8080',
  ],
  flags: [
    selectorFlag,
    everything,
    allNamespaces,
    dryRun,
    outputFlag,
    fieldManager,
    { name: 'containers', short: 'c', takes: 'text', about: 'The names of containers in the selected pod templates to change.', fallback: "'*'" },
    { name: 'list', takes: 'nothing', about: 'If true, display the environment and any changes in the standard format.', fallback: 'false' },
  ],
  complete: (call) =>
    call.args.length <= 1
      ? ['image', 'selector', 'env'].map((text) => ({ text, about: null }))
      : completeObjects({ ...call, args: call.args.slice(1) }),
  run: (call) => {
    const [what, ...args] = call.args;
    const inner = { ...call, args };
    switch (what) {
      case 'image':
        return setImage(inner);
      case 'selector':
      case 'sel':
        return setSelector(inner);
      case 'env':
        return setEnv(inner);
      case 'resources':
      case 'serviceaccount':
      case 'sa':
      case 'subject':
        return notSimulated(`kubectl set ${what}`, 'kubectl patch');
      default:
        return {
          kind: 'refused',
          code: 1,
          stderr: `error: unknown command "${what ?? ''}" for "kubectl set"\nSee 'kubectl set -h' for help and examples\n`,
        };
    }
  },
};

type Split = { readonly objects: readonly string[]; readonly pairs: readonly string[] };

function split(args: readonly string[]): Split {
  const first = args.findIndex((arg) => arg.includes('=') || (arg.endsWith('-') && !arg.includes('/')));
  return first < 0 ? { objects: args, pairs: [] } : { objects: args.slice(0, first), pairs: args.slice(first) };
}

function setImage(call: Call): Done {
  const { objects, pairs } = split(call.args);
  if (pairs.length === 0) return failed('at least one image update is required');
  const targets = targetsOf(call, objects);
  if ('done' in targets) return targets.done;
  const images = Object.entries(labelsFrom(pairs.join(',')));
  for (const target of targets.found) {
    const wrong = images.find(([name]) => name !== '*' && !containersOf(target).some((container) => container.name === name));
    if (wrong !== undefined) return failed(`unable to find container named "${wrong[0]}"`);
  }
  const imageOf = (name: string) => images.find(([container]) => container === '*' || container === name)?.[1];
  const edit = (container: Container) => ({ ...container, image: imageOf(container.name) ?? container.image ?? '' });
  return editContainers(call, targets, { edit, word: 'image updated', past: 'image' });
}

function setEnv(call: Call): Done {
  const { objects, pairs } = split(call.args);
  const targets = targetsOf(call, objects);
  if ('done' in targets) return targets.done;
  if (flag(call.flags, 'list') === 'true') return listEnv(targets.found);
  if (pairs.length === 0) return failed('at least one environment variable must be provided');
  const chosen = flag(call.flags, 'containers') ?? '*';
  const removed = pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1));
  // A value may have commas in it: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS=10.0.0.0/8,172.16.0.0/12.
  const added = pairs
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const edit = (container: Container): Container => {
    if (chosen !== '*' && chosen !== container.name) return container;
    const kept = (container.env ?? []).filter(({ name }) => !removed.includes(name));
    const changed = kept.map((variable) => {
      const value = added.find(([name]) => name === variable.name)?.[1];
      return value === undefined ? variable : { name: variable.name, value };
    });
    const fresh = added.filter(([name]) => !kept.some((variable) => variable.name === name)).map(([name, value]) => ({ name, value }));
    return { ...container, env: [...changed, ...fresh] };
  };
  return editContainers(call, targets, { edit, word: 'env updated', past: 'env' });
}

function listEnv(found: readonly Target[]): Done {
  const lines = found.flatMap(({ kind, object }) =>
    containersOf({ kind, object }).flatMap((container) => [
      `# ${printedName({ ...kind, group: '' }, object.metadata.name)}, container ${container.name}`,
      ...(container.env ?? []).map(({ name, value }) => `${name}=${value ?? ''}`),
    ]),
  );
  return { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') };
}

type Edit = { readonly edit: (container: Container) => Container; readonly word: string; readonly past: string };

function editContainers(call: Call, targets: Parameters<typeof patchEach>[1], { edit, word }: Edit): Done {
  const body = (target: Target) => {
    const containers = containersOf(target).map(edit);
    return target.kind.kind === 'Pod' ? { spec: { containers } } : { spec: { template: { spec: { containers } } } };
  };
  return patchEach(call, targets, { body, word, manager: 'kubectl-set' });
}

function containersOf({ kind, object }: Target): readonly Container[] {
  const spec = object.spec as {
    readonly containers?: readonly Container[];
    readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } };
  };
  return (kind.kind === 'Pod' ? spec?.containers : spec?.template?.spec?.containers) ?? [];
}

function setSelector(call: Call): Done {
  const { objects, pairs } = split(call.args);
  if (pairs.length === 0) return failed('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const targets = targetsOf(call, objects);
  if ('done' in targets) return targets.done;
  const wrong = targets.found.find(({ kind }) => kind.kind !== 'Service');
  if (wrong !== undefined) return failed(`selector for ${wrong.kind.plural} "${wrong.object.metadata.name}" is immutable`);
  const wanted = labelsFrom(pairs.join(','));
  const body = ({ object }: Target) => {
    const old = (object.spec as { readonly selector?: { readonly [key: string]: string } }).selector ?? {};
    const gone = Object.keys(old).filter((key) => !(key in wanted));
    return { spec: { selector: { ...wanted, ...Object.fromEntries(gone.map((key) => [key, null])) } } };
  };
  return patchEach(call, targets, { body, word: 'selector updated', manager: 'kubectl-set' });
}
