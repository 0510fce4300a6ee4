/** A plan's answer as tables and sentences. */
import { showCidr } from '../../engine/net/cidr.ts';
import { DIFFERENCE_TEXTS } from '../../engine/planning/difference-texts.ts';
import type { PlanAnswer } from '../../engine/planning/plan-answer.ts';
import type { PlanComparison } from '../../engine/planning/plan-comparison.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { fittingTable, grouped, table } from './table.ts';

/** What runs, where the addresses are, and where the calculator says otherwise. */
export function planText(answer: PlanAnswer, comparison: PlanComparison, lang: Lang): string {
  return [
    podLine(answer)[lang],
    '',
    T.subnets[lang],
    subnetTable(answer, lang),
    T.nodes[lang],
    nodeTable(answer, lang),
    ...compared(comparison, lang),
  ].join('\n');
}

function podLine({ pods, unplaced }: PlanAnswer): Text {
  const missing = [
    { n: unplaced, ko: `시작하지 못한 노드 ${unplaced}개`, en: `nodes that could not start: ${unplaced}` },
    { n: pods.noNode, ko: `그 노드의 파드 ${pods.noNode}개`, en: `their pods: ${pods.noNode}` },
    { n: pods.tooMany, ko: `최대 파드 수에 걸려 Pending ${pods.tooMany}개`, en: `Pending, above max-pods: ${pods.tooMany}` },
    { n: pods.noAddress, ko: `주소가 없어 ContainerCreating ${pods.noAddress}개`, en: `ContainerCreating, no address: ${pods.noAddress}` },
  ].filter(({ n }) => n > 0);
  const tail = (lang: Lang) => (missing.length === 0 ? '' : ` (${missing.map((one) => one[lang]).join(', ')})`);
  return {
    ko: `파드 ${grouped(pods.wanted)}개 중 ${grouped(pods.running)}개가 실행됩니다.${tail('ko')}`,
    en: `Pods running: ${grouped(pods.running)} of ${grouped(pods.wanted)}.${tail('en')}`,
  };
}

function subnetTable({ subnets }: PlanAnswer, lang: Lang): string {
  const heads: { readonly [L in Lang]: readonly string[] } = {
    ko: ['CIDR', '가용 영역', '주소', '예약', 'ENI 기본', '파드', '웜', '쉬는 중', '남음', '남은 /28'],
    en: ['CIDR', 'zone', 'addresses', 'reserved', 'ENI primary', 'pods', 'warm', 'cooling', 'free', 'free /28s'],
  };
  return fittingTable(
    heads[lang],
    subnets.map(({ cidr, zone, uses, counts, free, freePrefixes }) => [
      showCidr(cidr),
      zone,
      uses.length,
      counts.reserved,
      counts.primary,
      counts.used,
      counts.warm + counts.prefix,
      counts.cooling,
      free,
      freePrefixes,
    ]),
  );
}

/** Nodes that stand alike are one row. */
function nodeTable({ nodes }: PlanAnswer, lang: Lang): string {
  const heads: { readonly [L in Lang]: readonly string[] } = {
    ko: ['타입', '노드', '최대 파드', '파드', '실행', 'ENI', '한도', '보조 주소', '접두사', '웜'],
    en: ['type', 'nodes', 'max pods', 'pods', 'running', 'ENIs', 'limit', 'secondary', 'prefixes', 'warm'],
  };
  const alike = new Map<string, { row: (string | number)[]; count: number }>();
  for (const { type, maxPods, pods, enis, maxEnis } of nodes) {
    const sum = (of: (eni: (typeof enis)[number]) => number) => enis.reduce((total, eni) => total + of(eni), 0);
    const prefixes = sum((eni) => eni.prefixes);
    const held = sum((eni) => eni.used + eni.warm + eni.cooling);
    const row = [type, maxPods, pods.wanted, pods.running, enis.length, maxEnis, held, prefixes, held - pods.running];
    const key = row.join(' ');
    alike.set(key, { row, count: (alike.get(key)?.count ?? 0) + 1 });
  }
  return fittingTable(
    heads[lang],
    [...alike.values()].map(({ row: [type = '', ...rest], count }) => [type, count, ...rest]),
  );
}

function compared({ sheet, calculator, simulation, differences }: PlanComparison, lang: Lang): string[] {
  const heads: { readonly [L in Lang]: readonly string[] } = { ko: ['', '계산기', '시뮬레이션'], en: ['', 'calculator', 'simulation'] };
  const rows = [
    [T.available[lang], grouped(calculator.availableIps), grouped(simulation.available)],
    [T.used[lang], grouped(calculator.usedIps), grouped(simulation.used)],
    [T.free[lang], grouped(calculator.remainingIps), grouped(simulation.free)],
    [T.pods[lang], grouped(calculator.totalPods), grouped(simulation.running)],
  ];
  const sign = (by: number) => (by > 0 ? `+${grouped(by)}` : grouped(by));
  const width = Math.max(0, ...differences.map(({ free }) => sign(free).length));
  const reasons = differences.map(({ because, free }) => `  ${sign(free).padStart(width)}  ${DIFFERENCE_TEXTS[because][lang]}`);
  const title: Text = { ko: `공개된 계산기(${sheet} 시트)와 견주기`, en: `Beside the published calculator (${sheet} sheet)` };
  return [title[lang], table(heads[lang], rows).trimEnd(), ...(reasons.length === 0 ? [T.same[lang]] : [T.differences[lang], ...reasons])];
}

const T = {
  subnets: { ko: '서브넷', en: 'Subnets' },
  nodes: { ko: '노드', en: 'Nodes' },
  available: { ko: '쓸 수 있는 주소', en: 'usable addresses' },
  used: { ko: '쓴 주소', en: 'used addresses' },
  free: { ko: '남은 주소', en: 'free addresses' },
  pods: { ko: '파드', en: 'pods' },
  same: { ko: '남은 주소 수가 같습니다.', en: 'Both leave as many addresses free.' },
  differences: { ko: '남은 주소가 다른 까닭', en: 'Why the free addresses differ' },
} satisfies Readonly<Record<string, Text>>;
