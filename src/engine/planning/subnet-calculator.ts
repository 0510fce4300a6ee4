/**
 * The published subnet calculator (a workbook of the EKS best practices guide) as it computes, quirks included. It is a planning
 * aid and no model of ipamd or EC2: what they do is answered by the simulation, see `plan-answer.ts`.
 * https://github.com/aws/aws-eks-best-practices/blob/main/latest/bpg/networking/subnet-calc/subnet-calc.xlsx
 */
import type { Text } from '../text.ts';

export type Sheet = 'warm-eni' | 'warm-ip';
export const SHEETS: readonly Sheet[] = ['warm-eni', 'warm-ip'];

export type SheetInput = {
  readonly sheet: Sheet;
  /** Prefix length of the subnet (cell B4). */
  readonly subnetPrefix: number;
  /** WARM_ENI_TARGET or WARM_IP_TARGET (cell B13). */
  readonly warmTarget: number;
  /** Addresses charged for pods on the host network (cell B14). */
  readonly hostNetworkingIps: number;
  readonly rows: readonly SheetRow[];
};

export type SheetRow = {
  readonly type: string;
  readonly count: number;
  readonly podsPerInstance: number;
  /** ENIs of the default network card. */
  readonly enis: number;
  /** ENIs of all network cards together: what the workbook's own table holds. */
  readonly allEnis: number;
  /** Addresses of one ENI, its primary included. */
  readonly ipv4PerEni: number;
};

export type SheetAnswer = {
  readonly availableIps: number;
  readonly usedIps: number;
  readonly totalPods: number;
  /** Negative when the subnet is too small. */
  readonly remainingIps: number;
  readonly perInstance: readonly SheetInstance[];
};

export type SheetInstance = {
  readonly type: string;
  readonly maxEnis: number;
  readonly ipsPerEni: number;
  readonly maxPods: number;
  readonly maxIps: number;
  readonly rawEnis: number;
  readonly activeEnis: number;
  readonly attachedEnis: number;
  readonly activeIps: number;
  readonly usedIps: number;
  readonly totalPods: number;
  readonly totalIps: number;
  /** ENIs and addresses that no pod uses, by the sheet's own count. */
  readonly warmEnis: number;
  readonly warmIps: number;
  /** The warm-ip sheet only: a whole ENI for the target, or none. */
  readonly warmEnisNeeded?: 0 | 1;
  readonly usedIpsAfterWarm?: number;
  readonly activeIpsAfterWarm?: number;
};

/** What the workbook shows for the input. */
export function subnetCalculator(input: SheetInput): SheetAnswer {
  const perInstance = input.rows.map((row) => (input.sheet === 'warm-eni' ? warmEni(input, row) : warmIp(input, row)));
  const availableIps = 2 ** (32 - input.subnetPrefix) - 2;
  const usedIps = perInstance.reduce((sum, row) => sum + row.totalIps, 0);
  const totalPods = perInstance.reduce((sum, row) => sum + row.totalPods, 0);
  return { availableIps, usedIps, totalPods, remainingIps: availableIps - usedIps, perInstance };
}

function warmEni({ warmTarget, hostNetworkingIps }: SheetInput, row: SheetRow): SheetInstance {
  const looked = lookedUp(row, hostNetworkingIps);
  const attachedEnis = looked.activeEnis + warmTarget;
  const usedIps = attachedEnis * row.ipv4PerEni + hostNetworkingIps;
  return whole(row, { ...looked, attachedEnis, usedIps });
}

function warmIp({ warmTarget, hostNetworkingIps }: SheetInput, row: SheetRow): SheetInstance {
  const looked = lookedUp(row, hostNetworkingIps);
  const usedIps = looked.activeEnis * row.ipv4PerEni + hostNetworkingIps;
  const warmEnisNeeded = usedIps - looked.activeIps < warmTarget ? 1 : 0;
  const attachedEnis = looked.activeEnis + warmEnisNeeded;
  return {
    ...whole(row, { ...looked, attachedEnis, usedIps }),
    warmEnisNeeded,
    usedIpsAfterWarm: attachedEnis * row.ipv4PerEni,
    activeIpsAfterWarm: looked.activeIps,
  };
}

