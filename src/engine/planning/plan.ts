/** A plan: which nodes with how many pods are to live in which subnets, and how aws-node is set. */
import { instanceTypes, limitsOf, takesPrefixes } from '../aws/instance-limits.ts';
import { restrictionOf } from '../aws/vpc-cidr.ts';
import { zonesOf } from '../aws/zones.ts';
import { nearest } from '../nearest.ts';
import { familyOf } from '../net/address.ts';
import { type Cidr, overlaps, parseCidr, showCidr } from '../net/cidr.ts';
import type { Text } from '../text.ts';
import { notForSubnet } from './cidr-facts.ts';
import { ADDRESSES_OF_PREFIX } from './max-pods.ts';
import { settingProblems } from './plan-settings.ts';

/** The region whose zones the subnets of a plan lie in, one after the other. */
export const PLAN_REGION = 'us-east-1';
/** What one plan may hold: it is simulated pod by pod. */
export const MOST = { nodes: 1000, podsPerNode: 1000, pods: 20_000, target: 10_000 } as const;
/** A VPC has at most five IPv4 blocks. */
const VPC_BLOCKS = 5;

export type PlanNodes = {
  readonly type: string;
  readonly count: number /** Of one node, without those of the host network. */;
  readonly pods: number;
};

export type Plan = {
  /** For nodes, one for each zone; pods too, unless there are pod subnets. */
  readonly subnets: readonly Cidr[];
  /** With custom networking one for each zone, else none. */
  readonly podSubnets: readonly Cidr[];
  readonly nodes: readonly PlanNodes[];
  /** The environment of aws-node: what is not here has its default. */
  readonly settings: { readonly [name: string]: string };
};

export type PlanProblem = {
  /** Where in the plan: `['nodes', 0, 'type']`. */
  readonly path: readonly (string | number)[];
  readonly what: Text;
  readonly how: Text;
};

/** Everything that is wrong with the plan; none when it can be simulated. */
export function planProblems(plan: Plan): PlanProblem[] {
  return [
    ...sizeProblems(plan),
    ...subnetProblems(plan),
    ...plan.nodes.flatMap((nodes, at) => nodeProblems(plan, nodes, at)),
    ...settingProblems(plan),
  ];
}

/** Whether a setting is on, as Go's strconv.ParseBool reads it. */
export function isOn(plan: Pick<Plan, 'settings'>, name: string): boolean {
  return /^(1|t|T|TRUE|true|True)$/.test(plan.settings[name] ?? '');
}

/** The /16 around each subnet, the first one's first: the blocks of the plan's VPC. */
export function vpcBlocks({ subnets, podSubnets }: Plan): string[] {
  const around = [...subnets, ...podSubnets].map(({ base }) =>
    showCidr(parseCidr(`${showCidr({ base, prefix: 32 }).split('.').slice(0, 2).join('.')}.0.0/16`)),
  );
  return [...new Set(around)];
}

function sizeProblems({ subnets, nodes }: Plan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (subnets.length === 0) problems.push(problem(['subnets'], T.noSubnet, T.addSubnet));
  if (nodes.length === 0) problems.push(problem(['nodes'], T.noNodes, T.addNodes));
  const count = nodes.reduce((sum, one) => sum + one.count, 0);
  const pods = nodes.reduce((sum, one) => sum + one.count * one.pods, 0);
  const zones = zonesOf(PLAN_REGION).length;
  if (count > MOST.nodes) problems.push(problem(['nodes'], ...tooMany({ ko: '노드가', en: 'nodes' }, count, MOST.nodes)));
  if (pods > MOST.pods) problems.push(problem(['nodes'], ...tooMany({ ko: '파드가', en: 'pods' }, pods, MOST.pods)));
  if (subnets.length > zones) problems.push(problem(['subnets'], ...tooMany({ ko: '서브넷이', en: 'subnets' }, subnets.length, zones)));
  return problems;
}

