/** The planning words. A record here gives a word its place in the lab, on the command line and in the help of both. */
import type { Text } from '../../engine/text.ts';
import type { Flag, PlanningWord } from './definition.ts';
import { rulesText } from './rules.ts';

/** The flags that `plan` and `subnet-calc` share. */
const PLAN_FLAGS: readonly Flag[] = [
  { flag: '--file', short: '-f', value: 'FILE', about: { ko: '계획 파일', en: 'a plan file' } },
  { flag: '--subnet', value: 'CIDR', many: true, about: { ko: '서브넷', en: 'a subnet' } },
  {
    flag: '--type',
    value: 'TYPE:COUNT:PODS',
    many: true,
    about: { ko: '인스턴스 타입, 노드 수, 노드당 파드 수', en: 'instance type, nodes, pods of each node' },
  },
  { flag: '--warm-eni-target', value: 'N', about: { ko: 'WARM_ENI_TARGET', en: 'WARM_ENI_TARGET' } },
  { flag: '--warm-ip-target', value: 'N', about: { ko: 'WARM_IP_TARGET', en: 'WARM_IP_TARGET' } },
];

/** What a plan file holds. */
const PLAN_FILE: Text = {
  ko: '-f FILE로 계획 파일을 읽습니다. format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}',
  en: '-f FILE reads a plan file: format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}',
};

const maxPods: PlanningWord = {
  name: 'max-pods',
  usage: ['TYPE... [--prefix-delegation] [--custom-networking] [--max-enis N]'],
  summary: { ko: '인스턴스 타입의 최대 파드 수를 계산합니다.', en: 'Computes how many pods a node of a type takes.' },
  details: {
    ko: 'AWS의 max-pods 계산기와 같습니다. vCPU가 30개를 넘으면 250, 아니면 110이 상한입니다.\n--show-max-allowed: 상한 없이. --reserved-enis N: 다른 데 쓰는 ENI. --cni-version V: 접두사는 1.9부터.\n--expression EXPR: nodeadm의 maxPodsExpression(CEL). 이름: default_enis, ips_per_eni, max_pods, vcpus, memory_mib',
    en: "As the max-pods calculator of AWS, with its cap of 250 for more than 30 vCPUs and 110 otherwise.\n--show-max-allowed: without the cap. --reserved-enis N: ENIs used for something else. --cni-version V: prefixes need 1.9.\n--expression EXPR: nodeadm's maxPodsExpression (CEL). Names: default_enis, ips_per_eni, max_pods, vcpus, memory_mib",
  },
  examples: ['max-pods m5.large', 'max-pods m5.large --prefix-delegation'],
  operands: { name: 'types', least: 1 },
  flags: [
    { flag: '--prefix-delegation', about: { ko: '접두사 위임을 켠다', en: 'with prefix delegation' } },
    { flag: '--custom-networking', about: { ko: '사용자 지정 네트워킹을 켠다', en: 'with custom networking' } },
    { flag: '--max-enis', value: 'N', about: { ko: 'MAX_ENI', en: 'MAX_ENI' } },
    { flag: '--reserved-enis', value: 'N', about: { ko: '다른 데 쓰는 ENI의 수', en: 'ENIs used for something else' } },
    { flag: '--cni-version', value: 'VERSION', about: { ko: 'VPC CNI의 버전', en: 'the version of the VPC CNI' } },
    { flag: '--show-max-allowed', about: { ko: '상한 없이', en: 'without the cap' } },
    { flag: '--expression', value: 'EXPRESSION', about: { ko: 'nodeadm의 maxPodsExpression', en: "nodeadm's maxPodsExpression" } },
  ],
};

const subnetCalc: PlanningWord = {
  name: 'subnet-calc',
  usage: ['--subnet /N --type TYPE:COUNT:PODS... [--warm-eni-target N|--warm-ip-target N]'],
  summary: { ko: '공개된 서브넷 계산기와 똑같이 계산합니다.', en: 'Computes as the published subnet calculator does.' },
  details: {
    ko: `--warm-ip-target을 쓰면 warm-ip 시트, 아니면 warm-eni 시트입니다. --host-network-ips N(기본 2).\n남은 주소가 0보다 작으면 1로 끝납니다. 실제와 다른 점:\n${rulesText('ko')}`,
    en: `With --warm-ip-target it is the warm-ip sheet, else the warm-eni sheet. --host-network-ips N (default 2).\nExits with 1 if the remaining addresses are negative. Where it departs from AWS:\n${rulesText('en')}`,
  },
  file: PLAN_FILE,
  examples: ['subnet-calc --subnet /24 --type m5.large:3:20'],
  operands: null,
  flags: [
    ...PLAN_FLAGS,
    { flag: '--host-network-ips', value: 'N', about: { ko: '호스트 네트워크 파드의 주소 수', en: 'addresses of pods on the host network' } },
  ],
};

