/** `ekslab subnet-calc`: the published subnet calculator as it computes, and where it departs from AWS. */
import { limitsOf } from '../../engine/aws/instance-limits.ts';
import { unknownType } from '../../engine/planning/plan.ts';
import { QUIRKS, type SheetAnswer, type SheetInput, subnetCalculator } from '../../engine/planning/subnet-calculator.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { type Call, type ExitStatus, print } from '../call.ts';
import { structured } from '../structured.ts';
import { type Complaints, cidrOf, complainAll, noComplaints, note, numberOf } from './complaints.ts';
import { readPlanFile } from './plan-file.ts';
import { nodesOf } from './plan-given.ts';
import { grouped, table } from './table.ts';

export type SubnetCalcGiven = {
  readonly file: string | undefined;
  /** A block, or a prefix length alone: the sheet knows no addresses. */
  readonly subnets: readonly string[];
  readonly types: readonly string[];
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly hostNetworkIps: string | undefined;
};

/** As published. */
const HOST_NETWORKING_IPS = 2;
const MOST = 1_000_000;

/** 0 when the sheet says that it fits, 1 when the remaining addresses are negative, 2 when a value cannot be used. */
export function subnetCalc(call: Call, given: SubnetCalcGiven): ExitStatus {
  const file = given.file === undefined ? null : readPlanFile(call, given.file);
  if (given.file !== undefined && file === null) return 2;
  const complaints = noComplaints();
  const input = inputOf(complaints, given, file?.plan ?? null);
  if (input === null || complaints.all.length > 0) return complainAll(call, complaints);
  for (const name of ignoredIn(given, file?.plan ?? null)) call.io.stderr.write(`ekslab: ${ignored(name)[call.lang]}\n`);
  const answer = subnetCalculator(input);
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? textOf(input, answer, call.lang) : structured({ sheet: input.sheet, ...answer }, format));
  return answer.remainingIps < 0 ? 1 : 0;
}

type FilePlan = NonNullable<ReturnType<typeof readPlanFile>>['plan'];

function inputOf(complaints: Complaints, given: SubnetCalcGiven, file: FilePlan | null): SheetInput | null {
  const settings: { readonly [name: string]: string } = { ...file?.settings, ...Object.fromEntries(given.settings) };
  const { WARM_ENI_TARGET, WARM_IP_TARGET } = settings;
  if (WARM_ENI_TARGET !== undefined && WARM_IP_TARGET !== undefined) note(complaints, T.bothTargets, T.oneTarget);
  const eni = numberOf(complaints, WARM_ENI_TARGET, { flag: '--warm-eni-target', least: 0, most: MOST }, 1);
  const ip = numberOf(complaints, WARM_IP_TARGET, { flag: '--warm-ip-target', least: 0, most: MOST }, 0);
  const hosts = numberOf(complaints, given.hostNetworkIps, { flag: '--host-network-ips', least: 0, most: MOST }, HOST_NETWORKING_IPS);
  const prefixes =
    given.subnets.length > 0 ? given.subnets.map((text) => prefixOf(complaints, text)) : (file?.subnets.map(({ prefix }) => prefix) ?? []);
  if (prefixes.length !== 1) note(complaints, T.oneSubnet, T.subnetHow);
  const nodes = given.types.length > 0 ? given.types.map((text) => nodesOf(complaints, text)) : (file?.nodes ?? []);
  if (nodes.length === 0) note(complaints, T.noRows, T.rowsHow);
  const rows = nodes
    .filter((one) => one !== null)
    .flatMap(({ type, count, pods }) => {
      const limits = limitsOf(type);
      if (limits === undefined) note(complaints, ...unknownType(type));
      numberOf(complaints, String(count), { flag: `--type ${type}: count`, least: 0, most: MOST }, 0);
      numberOf(complaints, String(pods), { flag: `--type ${type}: pods`, least: 0, most: MOST }, 0);
      return limits === undefined
        ? []
        : [
            {
              type,
              count,
              podsPerInstance: pods,
              enis: limits.enis,
              allEnis: limits.networkCards.reduce((sum, one) => sum + one, 0),
              ipv4PerEni: limits.ipv4PerEni,
            },
          ];
    });
  const [subnetPrefix] = prefixes;
  if (eni === null || ip === null || hosts === null || subnetPrefix == null) return null;
  const sheet = WARM_IP_TARGET === undefined ? ('warm-eni' as const) : ('warm-ip' as const);
  return { sheet, subnetPrefix, warmTarget: sheet === 'warm-eni' ? eni : ip, hostNetworkingIps: hosts, rows };
}

