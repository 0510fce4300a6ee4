/** `subnet-calc`: the published subnet calculator as it computes, and where it departs from AWS. */
import { limitsOf } from '../../engine/aws/instance-limits.ts';
import { unknownType } from '../../engine/planning/plan.ts';
import { type SheetAnswer, type SheetInput, subnetCalculator } from '../../engine/planning/subnet-calculator.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { type Complaints, cidrOf, noComplaints, note, numberOf } from './complaints.ts';
import { type Answered, allOf, type Given, lastOf } from './definition.ts';
import { nodesOf } from './plan-given.ts';
import { settingsOf } from './plan-settings.ts';
import { rulesText } from './rules.ts';
import { fittingTable, grouped } from './table.ts';

/** As published. */
const HOST_NETWORKING_IPS = 2;
const MOST = 1_000_000;

/** The sheet's answer: yes when it says that it fits, no when the remaining addresses are negative. */
export function answerSubnetCalc(given: Given): Answered {
  const complaints = noComplaints(given);
  const input = inputOf(complaints, given);
  if (input === null || complaints.all.length > 0) return { wrong: complaints.all };
  const answer = subnetCalculator(input);
  const { usedIps, remainingIps, totalPods } = answer;
  const ignored = ignoredIn(given);
  return {
    text: (lang) => textOf({ input, answer, program: given.program }, lang),
    value: () => ({ sheet: input.sheet, ...answer }),
    yes: remainingIps >= 0,
    remarks: ignored.map(ignoredText),
    planned: { inSheet: ignored.length === 0, sheet: { usedIps, remainingIps, totalPods }, pods: null, rules: [], named: [] },
  };
}

function inputOf(complaints: Complaints, given: Given): SheetInput | null {
  const settings: { readonly [name: string]: string } = { ...given.file?.settings, ...settingsOf(given) };
  const { WARM_ENI_TARGET, WARM_IP_TARGET } = settings;
  if (WARM_ENI_TARGET !== undefined && WARM_IP_TARGET !== undefined) note(complaints, T.bothTargets, T.oneTarget);
  const eni = numberOf(complaints, WARM_ENI_TARGET, { flag: '--warm-eni-target', least: 0, most: MOST }, 1);
  const ip = numberOf(complaints, WARM_IP_TARGET, { flag: '--warm-ip-target', least: 0, most: MOST }, 0);
  const hosts = numberOf(complaints, lastOf(given, '--host-network-ips'), { flag: '--host-network-ips', least: 0, most: MOST }, HOST_NETWORKING_IPS);
  const [subnets, types] = [allOf(given, '--subnet'), allOf(given, '--type')];
  const prefixes = subnets.length > 0 ? subnets.map((text) => prefixOf(complaints, text)) : (given.file?.subnets.map(({ prefix }) => prefix) ?? []);
  if (prefixes.length !== 1) note(complaints, T.oneSubnet, T.subnetHow);
  const nodes = types.length > 0 ? types.map((text) => nodesOf(complaints, text)) : (given.file?.nodes ?? []);
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
function ignoredIn(given: Given): string[] {
  const names = Object.keys({ ...given.file?.settings, ...settingsOf(given) });
  return [
    ...names.filter((name) => name !== 'WARM_ENI_TARGET' && name !== 'WARM_IP_TARGET'),
    ...(given.file?.podSubnets.length ? ['podSubnets'] : []),
  ];
}

function ignoredText(name: string): Text {
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

type Asked = { readonly input: SheetInput; readonly answer: SheetAnswer; readonly program: string };

function textOf({ input, answer, program }: Asked, lang: Lang): string {
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
  const real: Text = {
    ko: `실제로 어떻게 되는지는 같은 옵션으로 \`${program}plan\`이 답합니다.`,
    en: `\`${program}plan\` with the same options answers what really happens.`,
  };
  return [head[lang], fittingTable(heads, rows).trimEnd(), sums[lang], '', T.quirks[lang], rulesText(lang), real[lang]].join('\n');
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
} satisfies Readonly<Record<string, Text>>;
