/** `kubectl get`: one or many objects, as a table or in a format. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import type { Event } from '../../../engine/cluster/event.ts';
import type { ClusterKind } from '../../../engine/kind.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { completeObjects } from './complete-objects.ts';
import { showStatusError } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { type Item, isObjectFormat, printItems } from './formats.ts';
import { findJsonPath } from './jsonpath.ts';
import { asSent, getObject, isError, listObjects, type Query, type Stored } from './objects.ts';
import { kinds, printedName, readTargets, type Targets } from './resources.ts';
import { matchesLabels, parseFieldSelector, parseLabelSelector, type Requirement } from './selectors.ts';
import { allNamespaces, fieldSelector, filenameFlag, outputFlag, selectorFlag } from './standard-flags.ts';
import { align, TABLE } from './tabwriter.ts';
import { type Seen, watchKind } from './watch.ts';

export const get: Verb = {
  name: 'get',
  about: 'Display one or many resources.',
  usage: ['kubectl get (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]'],
  examples: [
    'kubectl get pods -o wide',
    'kubectl get svc,endpointslices -n prod',
    'kubectl get pods -A -l app=webapp',
    'kubectl get svc frontend -o yaml',
  ],
  flags: [
    allNamespaces,
    selectorFlag,
    fieldSelector,
    outputFlag,
    filenameFlag,
    { name: 'show-labels', takes: 'nothing', about: 'When printing, show all labels as the last column', fallback: 'false' },
    { name: 'label-columns', short: 'L', takes: 'list', about: 'Labels that are going to be presented as columns.', fallback: '[]' },
    { name: 'no-headers', takes: 'nothing', about: "When using the default or custom-column output format, don't print headers.", fallback: 'false' },
    { name: 'sort-by', takes: 'text', about: 'Sort list types using this field specification (a JSONPath expression).', fallback: "''" },
    { name: 'show-kind', takes: 'nothing', about: 'If present, list the resource type for the requested object(s).', fallback: 'false' },
    { name: 'ignore-not-found', takes: 'nothing', about: 'If set to true, suppresses NotFound error for specific objects.', fallback: 'false' },
    { name: 'watch', short: 'w', takes: 'nothing', about: 'After listing the requested object, watch for changes.', fallback: 'false' },
    { name: 'show-managed-fields', takes: 'nothing', about: 'If true, keep the managedFields when printing objects.', fallback: 'false' },
    { name: 'chunk-size', takes: 'number', about: 'Return large lists in chunks rather than all at once.', fallback: '500' },
  ],
  run,
  complete: completeObjects,
};

function run(call: Call): Done {
  const { args, flags } = call;
  if (flags.filename !== undefined) return notSimulated('kubectl get -f', 'kubectl get TYPE NAME');
  if (args.length === 0) {
    const types = 'Use "kubectl api-resources" for a complete list of supported resources.';
    return {
      kind: 'refused',
      code: 1,
      stderr: `You must specify the type of resource to get. ${types}\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples\n`,
    };
  }
  const read = readTargets(call.world, args);
  if (!read.ok) return read.done;
  const labels = selectorsOf(call, 'selector', parseLabelSelector);
  if ('done' in labels) return labels.done;
  const fields = selectorsOf(call, 'field-selector', parseFieldSelector);
  if ('done' in fields) return fields.done;
  const everywhere = isSet(flags, 'all-namespaces');
  if (read.targets.names.length > 0 && !isSet(flags, 'watch'))
    return getNamed(call, read.targets, labels.requirements.length + fields.requirements.length > 0, everywhere);
  const unknownField = fields.requirements.find(({ key }) => read.targets.kinds.some((kind) => !isSelectable(kind, key)));
  if (unknownField !== undefined) return refusedField(read.targets.kinds[0] as AnyKind, flag(flags, 'field-selector') ?? '', unknownField.key);
  if (isSet(flags, 'watch')) return watch(call, read.targets, { labels: labels.requirements, fields: fields.requirements });
  const query: Query = { namespace: everywhere ? null : call.namespace, labels: labels.requirements, fields: fields.requirements };
  const items = read.targets.kinds.flatMap((kind) => listObjects(call.world, kind, query).map((object) => ({ kind, object })));
  return warned(read.targets.kinds, show(call, items, { everywhere, several: read.targets.kinds.length > 1, single: false }));
}

/** "API servers of v1.33 and newer answer every read of Endpoints with a warning". */
export function warned(asked: readonly AnyKind[], done: Done): Done {
  if (!asked.some(({ kind }) => kind === 'Endpoints')) return done;
  const warning = 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n';
  return { ...done, stderr: warning + (done.stderr ?? '') };
}

type Selectors = { readonly labels: readonly Requirement[]; readonly fields: readonly Requirement[] };

