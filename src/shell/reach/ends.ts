/** The ends that a learner names: `pod/web/client`, `svc/web/nginx:80`, `internet`, or a workload as the table calls it. */
import type { TransportProtocol } from '../../engine/net/packet.ts';
import { type Column, servedPort, type TableEnd } from '../../engine/reach/ends.ts';
import type { ReachTable } from '../../engine/reach/table.ts';
import { objectAt } from '../../engine/store.ts';
import { originOf, parseEndpoint, targetOf } from '../endpoint.ts';
import { LEARNER_ORIGIN } from '../session.ts';

export type NotFound = { readonly end: string; readonly wrong: 'form' | 'missing' };

/** An end of the table by its key, or a workload by as much of its name as only it has: `web/nginx`, `nginx`. */
function endByName<E extends TableEnd>(ends: readonly E[], text: string): E | undefined {
  const name = text.replace(/:\d+$/, '');
  const exact = ends.find(({ key }) => key === name);
  const alike = ends.filter(({ key, kind }) => kind === 'workload' && key.endsWith(`/${name}`));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

function portIn(text: string): number | null {
  const [, port] = /:(\d+)$/.exec(text) ?? [];
  return port === undefined ? null : Number(port);
}

/** The end that connections start from. */
export function rowNamed(table: ReachTable, text: string): TableEnd | NotFound {
  const known = endByName(table.rows, text);
  if (known !== undefined) return known;
  const endpoint = parseEndpoint(text);
  if (endpoint === null) return { end: text, wrong: 'form' };
  if (endpoint.end === 'pod') return podEnd(table, endpoint.key) ?? { end: text, wrong: 'missing' };
  const origin = originOf(table.world, endpoint);
  return origin.ok ? { key: text, kind: 'host', pods: [], origin: origin.value } : { end: origin.missing, wrong: 'missing' };
}

/** The end that connections go to, at the port that the text or the question says, or at the one that it serves. */
export function columnNamed(table: ReachTable, text: string, protocol: TransportProtocol): Column | NotFound {
  const asked = portIn(text) ?? table.question.port;
  const known = endByName(table.columns, text);
  if (known !== undefined) return { ...known, port: asked ?? known.port };
  const endpoint = parseEndpoint(text);
  if (endpoint === null) return { end: text, wrong: 'form' };
  if (endpoint.end === 'pod') {
    const end = podEnd(table, endpoint.key);
    return end === null ? { end: text, wrong: 'missing' } : { ...end, port: asked ?? servedPort(table.world, table.pods, { end, protocol }) };
  }
  if (endpoint.end === 'svc') {
    const port = asked ?? objectAt(table.world.cluster.Service, endpoint.key)?.spec.ports?.[0]?.port;
    return port === undefined ? { end: text, wrong: 'missing' } : { key: `svc/${endpoint.key}`, kind: 'service', pods: [], port };
  }
  const target = targetOf(table.world, endpoint, { origin: LEARNER_ORIGIN, protocol });
  return target.ok
    ? { key: text, kind: 'host', pods: [], host: target.value.host, port: asked ?? target.value.port }
    : { end: target.missing, wrong: 'missing' };
}

function podEnd({ pods }: ReachTable, name: string): TableEnd | null {
  const index = pods.indexOf(name);
  return index < 0 ? null : { key: `pod/${name}`, kind: 'workload', pods: [index] };
}
