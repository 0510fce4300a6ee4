/** The map: the world's tree as lines, the last path lit, what just changed marked. */
import type { Attempt } from '../../../course/attempt-state.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import { changedBy } from '../../parts/changed.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, type Span, span } from '../../parts/line.ts';
import type { InstanceNode, InterfaceNode, PodNode, SubnetNode, VpcNode } from '../../parts/topology-model.ts';
import { topologyOf } from '../../parts/topology-model.ts';
import type { ServiceNode } from '../../parts/topology-services.ts';
import { type Lit, litBy, litKey } from '../../parts/trace-model.ts';
import { wrap } from '../../parts/wrap.ts';
import { mapTexts as M } from './map-texts.ts';
import { labTexts as T } from './texts.ts';

type Pen = {
  readonly say: (text: Text, params?: Params) => string;
  readonly lit: Lit;
  readonly changed: ReadonlySet<string>;
  readonly width: number;
};

const NO_PATH: Lit = { passed: new Set(), stopped: new Set() };

/** The lines of the map in so many cells. */
export function mapLines(attempt: Attempt, { lang, width }: { readonly lang: Lang; readonly width: number }): Line[] {
  const tree = topologyOf(attempt.world);
  const [recent] = attempt.recent;
  const pen: Pen = {
    say: (text, params = {}) => fill(text, lang, params),
    lit: recent === undefined ? NO_PATH : litBy(recent),
    changed: changedBy(attempt.transcript.at(-1)),
    width,
  };
  if (tree.vpcs.length === 0) return wrap(inline(pen.say(T.emptyMap)), width);
  const waiting =
    tree.waiting.length === 0
      ? []
      : [EMPTY, line(span('  '), span(pen.say(M.waiting), 'warn')), ...tree.waiting.flatMap((pod) => podLine(pen, pod, 4))];
  return [
    ...tree.vpcs.flatMap((vpc) => vpcLines(pen, vpc)),
    ...tree.services.flatMap((service) => serviceLines(pen, service)),
    ...waiting,
    EMPTY,
    ...wrap([span(pen.say(M.legend), 'dim')], width),
  ];
}

function vpcLines(pen: Pen, vpc: VpcNode): Line[] {
  const gateways =
    vpc.gateways.length === 0
      ? [span(pen.say(M.noGateway), 'dim')]
      : vpc.gateways.flatMap((gateway) => [span(pen.say(M.internet), 'strong'), span(' ── igw ', 'dim'), span(gateway.name, 'accent')]);
  const account = vpc.account === null ? [] : [span(`  ${pen.say(M.account, { account: vpc.account })}`, 'dim')];
  const keys = [litKey('Vpc', vpc.key), ...vpc.gateways.map((gateway) => litKey('InternetGateway', gateway.key))];
  const head = row(pen, keys, [
    ...gateways,
    span(' ── ', 'dim'),
    span(`VPC ${vpc.cidrs.join(', ')}`, 'strong'),
    span(`  ${vpc.name}`, 'dim'),
    ...account,
  ]);
  return [head, ...vpc.subnets.flatMap((subnet, at) => subnetLines(pen, subnet, at === vpc.subnets.length - 1))];
}

function subnetLines(pen: Pen, subnet: SubnetNode, last: boolean): Line[] {
  const kind = subnet.gateway === null ? span(pen.say(M.private), 'warn') : span(pen.say(M.public), 'good');
  const keys = [litKey('Subnet', subnet.key)];
  // A route table or a security group can belong to many: when one changes, all of them are another.
  const shared = subnet.routeTable === null ? [] : [litKey('RouteTable', subnet.routeTable)];
  const head = row(pen, keys, [span(last ? '└─ ' : '├─ ', 'dim'), span(`${subnet.zone}  ${subnet.cidr}  `), kind, ...exitSpans(pen, subnet)], shared);
  const edge = span(last ? '   ' : '│  ', 'dim');
  const nodes = subnet.nodes.flatMap((node) => instanceLines(pen, node));
  const loose = subnet.interfaces.flatMap((eni) => interfaceLines(pen, eni, true));
  const inner = [...nodes, ...loose];
  const rows = inner.length === 0 ? [line(span('  '), span(pen.say(M.noNodes), 'dim'))] : inner;
  return [head, ...rows.map((one): Line => [one[0] ?? span('  '), edge, ...one.slice(1)])];
}