/** The list, then a row for each change, while simulated time passes. */
function watch(call: Call, { kinds: asked, names }: Targets, { labels, fields }: Selectors): Done {
  const { flags, world } = call;
  const [kind] = asked;
  if (kind === undefined || asked.length > 1) return failed('you may only specify a single resource type');
  const everywhere = isSet(flags, 'all-namespaces');
  const query: Query = { namespace: everywhere ? null : call.namespace, labels, fields };
  const wanted = (object: Stored) => names.length === 0 || names.some(({ name }) => name === object.metadata.name);
  const listed = listObjects(world, kind, query).filter(wanted);
  const shape: Shape = { everywhere, several: false, single: false };
  const inPlace = ({ metadata }: Stored) => everywhere || !kind.namespaced || metadata.namespace === call.namespace;
  const { seen, world: end } = watchKind(world, kind, (object) => wanted(object) && inPlace(object) && matchesLabels(labels, object.metadata.labels));
  const format = flag(flags, 'output');
  if (isObjectFormat(format)) {
    const texts = [...listed, ...seen.map(({ object }) => object)].map((object) => printItems([{ kind, object }], format, { single: true }));
    const wrong = texts.find((text) => !text.ok);
    return wrong !== undefined && !wrong.ok
      ? failed(wrong.message)
      : { kind: 'read', stdout: texts.map((text) => (text.ok ? text.text : '')).join(''), world: end };
  }
  const rows = [...listed.map((object) => ({ object, world })), ...seen];
  return { kind: 'wait', stdout: rows.length === 0 ? '' : printTable(call, kind, rows, shape), world: end };
}

/** `kubectl events`: those of `get events`, in order of time. https://kubernetes.io/docs/reference/kubectl/generated/kubectl_events/ */
export const events: Verb = {
  name: 'events',
  about: 'Display events.',
  usage: ['kubectl events [(-o|--output=)json|yaml|name|jsonpath=...] [--for TYPE/NAME] [--types=Normal,Warning] [options]'],
  examples: ['kubectl events', 'kubectl events --for pod/toolbox', 'kubectl events --types=Warning -A'],
  flags: [
    allNamespaces,
    outputFlag,
    { name: 'for', takes: 'text', about: 'Filter events to only those pertaining to the specified resource.', fallback: "''" },
    { name: 'types', takes: 'list', about: 'Output only events of given types.', fallback: '[]' },
    { name: 'no-headers', takes: 'nothing', about: "When using the default output format, don't print headers.", fallback: 'false' },
  ],
  run: (call) => {
    const kind = kinds.find((known) => known.kind === 'Event') as AnyKind;
    const everywhere = isSet(call.flags, 'all-namespaces');
    const about = flag(call.flags, 'for');
    const read = about === undefined ? null : readTargets(call.world, [about]);
    if (read !== null && !read.ok) return read.done;
    const named = read?.targets.names[0];
    const types = (call.flags.types ?? []).map((type) => type.toLowerCase());
    const found = listObjects(call.world, kind, { namespace: everywhere ? null : call.namespace }).filter((object) => {
      const { involvedObject, type = '' } = object as unknown as Event;
      const isAbout = named === undefined || (involvedObject.kind === named.kind.kind && involvedObject.name === named.name);
      return isAbout && (types.length === 0 || types.includes(type.toLowerCase()));
    });
    const items = sortItems(
      found.map((object) => ({ kind, object })),
      '{.lastTimestamp}',
    );
    if (items.length === 0) return { kind: 'read', stdout: everywhere ? 'No events found.\n' : `No events found in ${call.namespace} namespace.\n` };
    return show({ ...call, args: ['events'] }, items, { everywhere, several: false, single: false });
  },
};

type Selected = { readonly requirements: readonly Requirement[] } | { readonly done: Done };

function selectorsOf({ flags }: Call, name: string, parse: typeof parseLabelSelector): Selected {
  const text = flag(flags, name);
  if (text === undefined) return { requirements: [] };
  const parsed = parse(text);
  return parsed.ok ? { requirements: parsed.requirements } : { done: failed(parsed.message) };
}

function isSelectable(kind: AnyKind, field: string): boolean {
  return ['metadata.name', 'metadata.namespace', ...Object.keys(kind.selectable)].includes(field);
}

function refusedField(kind: AnyKind, selector: string, field: string): Done {
  const version = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const message = `Unable to find "${version}, Resource=${kind.plural}" that match label selector "", field selector "${selector}": field label not supported: ${field}`;
  return { kind: 'refused', stderr: `Error from server (BadRequest): ${message}\n`, code: 1 };
}

function getNamed(call: Call, { names, kinds: asked }: Targets, selecting: boolean, everywhere: boolean): Done {
  if (selecting) return failed('selectors and the all flag cannot be used when passing resource/name arguments');
  if (everywhere && names.some(({ kind }) => kind.namespaced)) return failed('a resource cannot be retrieved by name across all namespaces');
  const items: Item[] = [];
  let stderr = '';
  for (const { kind, name } of names) {
    const found = getObject(call.world, kind, { namespace: call.namespace, name });
    if (!isError(found)) items.push({ kind, object: found });
    else if (!isSet(call.flags, 'ignore-not-found')) stderr += showStatusError(found);
  }
  const done =
    items.length > 0 ? show(call, items, { everywhere: false, several: asked.length > 1, single: names.length === 1 }) : { kind: 'read' as const };
  if (stderr === '') return warned(asked, done);
  return { ...done, kind: items.length === 0 ? 'refused' : 'read', stderr: (done.stderr ?? '') + stderr, code: 1 };
}