const plan: PlanningWord = {
  name: 'plan',
  usage: ['--subnet CIDR... --type TYPE:COUNT:PODS... [TARGETS] [--because RULE]...'],
  summary: { ko: '계획을 시뮬레이션하고 계산기와 다른 까닭을 보여 줍니다.', en: 'Simulates a plan, and explains where the calculator differs.' },
  details: {
    ko: '--subnet은 가용 영역마다 하나씩 씁니다. 노드는 서브넷에 돌아가며 놓이고 모두 함께 시작합니다.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: 가용 영역마다 파드 서브넷 하나\n최대 파드 수는 관리형 노드 그룹처럼 110이나 250에서 멈춥니다. 파드가 모두 실행되면 0, 아니면 1로 끝납니다.\n--because RULE: 계산기는 들어간다고 하는데 파드가 남을 때, 그 까닭인 규칙을 대고 맞는지 봅니다. 빠짐없이 맞으면 0으로 끝납니다.\n규칙의 이름은 `subnet-calc`의 출력에 있습니다.',
    en: 'One --subnet for each zone. Nodes are spread over the subnets in turn and start together.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: one subnet for pods in each zone\nmax-pods stops at 110 or 250, as in a managed node group. Exits with 0 if every pod runs, else with 1.\n--because RULE: where the calculator says that it fits and pods are left over, name the rules behind it and see whether they are the ones. Exits with 0 if all are named and no other.\n`subnet-calc` prints the names of the rules.',
  },
  file: PLAN_FILE,
  examples: [
    'plan --subnet 10.0.0.0/24 --type m5.large:3:20',
    'plan --subnet 10.0.0.0/24 --subnet 10.0.1.0/24 --type m5.large:4:20 --warm-ip-target 5',
  ],
  operands: null,
  flags: [
    ...PLAN_FLAGS,
    { flag: '--minimum-ip-target', value: 'N', about: { ko: 'MINIMUM_IP_TARGET', en: 'MINIMUM_IP_TARGET' } },
    { flag: '--warm-prefix-target', value: 'N', about: { ko: 'WARM_PREFIX_TARGET', en: 'WARM_PREFIX_TARGET' } },
    { flag: '--max-eni', value: 'N', about: { ko: 'MAX_ENI', en: 'MAX_ENI' } },
    { flag: '--prefix-delegation', about: { ko: '접두사 위임을 켠다', en: 'with prefix delegation' } },
    { flag: '--custom-networking', about: { ko: '사용자 지정 네트워킹을 켠다', en: 'with custom networking' } },
    { flag: '--pod-subnet', value: 'CIDR', many: true, about: { ko: '파드 서브넷', en: 'a subnet for pods' } },
    {
      flag: '--because',
      value: 'RULE',
      many: true,
      about: { ko: '계산기가 틀린 까닭인 규칙', en: 'a rule by which the calculator is wrong' },
    },
  ],
};

const cidr: PlanningWord = {
  name: 'cidr',
  usage: ['split|fit|overlap|info CIDR...'],
  summary: { ko: 'CIDR 블록을 나누고, 채우고, 견주고, 설명합니다.', en: 'Splits, fits, compares and explains CIDR blocks.' },
  details: {
    ko: 'split CIDR --into /N | --count N: 같은 크기로 나누기\nfit CIDR... SIZE... [--used CIDR]...: 빈 블록에 크기를 채우기(/24, 3x/24). 다 놓으면 0, 아니면 1\noverlap CIDR CIDR...: 겹치는 블록 찾기. 없으면 0, 있으면 1\ninfo CIDR: 처음과 마지막, 예약 주소 5개, 다음 블록, VPC와 서브넷에 되는지\nIPv4와 IPv6 모두 됩니다.',
    en: 'split CIDR --into /N | --count N: into equal blocks\nfit CIDR... SIZE... [--used CIDR]...: sizes (/24, 3x/24) into free blocks. 0 if all are placed, else 1\noverlap CIDR CIDR...: blocks that share addresses. 0 if none do, else 1\ninfo CIDR: first and last, the five reserved addresses, the next block, whether a VPC or a subnet may have it\nIPv4 and IPv6.',
  },
  examples: ['cidr split 10.0.0.0/16 --into /20', 'cidr info 10.0.0.0/26'],
  operands: { name: 'operation', least: 1 },
  flags: [
    { flag: '--into', value: 'PREFIX', about: { ko: 'split: 나눌 접두사 길이', en: 'split: the prefix length of the blocks' } },
    { flag: '--count', value: 'N', about: { ko: 'split: 블록의 수', en: 'split: how many blocks' } },
    { flag: '--used', value: 'CIDR', many: true, about: { ko: 'fit: 이미 쓰는 블록', en: 'fit: a block that is taken' } },
  ],
};

export const PLANNING_WORDS: readonly PlanningWord[] = [maxPods, subnetCalc, plan, cidr];