function subnetProblems(plan: Plan): PlanProblem[] {
  const placed = [
    ...plan.subnets.map((cidr, at) => ({ cidr, path: ['subnets', at] })),
    ...plan.podSubnets.map((cidr, at) => ({ cidr, path: ['podSubnets', at] })),
  ];
  const problems: PlanProblem[] = placed.flatMap(({ cidr, path }, at) => {
    const own = familyOf(cidr.base) === 6 ? T.ipv6 : notForSubnet(cidr);
    if (own !== null) return [problem(path, { ko: `${showCidr(cidr)}: ${own.ko}`, en: `${showCidr(cidr)}: ${own.en}` }, T.otherSubnet)];
    const clash = placed.slice(0, at).find((before) => overlaps(before.cidr, cidr));
    if (clash === undefined) return [];
    const [a, b] = [showCidr(clash.cidr), showCidr(cidr)];
    return [problem(path, { ko: `${b} 서브넷이 ${a} 서브넷과 겹칩니다.`, en: `Subnet ${b} overlaps subnet ${a}.` }, T.otherSubnet)];
  });
  if (problems.length > 0) return problems;
  const [primary, ...more] = vpcBlocks(plan);
  if (primary === undefined) return [];
  if (more.length >= VPC_BLOCKS)
    problems.push(problem(['subnets'], ...tooMany({ ko: 'VPC의 대역이', en: 'blocks of the VPC' }, more.length + 1, VPC_BLOCKS)));
  for (const block of more) {
    const range = restrictionOf(parseCidr(primary), parseCidr(block));
    if (range !== null) problems.push(problem(['subnets'], ...restricted(primary, block)));
  }
  return [...problems, ...zoneProblems(plan)];
}

function zoneProblems(plan: Plan): PlanProblem[] {
  const custom = isOn(plan, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
  if (!custom) return plan.podSubnets.length === 0 ? [] : [problem(['podSubnets'], T.podSubnetAlone, T.turnOn)];
  if (plan.podSubnets.length === plan.subnets.length) return [];
  return [problem(['podSubnets'], T.podSubnetPerZone, { ko: `${plan.subnets.length}개를 쓰세요.`, en: `Give ${plan.subnets.length}.` })];
}

function nodeProblems(plan: Plan, nodes: PlanNodes, at: number): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const limits = limitsOf(nodes.type);
  if (limits === undefined) problems.push(problem(['nodes', at, 'type'], ...unknownType(nodes.type)));
  if (!Number.isInteger(nodes.count) || nodes.count < 1 || nodes.count > MOST.nodes) {
    problems.push(problem(['nodes', at, 'count'], ...notWhole({ ko: '노드 수', en: 'The count of nodes' }, nodes.count, [1, MOST.nodes])));
  }
  if (!Number.isInteger(nodes.pods) || nodes.pods < 0 || nodes.pods > MOST.podsPerNode) {
    problems.push(
      problem(['nodes', at, 'pods'], ...notWhole({ ko: '노드당 파드 수', en: 'The count of pods of a node' }, nodes.pods, [0, MOST.podsPerNode])),
    );
  }
  if (limits !== undefined && isOn(plan, 'ENABLE_PREFIX_DELEGATION') && !takesPrefixes(limits)) {
    problems.push(
      problem(
        ['nodes', at, 'type'],
        { ko: `${nodes.type} 타입은 Nitro가 아니라서 접두사를 받지 못합니다.`, en: `Type ${nodes.type} is not Nitro and takes no prefixes.` },
        T.nitro,
      ),
    );
  }
  return problems;
}