/** `→ nat-a, 10.2.0.0/16 → core, ::/0 → core`: the way to everywhere over IPv4 without its destination. */
function exitSpans(pen: Pen, { exits }: SubnetNode): Span[] {
  if (exits.length === 0) return [span(`  ${pen.say(M.noExit)}`, 'dim')];
  return exits.flatMap(({ destination, everywhere, name, blackhole }, at) => [
    span(`${at === 0 ? ' ' : ', '}${everywhere && destination !== '::/0' ? '' : `${destination} `}→ ${name}`, 'dim'),
    ...(blackhole ? [span(' blackhole', 'bad')] : []),
  ]);
}

function instanceLines(pen: Pen, node: InstanceNode): Line[] {
  const groups = node.groups.map((group) => group.name).join(', ');
  const state =
    node.ready === false
      ? [span(`  ✗ ${pen.say(M.notReady)}`, 'bad')]
      : node.state === 'running' || node.state === ''
        ? []
        : [span(`  ${node.state}`, 'warn')];
  const address = node.publicAddress === null ? node.address : `${node.address} (${node.publicAddress})`;
  const keys = [litKey('Instance', node.key), litKey('Node', node.name)];
  const shared = node.groups.map((group) => litKey('SecurityGroup', group.key));
  const head = row(pen, keys, [span(node.name, 'strong'), span(` ${address}  `), span(groups === '' ? '' : `sg ${groups}`, 'dim'), ...state], shared);
  return [head, ...node.interfaces.flatMap((eni) => interfaceLines(pen, eni, false))];
}

function interfaceLines(pen: Pen, eni: InterfaceNode, loose: boolean): Line[] {
  if (!loose && eni.pods.length === 0 && eni.warm.length === 0) return [];
  const keys = [litKey('NetworkInterface', eni.key)];
  const type = loose ? `  ${eni.use === '' ? pen.say(M.unused) : eni.use} ${eni.primary}` : '';
  const warm = eni.warm.length === 0 ? [] : [span(`  · ${pen.say(M.warm, { n: eni.warm.length })}`, 'dim')];
  return [row(pen, keys, [span('  '), span(eni.name, 'dim'), span(type), ...warm]), ...eni.pods.flatMap((pod) => podLine(pen, pod, 4))];
}

function podLine(pen: Pen, pod: PodNode, indent: number): Line[] {
  const mark = pod.ready ? span('● ', 'good') : span('○ ', 'warn');
  const state = pod.ready ? [] : [span(`  ${pod.phase === 'Running' ? pen.say(M.notReady) : pod.phase}`, 'warn')];
  const namespace = pod.key.startsWith('default/') ? '' : `${pod.key.slice(0, pod.key.indexOf('/'))}/`;
  return [
    row(
      pen,
      [litKey('Pod', pod.key)],
      [span(' '.repeat(indent)), mark, span(pod.address === null ? '' : `${pod.address} `), span(`${namespace}${pod.name}`), ...state],
    ),
  ];
}

function serviceLines(pen: Pen, service: ServiceNode): Line[] {
  const ports = service.ports
    .map(
      (port) =>
        `${port.nodePort === null ? '' : `${port.nodePort} → `}${service.clusterIP === 'None' ? '' : service.clusterIP}:${port.port} → :${port.targetPort}`,
    )
    .join(', ');
  const policy = service.externalTrafficPolicy === 'Local' ? '  Local' : '';
  const head = row(
    pen,
    [litKey('Service', service.key)],
    [span('svc ', 'dim'), span(service.name, 'strong'), span(`  ${service.type} `, 'dim'), span(ports), span(policy, 'warn')],
  );
  const ready = service.ready.length === 0 ? span(`✗ ${pen.say(M.noneReady)}`, 'bad') : span(`${pen.say(M.ready)} ${service.ready.join(' · ')}`);
  const unready = service.notReady.length === 0 ? [] : [span(`  ${pen.say(M.unready)} ${service.notReady.join(' · ')}`, 'warn')];
  return [EMPTY, head, ...wrap([span('    '), ready, ...unready], pen.width, { hang: 4 })];
}

/** A row with its gutter: passed by the last connection, or just changed; and the mark of the place where it stopped. */
function row(pen: Pen, keys: readonly string[], content: Line, shared: readonly string[] = []): Line {
  const passed = keys.some((key) => pen.lit.passed.has(key));
  const stopped = keys.some((key) => pen.lit.stopped.has(key));
  const changed = [...keys, ...shared].some((key) => pen.changed.has(key));
  const gutter: Span = stopped ? span('✗ ', 'bad') : changed ? span('∆ ', 'changed') : passed ? span('▸ ', 'lit') : span('  ');
  const here = span(`  ${pen.say(M.here)}`, 'bad');
  const toned = content.map((part) => (passed && part.tone === 'strong' ? { ...part, tone: 'lit' as const } : part));
  return stopped ? [gutter, ...toned, here] : [gutter, ...toned];
}