/** What a plan says and the sheets have no cell for. */
function ignoredIn(given: SubnetCalcGiven, file: FilePlan | null): string[] {
  const names = Object.keys({ ...file?.settings, ...Object.fromEntries(given.settings) });
  return [...names.filter((name) => name !== 'WARM_ENI_TARGET' && name !== 'WARM_IP_TARGET'), ...(file?.podSubnets.length ? ['podSubnets'] : [])];
}

function ignored(name: string): Text {
  return { ko: `계산기에는 ${name} 항목이 없어 쓰지 않았습니다.`, en: `the calculator has no ${name}, so it is not used.` };
}

/** `10.0.0.0/24`, `/24` or `24`, within what the sheet's list offers. */
function prefixOf(complaints: Complaints, text: string): number | null {
  const bare = /^\/?(-?\d+)$/.exec(text.trim());
  const read = bare === null ? cidrOf(complaints, text) : null;
  if (bare === null && read === null) return null;
  const prefix = bare?.[1] ?? String(typeof read?.cidr.base === 'number' ? read.cidr.prefix : text);
  return numberOf(complaints, prefix, { flag: '--subnet', least: 16, most: 28 }, null);
}

function textOf(input: SheetInput, answer: SheetAnswer, lang: Lang): string {
  const target = input.sheet === 'warm-eni' ? 'WARM_ENI_TARGET' : 'WARM_IP_TARGET';
  const { availableIps, usedIps, remainingIps, totalPods } = answer;
  const heads = H[lang];
  const rows = answer.perInstance.map((row, at) => [
    row.type,
    input.rows[at]?.count ?? 0,
    input.rows[at]?.podsPerInstance ?? 0,
    row.maxEnis,
    row.ipsPerEni,
    row.maxPods,
    row.activeEnis,
    row.attachedEnis,
    row.activeIps,
    row.usedIps,
    row.totalIps,
  ]);
  const sums: Text = {
    ko: `서브넷 /${input.subnetPrefix}: 쓸 수 있는 주소 ${grouped(availableIps)}개, 쓴 주소 ${grouped(usedIps)}개, 남은 주소 ${grouped(remainingIps)}개, 파드 ${grouped(totalPods)}개`,
    en: `Subnet /${input.subnetPrefix}: available ${grouped(availableIps)}, used ${grouped(usedIps)}, remaining ${grouped(remainingIps)}, pods ${grouped(totalPods)}`,
  };
  const head: Text = {
    ko: `공개된 계산기의 ${input.sheet} 시트, ${target}=${input.warmTarget}, 호스트 네트워크 주소 ${input.hostNetworkingIps}개`,
    en: `The ${input.sheet} sheet of the published calculator, ${target}=${input.warmTarget}, host network addresses: ${input.hostNetworkingIps}`,
  };
  return [head[lang], table(heads, rows).trimEnd(), sums[lang], '', T.quirks[lang], ...QUIRKS.map((quirk) => `- ${quirk[lang]}`), T.real[lang]].join(
    '\n',
  );
}

const H: { readonly [L in Lang]: readonly string[] } = {
  ko: ['타입', '수', '파드', '최대 ENI', 'ENI당 IP', '최대 파드', '쓰는 ENI', '붙은 ENI', '쓰는 IP', '가진 IP', '합계 IP'],
  en: ['type', 'count', 'pods', 'max ENIs', 'IPs/ENI', 'max pods', 'active ENIs', 'attached', 'active IPs', 'used IPs', 'total IPs'],
};

const T = {
  bothTargets: { ko: '시트는 웜 목표 하나만 받습니다.', en: 'A sheet takes one warm target.' },
  oneTarget: { ko: '--warm-eni-target과 --warm-ip-target 가운데 하나만 쓰세요.', en: 'Give --warm-eni-target or --warm-ip-target.' },
  oneSubnet: { ko: '계산기는 서브넷 하나만 압니다.', en: 'The calculator knows one subnet.' },
  subnetHow: { ko: '`--subnet /24`를 한 번 쓰세요.', en: 'Give `--subnet /24` once.' },
  noRows: { ko: '인스턴스가 없습니다.', en: 'There are no instances.' },
  rowsHow: { ko: '`--type m5.large:3:20`처럼 더하세요.', en: 'Add some, as in `--type m5.large:3:20`.' },
  quirks: { ko: '이 계산기가 실제와 다른 점', en: 'Where this calculator departs from AWS' },
  real: {
    ko: '실제로 어떻게 되는지는 같은 옵션으로 `ekslab plan`이 답합니다.',
    en: '`ekslab plan` with the same options answers what really happens.',
  },
} satisfies Readonly<Record<string, Text>>;