/** How many addresses for pods a node of the type holds at most under the plan's settings. */
export function podAddressesOf(plan: Pick<Plan, 'settings'>, type: string): number {
  const limits = limitsOf(type);
  if (limits === undefined) return 0;
  const most = Math.min(limits.enis, Number(plan.settings.MAX_ENI ?? limits.enis));
  const enis = most - (isOn(plan, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') ? 1 : 0);
  return Math.max(0, enis) * (limits.ipv4PerEni - 1) * (isOn(plan, 'ENABLE_PREFIX_DELEGATION') ? ADDRESSES_OF_PREFIX : 1);
}

/** A problem at a place of the plan. */
export function problem(path: readonly (string | number)[], what: Text, how: Text): PlanProblem {
  return { path, what, how };
}

/** What a count has to be, and what it is. */
export function notWhole(what: Text, value: number | string, [least, most]: readonly [number, number]): readonly [Text, Text] {
  return [
    { ko: `${what.ko}: \`${value}\` 값은 쓸 수 없습니다.`, en: `${what.en} cannot be \`${value}\`.` },
    { ko: `${least}~${most} 사이의 정수를 쓰세요.`, en: `Give a whole number from ${least} to ${most}.` },
  ];
}

/** A type that there is not, and the one that may have been meant. */
export function unknownType(type: string): readonly [Text, Text] {
  const near = nearest(
    type,
    instanceTypes().map(({ InstanceType }) => InstanceType),
  );
  return [
    { ko: `\`${type}\` 인스턴스 타입은 없습니다.`, en: `There is no instance type \`${type}\`.` },
    near === null
      ? { ko: '`m5.large`처럼 패밀리와 크기로 쓰세요.', en: 'Write family and size, as in `m5.large`.' }
      : { ko: `\`${near}\` 타입을 찾습니까?`, en: `Did you mean \`${near}\`?` },
  ];
}

function tooMany(what: Text, count: number, most: number): readonly [Text, Text] {
  return [
    { ko: `${what.ko} ${count}개입니다.`, en: `The plan has ${count} ${what.en}.` },
    { ko: `${most}개까지 됩니다.`, en: `At most ${most} are possible.` },
  ];
}

function restricted(primary: string, block: string): readonly [Text, Text] {
  return [
    {
      ko: `기본 대역이 ${primary}인 VPC에는 ${block} 대역을 더할 수 없습니다.`,
      en: `A VPC whose primary block is ${primary} cannot take block ${block}.`,
    },
    { ko: '같은 사설 대역이나 100.64.0.0/10을 쓰세요.', en: 'Use the same private range, or 100.64.0.0/10.' },
  ];
}

const T = {
  noSubnet: { ko: '서브넷이 없습니다.', en: 'The plan has no subnet.' },
  addSubnet: { ko: '`--subnet 10.0.0.0/24`처럼 더하세요.', en: 'Add one, as in `--subnet 10.0.0.0/24`.' },
  noNodes: { ko: '노드가 없습니다.', en: 'The plan has no nodes.' },
  addNodes: { ko: '`--type m5.large:3:20`처럼 더하세요.', en: 'Add some, as in `--type m5.large:3:20`.' },
  ipv6: {
    ko: 'IPv6 서브넷은 계획할 것이 없습니다. 노드마다 /80 하나를 받고 웜 풀은 쓰지 않습니다.',
    en: 'an IPv6 subnet needs no plan. Each node gets one /80 and keeps no warm pool.',
  },
  otherSubnet: { ko: '다른 블록을 쓰세요.', en: 'Use another block.' },
  podSubnetAlone: { ko: '파드 서브넷이 있지만 사용자 지정 네트워킹이 꺼져 있습니다.', en: 'There are pod subnets, but custom networking is off.' },
  turnOn: { ko: '`--custom-networking`을 켜거나 파드 서브넷을 빼세요.', en: 'Turn it on with `--custom-networking`, or leave the pod subnets out.' },
  podSubnetPerZone: { ko: 'ENIConfig의 서브넷은 가용 영역마다 하나씩 있어야 합니다.', en: 'Each zone needs the subnet of its ENIConfig.' },
  nitro: {
    ko: '`m5.large`처럼 Nitro 타입을 쓰거나 접두사 위임을 끄세요.',
    en: 'Use a Nitro type such as `m5.large`, or turn prefix delegation off.',
  },
} satisfies Readonly<Record<string, Text>>;
