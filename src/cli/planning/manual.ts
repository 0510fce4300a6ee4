/** What `--help` says of the planning commands. */
import { QUIRKS } from '../../engine/planning/subnet-calculator.ts';
import type { Entry } from '../manual.ts';

const quirks = { ko: QUIRKS.map(({ ko }) => `- ${ko}`).join('\n'), en: QUIRKS.map(({ en }) => `- ${en}`).join('\n') };

export const PLANNING_ENTRIES: readonly Entry[] = [
  {
    name: 'max-pods',
    usage: 'ekslab max-pods TYPE... [--prefix-delegation] [--custom-networking] [--max-enis N]',
    summary: { ko: '인스턴스 타입의 최대 파드 수를 계산합니다.', en: 'Computes how many pods a node of a type takes.' },
    details: {
      ko: 'AWS의 max-pods 계산기와 같습니다. vCPU가 30개를 넘으면 250, 아니면 110이 상한입니다.\n--show-max-allowed: 상한 없이. --reserved-enis N: 다른 데 쓰는 ENI. --cni-version V: 접두사는 1.9부터.\n--expression EXPR: nodeadm의 maxPodsExpression(CEL). 이름: default_enis, ips_per_eni, max_pods, vcpus, memory_mib',
      en: "As the max-pods calculator of AWS, with its cap of 250 for more than 30 vCPUs and 110 otherwise.\n--show-max-allowed: without the cap. --reserved-enis N: ENIs used for something else. --cni-version V: prefixes need 1.9.\n--expression EXPR: nodeadm's maxPodsExpression (CEL). Names: default_enis, ips_per_eni, max_pods, vcpus, memory_mib",
    },
  },
  {
    name: 'subnet-calc',
    usage: 'ekslab subnet-calc --subnet /N --type TYPE:COUNT:PODS... [--warm-eni-target N|--warm-ip-target N]',
    summary: { ko: '공개된 서브넷 계산기와 똑같이 계산합니다.', en: 'Computes as the published subnet calculator does.' },
    details: {
      ko: `--warm-ip-target을 쓰면 warm-ip 시트, 아니면 warm-eni 시트입니다. --host-network-ips N(기본 2). -f FILE로 계획 파일을 읽습니다.\n남은 주소가 0보다 작으면 1로 끝납니다. 실제와 다른 점:\n${quirks.ko}`,
      en: `With --warm-ip-target it is the warm-ip sheet, else the warm-eni sheet. --host-network-ips N (default 2). -f FILE reads a plan file.\nExits with 1 if the remaining addresses are negative. Where it departs from AWS:\n${quirks.en}`,
    },
  },
  {
    name: 'plan',
    usage: 'ekslab plan --subnet CIDR... --type TYPE:COUNT:PODS... [-f FILE] [TARGETS]',
    summary: { ko: '계획을 시뮬레이션하고 계산기와 다른 까닭을 보여 줍니다.', en: 'Simulates a plan, and explains where the calculator differs.' },
    details: {
      ko: '--subnet은 가용 영역마다 하나씩 씁니다. 노드는 서브넷에 돌아가며 놓이고 모두 함께 시작합니다.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: 가용 영역마다 파드 서브넷 하나\n파일: format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}\n최대 파드 수는 관리형 노드 그룹처럼 110이나 250에서 멈춥니다. 파드가 모두 실행되면 0, 아니면 1로 끝납니다.',
      en: 'One --subnet for each zone. Nodes are spread over the subnets in turn and start together.\n--warm-eni-target, --warm-ip-target, --minimum-ip-target, --warm-prefix-target, --max-eni, --prefix-delegation\n--custom-networking --pod-subnet CIDR: one subnet for pods in each zone\nFile: format: 1, subnets: [CIDR], nodes: [{type, count, pods}], podSubnets: [CIDR], cni: {WARM_IP_TARGET: 5}\nmax-pods stops at 110 or 250, as in a managed node group. Exits with 0 if every pod runs, else with 1.',
    },
  },
  {
    name: 'cidr',
    usage: 'ekslab cidr split|fit|overlap|info CIDR...',
    summary: { ko: 'CIDR 블록을 나누고, 채우고, 견주고, 설명합니다.', en: 'Splits, fits, compares and explains CIDR blocks.' },
    details: {
      ko: 'split CIDR --into /N | --count N: 같은 크기로 나누기\nfit CIDR... SIZE... [--used CIDR]...: 빈 블록에 크기를 채우기(/24, 3x/24). 다 놓으면 0, 아니면 1\noverlap CIDR CIDR...: 겹치는 블록 찾기. 없으면 0, 있으면 1\ninfo CIDR: 처음과 마지막, 예약 주소 5개, 다음 블록, VPC와 서브넷에 되는지\nIPv4와 IPv6 모두 됩니다.',
      en: 'split CIDR --into /N | --count N: into equal blocks\nfit CIDR... SIZE... [--used CIDR]...: sizes (/24, 3x/24) into free blocks. 0 if all are placed, else 1\noverlap CIDR CIDR...: blocks that share addresses. 0 if none do, else 1\ninfo CIDR: first and last, the five reserved addresses, the next block, whether a VPC or a subnet may have it\nIPv4 and IPv6.',
    },
  },
];
