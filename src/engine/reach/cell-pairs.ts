/** The pairs behind a cell: one for each verdict that it counts, to be explained in full. */
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Column, TableEnd } from './ends.ts';
import type { PairQuestion, PairTarget } from './pair.ts';
import { probe } from './probe.ts';
import { callsOf, type ReachTable, sourcesOf, type TableVerdict } from './table.ts';

/** So many pairs of pods are looked at for the verdicts of one cell. */
const MOST_PAIRS = 50_000;

export type CellPair = { readonly verdict: TableVerdict; readonly question: PairQuestion };

/** One pair for each verdict of the cell, what fails first. Empty where there is nothing to ask. */
export function cellPairs(table: ReachTable, row: TableEnd, column: Column): CellPair[] {
  const combined: ReachTable =
    (table.question.view ?? 'combined') === 'combined' ? table : { ...table, question: { ...table.question, view: 'combined' } };
  const between = row.kind === 'workload' && column.kind === 'workload';
  const found = between ? podPairs(combined, row, column) : connections(combined, row, column);
  return found.sort((one, other) => rank(one) - rank(other));
}

const RANKS: readonly TableVerdict[] = ['policy', 'path', 'name', 'sometimes', 'closed', 'open'];

function rank({ verdict }: CellPair): number {
  return RANKS.indexOf(verdict);
}

function podPairs({ reachAt, pods, question }: ReachTable, row: TableEnd, column: Column): CellPair[] {
  const { cell } = reachAt(column.port);
  const found = new Map<TableVerdict, CellPair>();
  let looked = 0;
  for (const from of row.pods) {
    for (const to of column.pods) {
      if (++looked > MOST_PAIRS) return [...found.values()];
      if (from === to) continue;
      const verdict = cell(from, to);
      if (found.has(verdict)) continue;
      const ends = { from: { from: 'pod', pod: pods[from] as string }, to: { pod: pods[to] as string, port: column.port } } as const;
      found.set(verdict, { verdict, question: { ...ends, protocol: question.protocol } });
    }
  }
  return [...found.values()];
}

function connections(table: ReachTable, row: TableEnd, column: Column): CellPair[] {
  const { protocol } = table.question;
  const found = new Map<TableVerdict, CellPair>();
  for (const { origin } of sourcesOf(table, row, column.port)) {
    for (const { target } of callsOf(table, column, origin)) {
      const { verdict } = probe(table.world, origin, { ...target, protocol });
      if (found.has(verdict)) continue;
      const to: PairTarget = behind(table, column, target) ?? target;
      found.set(verdict, { verdict, question: { from: origin, to, protocol } });
    }
  }
  return [...found.values()];
}

/** The pod that stands behind what is called, where one does. */
function behind({ world, pods }: ReachTable, column: Column, via: { readonly host: string; readonly port: number }): PairTarget | null {
  if (column.kind === 'workload') {
    const pod = column.pods.map((index) => pods[index] as string).find((name) => objectAt(world.cluster.Pod, name)?.status.podIP === via.host);
    return pod === undefined ? null : { pod, port: via.port };
  }
  const [backend] = column.kind === 'service' ? backendsOf(world, column.key.slice('svc/'.length), column.port) : [];
  return backend === undefined ? null : { ...backend, via };
}

/** The pods behind a Service at its port, with the port at which each is reached. */
export function backendsOf(world: World, key: string, port: number): { readonly pod: string; readonly port: number }[] {
  const named = objectAt(world.cluster.Service, key)?.spec.ports?.find((one) => one.port === port);
  return lookup(world.cluster.EndpointSlice, 'byService', key).flatMap(({ endpoints = [], ports = [], metadata }) => {
    const own = ports.find(({ name = '' }) => name === (named?.name ?? ''))?.port;
    const pods = endpoints.flatMap(({ targetRef }) =>
      targetRef?.kind === 'Pod' ? [`${targetRef.namespace ?? metadata.namespace}/${targetRef.name}`] : [],
    );
    return own === undefined ? [] : pods.map((pod) => ({ pod, port: own }));
  });
}
