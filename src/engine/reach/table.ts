/**
 * The reachability table of a cluster: workloads and what lies beyond them, each cell worked out when it is asked for and
 * kept. Pods among each other come from the factored matrix; everything else is asked by connecting.
 */
import type { Origin, Target } from '../connection.ts';
import { parseAddress } from '../net/address.ts';
import { once } from '../once.ts';
import type { End } from '../policy/flow.ts';
import { isShut, isSubject } from '../policy/matches.ts';
import { endOf } from '../policy/pod-end.ts';
import { mayReceive, maySend } from '../policy/policy-matrix.ts';
import type { Direction, PolicyRules } from '../policy/policy-rules.ts';
import { directionVerdict, policyVerdict } from '../policy/verdict.ts';
import { remembered } from '../remembered.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type Column, columnsOf, type EndsQuestion, internetHost, originsOf, rowsOf, SOMEWHERE, type TableEnd, targetsOf } from './ends.ts';
import { pairCounts } from './pair-counts.ts';
import { type ProbeVerdict, probe } from './probe.ts';
import { podNames, type Reach, reach } from './reach.ts';

/** combined: what becomes of a connection · ingress, egress: what the policies of one side say, whatever the other says. */
export type View = 'combined' | 'ingress' | 'egress';

export type TableQuestion = EndsQuestion & { readonly view?: View };

/** In the views of one side: a rule allows it · none does · no policy isolates the pod in this direction. */
export type SideVerdict = 'allowed' | 'denied' | 'unisolated';
export type TableVerdict = ProbeVerdict | SideVerdict;

/** What a cell says: its one verdict · several of them · nothing, since there is no such connection. */
export type Cell = {
  readonly says: TableVerdict | 'mixed' | 'none';
  /** Pairs of a source and a destination by their verdict. */
  readonly counts: { readonly [V in TableVerdict]?: number };
};

export type ReachTable = {
  readonly world: World;
  readonly question: TableQuestion;
  readonly pods: readonly string[];
  readonly rows: readonly TableEnd[];
  readonly columns: readonly Column[];
  readonly cell: (row: TableEnd, column: Column) => Cell;
  /** The pods' matrix at a port. */
  readonly reachAt: (port: number) => Reach;
};

/** At most so many connections are made for one cell; of more that the same rows decide, the first stand for the rest. */
const MOST_PROBES = 48;

/** What becomes of a connection. */
type Ask = (world: World, from: Origin, to: Target) => ProbeVerdict;

const asking: Ask = (world, from, to) => probe(world, from, to).verdict;

/** Of two tables of worlds that differ in little most connections come to the same: what was read for them is. */
const remembering: Ask = (world, from, to) => remembered(world, `reach ${JSON.stringify([from, to])}`, () => asking(world, from, to));

/** The table of the world. Nothing is worked out before it is asked for. */
export function reachTable(world: World, question: TableQuestion, ask: Ask = asking): ReachTable {
  const pods = podNames(world);
  const known = new Map<number, Reach>();
  const reachAt = (port: number): Reach => {
    const found = known.get(port) ?? reach(world, { protocol: question.protocol, port, policyOnly: question.policyOnly ?? false });
    known.set(port, found);
    return found;
  };
  const table = { world, question, pods, reachAt };
  const cells = new Map<string, Cell>();
  return {
    ...table,
    rows: rowsOf(world, pods),
    columns: columnsOf(world, pods, question),
    cell: (row, column) => {
      const key = `${row.key}\0${column.key}\0${column.port}`;
      const cell = cells.get(key) ?? cellOf(table, { row, column, ask });
      cells.set(key, cell);
      return cell;
    },
  };
}

/** The table of the world, kept with it: cells that were worked out for one question need not be for the next. */
export function knownTable(world: World, question: TableQuestion): ReachTable {
  const known = tablesOf(world);
  const { protocol, port, view = 'combined', policyOnly = false } = question;
  const key = `${view} ${protocol} ${port} ${policyOnly}`;
  const table = known.get(key) ?? reachTable(world, { protocol, port, view, policyOnly }, remembering);
  known.set(key, table);
  return table;
}

