/** Reachability as values for programs: the shapes that the README of the command line documents. */
import { explainStep } from '../../engine/explain.ts';
import type { Column, TableEnd } from '../../engine/reach/ends.ts';
import type { Pair, Side } from '../../engine/reach/pair.ts';
import type { Cell, ReachTable } from '../../engine/reach/table.ts';
import type { Lang } from '../../engine/text.ts';
import { originText, pairText, targetText } from './pair-text.ts';

export function rowValue({ pods }: Pick<ReachTable, 'pods'>, { key, kind, pods: members }: TableEnd) {
  return { key, kind, pods: members.map((member) => pods[member] as string) };
}

export function columnValue(table: Pick<ReachTable, 'pods'>, column: Column) {
  return { ...rowValue(table, column), port: column.port };
}

export function cellValue({ says, counts }: Cell) {
  return { says, counts };
}

export function pairValue(pair: Pair, lang: Lang) {
  const { from, to, protocol, verdict, egress, ingress, path, listens } = pair;
  return {
    from: originText(from),
    to: targetText(to),
    protocol,
    port: to.port,
    verdict,
    egress: egress === null ? null : sideValue(egress),
    path:
      path.failing === null
        ? { passes: true, because: null, text: null }
        : { passes: false, because: path.failing.because, text: explainStep(path.failing)[lang] },
    ingress: ingress === null ? null : sideValue(ingress),
    listens,
    text: pairText(pair, lang),
  };
}

function sideValue({ pod, guard, written, enforced, matters, ownNode }: Side) {
  return { pod, guard, ownNode, written, enforced, policies: matters };
}