type Shape = { readonly everywhere: boolean; readonly several: boolean; readonly single: boolean };

function show(call: Call, found: readonly Item[], shape: Shape): Done {
  const { flags, world } = call;
  const format = flag(flags, 'output');
  const items = sortItems(found, flag(flags, 'sort-by'));
  const foreign = foreignFormat(format);
  if (foreign !== null) return foreign;
  if (isObjectFormat(format)) {
    const sent = items.map(({ kind, object }) => ({ kind, object: asSent(world, kind, object) }));
    const printed = printItems(sent, format, { single: shape.single, headers: !isSet(flags, 'no-headers') });
    return printed.ok ? { kind: 'read', stdout: printed.text } : failed(printed.message);
  }
  if (items.length === 0) {
    if (isSet(flags, 'ignore-not-found')) return { kind: 'read' };
    const scoped = !shape.everywhere && kindsAreNamespaced(call);
    return { kind: 'read', stderr: scoped ? `No resources found in ${call.namespace} namespace.\n` : 'No resources found\n' };
  }
  return { kind: 'read', stdout: tablesOf(call, items, shape) };
}

/** Formats that are real and that this lab has no engine or no files for. */
function foreignFormat(format: string | undefined): Done | null {
  const name = (format ?? '').split('=')[0] as string;
  if (['go-template', 'template', 'go-template-file', 'templatefile'].includes(name)) return notSimulated(`-o ${name}`, '-o jsonpath=TEMPLATE');
  if (name === 'jsonpath-file') return notSimulated(`-o ${name}`, '-o jsonpath=TEMPLATE');
  return name === 'custom-columns-file' ? notSimulated(`-o ${name}`, '-o custom-columns=SPEC') : null;
}

function kindsAreNamespaced(call: Call): boolean {
  const read = readTargets(call.world, call.args);
  return read.ok && read.targets.kinds.some((kind) => kind.namespaced);
}

function sortItems(items: readonly Item[], path: string | undefined): readonly Item[] {
  if (path === undefined || path === '') return items;
  const keyed = items.map((item) => ({ item, key: findJsonPath(path, item.object)[0] }));
  const order = (one: unknown, other: unknown) => {
    if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one) < String(other) ? -1 : String(one) === String(other) ? 0 : 1;
  };
  return keyed.sort((one, other) => order(one.key, other.key)).map(({ item }) => item);
}

/**
 * The items in their order, a new table wherever the kind changes, separated by a blank line.
 * https://github.com/kubernetes/kubectl/blob/v0.33.0/pkg/cmd/get/get.go (shouldGetNewPrinterForMapping)
 */
function tablesOf(call: Call, items: readonly Item[], shape: Shape): string {
  const runs: { readonly kind: AnyKind; readonly objects: Seen[] }[] = [];
  for (const { kind, object } of items) {
    const last = runs.at(-1);
    const seen = { object, world: call.world };
    if (last?.kind === kind) last.objects.push(seen);
    else runs.push({ kind, objects: [seen] });
  }
  return runs.map(({ kind, objects }) => printTable(call, kind, objects, shape)).join('\n');
}

function printTable({ flags }: Call, kind: AnyKind, objects: readonly Seen[], { everywhere, several }: Shape): string {
  const wide = flag(flags, 'output') === 'wide';
  const columns = (kind as unknown as ClusterKind<Stored>).columns.filter((column) => wide || column.wide !== true);
  const extra = flags['label-columns'] ?? [];
  const withKind = several || isSet(flags, 'show-kind');
  const withNamespace = everywhere && kind.namespaced;
  const rows = objects.map(({ object, world }) => [
    ...(withNamespace ? [object.metadata.namespace ?? ''] : []),
    ...columns.map(({ name, of }) => (name === 'NAME' && withKind ? printedName(kind, object.metadata.name) : of(object, world))),
    ...extra.map((label) => object.metadata.labels?.[label] ?? ''),
    ...(isSet(flags, 'show-labels') ? [labelsOf(object)] : []),
  ]);
  const labelHeaders = extra.map((label) => (label.split('/').at(-1) as string).toUpperCase());
  const headers = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...columns.map(({ name }) => name),
    ...labelHeaders,
    ...(isSet(flags, 'show-labels') ? ['LABELS'] : []),
  ];
  const lines = isSet(flags, 'no-headers') ? rows : [headers, ...rows];
  return `${align(lines.map((cells) => cells.join('\t')).join('\n'), TABLE)}\n`;
}

function labelsOf({ metadata }: Stored): string {
  const labels = Object.entries(metadata.labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return labels.map(([key, value]) => `${key}=${value}`).join(',') || '<none>';
}