const tablesOf = once((_world: World) => new Map<string, ReachTable>());

/** What cells are worked out from. */
export type Table = Pick<ReachTable, 'world' | 'question' | 'reachAt' | 'pods'>;

type Asked = { readonly row: TableEnd; readonly column: Column; readonly ask: Ask };

function cellOf(table: Table, asked: Asked): Cell {
  const { row, column } = asked;
  const view = table.question.view ?? 'combined';
  if (view !== 'combined') return sideCell(table, { row, column, direction: view });
  if (row.kind === 'workload' && column.kind === 'workload') {
    return ofCounts(pairCounts(table.reachAt(column.port), row.pods, row.key === column.key ? row.pods : column.pods));
  }
  if (table.question.policyOnly === true) return policyCell(table, row, column);
  return probedCell(table, asked);
}

function ofCounts(found: readonly { readonly verdict: TableVerdict; readonly pairs: number }[]): Cell {
  const counts: { [V in TableVerdict]?: number } = {};
  for (const { verdict, pairs } of found) counts[verdict] = (counts[verdict] ?? 0) + pairs;
  const verdicts = Object.keys(counts) as TableVerdict[];
  return { says: verdicts.length === 0 ? 'none' : verdicts.length === 1 ? (verdicts[0] as TableVerdict) : 'mixed', counts };
}

export type Source = { readonly origin: Origin; readonly of: number };

/** One of each sort of the row's sources, and how many it stands for. */
export function sourcesOf({ world, pods, reachAt }: Table, row: TableEnd, port: number): Source[] {
  if (row.kind !== 'workload') return originsOf(world, row).map((origin) => ({ origin, of: 1 }));
  const { keys, nodes } = reachAt(port);
  const sorts = new Map<string, { origin: Origin; of: number }>();
  for (const pod of row.pods) {
    const sort = `${keys[pod]}\0${nodes[pod]}`;
    const found = sorts.get(sort);
    if (found === undefined) sorts.set(sort, { origin: { from: 'pod', pod: pods[pod] as string }, of: 1 });
    else found.of += 1;
  }
  return [...sorts.values()];
}

function probedCell(table: Table, { row, column, ask }: Asked): Cell {
  const { world, question } = table;
  const found: { verdict: ProbeVerdict; pairs: number }[] = [];
  for (const { origin, of } of sourcesOf(table, row, column.port)) {
    for (const { target, pairs } of callsOf(table, column, origin)) {
      if (found.length >= MOST_PROBES) return ofCounts(found);
      found.push({ verdict: ask(world, origin, { ...target, protocol: question.protocol }), pairs: of * pairs });
    }
  }
  return ofCounts(found);
}

/** What a client at the origin would connect to for the column, and how many destinations each stands for. */
export function callsOf(table: Table, column: Column, origin: Origin) {
  const { world, question, pods, reachAt } = table;
  if (column.kind !== 'workload') return targetsOf(world, column, { origin, protocol: question.protocol }).map((target) => ({ target, pairs: 1 }));
  const { keys, nodes } = reachAt(column.port);
  const sorts = new Map<string, { target: { host: string; port: number }; pairs: number }>();
  for (const pod of column.pods) {
    const sort = `${keys[pod]}\0${nodes[pod]}`;
    const host = objectAt(world.cluster.Pod, pods[pod] as string)?.status.podIP;
    const found = sorts.get(sort);
    if (found !== undefined) found.pairs += 1;
    else if (host !== undefined) sorts.set(sort, { target: { host, port: column.port }, pairs: 1 });
  }
  return [...sorts.values()];
}

/** The internet as policies see it: an address that is no pod's. */
function addressEnd({ world, question }: Table, column: Column | null): End {
  const host = column === null ? SOMEWHERE : internetHost(world, { protocol: question.protocol, port: column.port });
  return { kind: 'address', address: parseAddress(host) };
}