type Looked = Pick<SheetInstance, 'rawEnis' | 'activeEnis' | 'activeIps'>;

function lookedUp({ podsPerInstance, ipv4PerEni }: SheetRow, hostNetworkingIps: number): Looked {
  const rawEnis = podsPerInstance / ipv4PerEni;
  return { rawEnis, activeEnis: Math.ceil(rawEnis), activeIps: podsPerInstance + hostNetworkingIps };
}

function whole(row: SheetRow, counted: Looked & Pick<SheetInstance, 'attachedEnis' | 'usedIps'>): SheetInstance {
  const { type, enis, allEnis, ipv4PerEni, count, podsPerInstance } = row;
  return {
    type,
    maxEnis: allEnis,
    ipsPerEni: ipv4PerEni,
    maxPods: enis * (ipv4PerEni - 1) + 2,
    maxIps: allEnis * ipv4PerEni,
    ...counted,
    totalPods: podsPerInstance * count,
    totalIps: counted.usedIps * count,
    warmEnis: counted.attachedEnis - counted.activeEnis,
    warmIps: counted.usedIps - counted.activeIps,
  };
}

/** The names of the rules by which the workbook departs from AWS. */
export type QuirkId = 'reserved' | 'primary-addresses' | 'limits' | 'host-network' | 'warm-ip-target' | 'network-cards' | 'old-types';
export type Quirk = Text & { readonly id: QuirkId };

/** Where the workbook departs from what AWS does. Stands in the help, and beside every answer. */
export const QUIRKS: readonly Quirk[] = [
  {
    id: 'reserved',
    ko: '서브넷마다 AWS가 5개 주소를 예약하지만, 계산기는 2개만 뺍니다.',
    en: 'AWS reserves 5 addresses of each subnet; the calculator subtracts 2.',
  },
  {
    id: 'primary-addresses',
    ko: 'ENI의 기본 주소도 파드가 쓰는 것으로 셉니다. m5.large의 파드 20개는 계산기에서 ENI 2개, 실제로는 3개입니다.',
    en: 'It counts the primary address of each ENI as usable by pods: 20 pods on m5.large are 2 ENIs in the sheet, 3 in reality.',
  },
  {
    id: 'limits',
    ko: '인스턴스의 ENI 한도와 최대 파드 수를 넘겨도 막지 않습니다.',
    en: 'It enforces neither the ENI limit of an instance nor its maximum of pods.',
  },
  {
    id: 'host-network',
    ko: '호스트 네트워크 파드에 주소 2개를 따로 셉니다. 실제로는 노드의 기본 주소를 함께 씁니다.',
    en: 'It charges 2 more addresses for pods on the host network, which in reality share the primary address of the node.',
  },
  {
    id: 'warm-ip-target',
    ko: 'warm-ip 시트의 웜 ENI는 합계에 들어가지 않습니다. WARM_IP_TARGET을 바꿔도 쓴 주소 수가 그대로입니다.',
    en: 'On the warm-ip sheet the warm ENI never reaches the totals: WARM_IP_TARGET does not change the used addresses at all.',
  },
  {
    id: 'network-cards',
    ko: '네트워크 카드가 여럿인 타입은 최대 ENI를 모든 카드에서 세고, 최대 파드는 기본 카드에서만 셉니다.',
    en: 'For types with several network cards it counts the ENIs of all cards, but max pods by the default card alone.',
  },
  {
    id: 'old-types',
    ko: '원본의 표에는 예전 인스턴스 타입 485개만 있어 m7g 같은 타입은 오류가 납니다. 여기서는 모든 타입을 계산합니다.',
    en: 'The tables of the original hold only 485 older instance types, and newer ones such as m7g give an error. Here every type is computed.',
  },
];