function policyCell(table: Table, row: TableEnd, column: Column): Cell {
  if ((row.kind === 'workload') === (column.kind === 'workload') || row.kind === 'nodes') return NOTHING;
  const { policies, ends, matrix } = table.reachAt(column.port);
  const protocol = table.question.protocol.toUpperCase() as 'TCP';
  const other = addressEnd(table, row.kind === 'workload' ? column : null);
  const members = row.kind === 'workload' ? row.pods : column.pods;
  return byClass(matrix.classes.classOf, members, (pod) => {
    const end = ends[pod] as End;
    const flow = row.kind === 'workload' ? { from: end, to: other } : { from: other, to: end };
    return policyVerdict(policies, { ...flow, protocol, port: column.port }).allowed ? 'open' : 'policy';
  });
}

const NOTHING: Cell = { says: 'none', counts: {} };

/** Pods of one class get one answer. */
function byClass(classOf: Int32Array, pods: readonly number[], ask: (pod: number) => TableVerdict): Cell {
  const counts = new Map<number, { verdict: TableVerdict; pairs: number }>();
  for (const pod of pods) {
    const of = classOf[pod] as number;
    const found = counts.get(of);
    if (found === undefined) counts.set(of, { verdict: ask(pod), pairs: 1 });
    else found.pairs += 1;
  }
  return ofCounts([...counts.values()]);
}

type SideAsked = { readonly row: TableEnd; readonly column: Column; readonly direction: Direction };

/** What the policies of one side say; there is nothing to say where that side is no pod. */
function sideCell(table: Table, { row, column, direction }: SideAsked): Cell {
  const [subject, peer] = direction === 'egress' ? [row, column] : [column, row];
  if (subject.kind !== 'workload') return NOTHING;
  const made = table.reachAt(column.port);
  const { policies, ends, matrix } = made;
  if (peer.kind === 'workload') {
    const may = direction === 'egress' ? maySend : mayReceive;
    const cell = (from: number, to: number): SideVerdict => {
      if (!may(matrix, from, to)) return 'denied';
      return isIsolated(policies, ends[direction === 'egress' ? from : to] as End, direction) ? 'allowed' : 'unisolated';
    };
    const keys = made.keys.map((_, pod) => String(matrix.classes.classOf[pod]));
    return ofCounts(pairCounts({ keys, nodes: keys.map(() => ''), cell }, row.pods, row.key === column.key ? row.pods : column.pods));
  }
  if (peer.kind !== 'internet') return NOTHING;
  const protocol = table.question.protocol.toUpperCase() as 'TCP';
  const other = addressEnd(table, direction === 'egress' ? column : null);
  return byClass(matrix.classes.classOf, subject.pods, (pod) => {
    const end = ends[pod] as End;
    const flow = direction === 'egress' ? { from: end, to: other } : { from: other, to: end };
    const verdict = directionVerdict(policies, direction, { ...flow, protocol, port: column.port });
    return !verdict.allowed ? 'denied' : verdict.because === 'rule' ? 'allowed' : 'unisolated';
  });
}

/** Whether any policy isolates the end in the direction, or a strict agent does. */
export function isIsolated(policies: readonly PolicyRules[], end: End, direction: Direction): boolean {
  return policies.some((policy) => policy[direction] !== null && isSubject(policy, end)) || isShut(policies, end);
}

export type NotIsolated = { readonly workload: string; readonly pods: readonly string[]; readonly ingress: boolean; readonly egress: boolean };

/** Workloads with pods that no policy isolates in some direction; `ingress` and `egress` say in which they are open. */
export function notIsolated({ world, pods, rows }: Pick<ReachTable, 'world' | 'pods' | 'rows'>, policies: readonly PolicyRules[]): NotIsolated[] {
  return rows.flatMap(({ kind, key, pods: members }): NotIsolated[] => {
    if (kind !== 'workload') return [];
    const open = members.map((member) => {
      const name = pods[member] as string;
      const pod = objectAt(world.cluster.Pod, name);
      const end = pod === undefined ? null : endOf(world, pod);
      const says = (direction: Direction) => end === null || !isIsolated(policies, end, direction);
      return { name, ingress: says('ingress'), egress: says('egress') };
    });
    const some = open.filter(({ ingress, egress }) => ingress || egress);
    if (some.length === 0) return [];
    return [{ workload: key, pods: some.map(({ name }) => name), ingress: some.some((one) => one.ingress), egress: some.some((one) => one.egress) }];
  });
}
