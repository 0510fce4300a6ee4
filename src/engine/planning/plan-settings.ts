/** The settings of aws-node that a plan may make, and what is wrong with them. */
import { limitsOf } from '../aws/instance-limits.ts';
import { startOf } from '../hosts/ipamd-settings.ts';
import { nearest } from '../nearest.ts';
import type { Text } from '../text.ts';
import { isOn, MOST, notWhole, type Plan, type PlanProblem, podAddressesOf, problem } from './plan.ts';
import { MANIFEST } from './plan-world.ts';

/** The numbers, and the least that each may be. A target below zero is read as its default by ipamd: nobody means that. */
const NUMBERS: { readonly [name: string]: number } = {
  WARM_ENI_TARGET: 0,
  WARM_IP_TARGET: 0,
  MINIMUM_IP_TARGET: 0,
  WARM_PREFIX_TARGET: 0,
  MAX_ENI: 1,
};
const SWITCHES: readonly string[] = ['ENABLE_PREFIX_DELEGATION', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'];
/** All names, for completion and for the manual. */
export const PLAN_SETTINGS: readonly string[] = [...Object.keys(NUMBERS), ...SWITCHES];

/** Values that are no number, targets that a node can never meet, settings without effect. */
export function settingProblems(plan: Plan): PlanProblem[] {
  const values = Object.entries(plan.settings).flatMap(([name, value]) => valueProblems(name, value));
  return values.length > 0 ? values : [...targetProblems(plan), ...idleProblems(plan), ...startProblems(plan)];
}

function valueProblems(name: string, value: string): PlanProblem[] {
  const path = ['settings', name];
  if (SWITCHES.includes(name)) {
    if (/^(1|0|t|f|true|false)$/i.test(value)) return [];
    return [problem(path, { ko: `${name}: \`${value}\` 값은 쓸 수 없습니다.`, en: `${name} cannot be \`${value}\`.` }, T.boolean)];
  }
  const least = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (least === undefined) return [unknownSetting(path, name)];
  const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= MOST.target ? [] : [problem(path, ...notWhole({ ko: name, en: name }, value, [least, MOST.target]))];
}

function unknownSetting(path: readonly string[], name: string): PlanProblem {
  const near = nearest(name, PLAN_SETTINGS);
  const how: Text =
    near === null
      ? { ko: `쓸 수 있는 것: ${PLAN_SETTINGS.join(', ')}`, en: `Known: ${PLAN_SETTINGS.join(', ')}` }
      : { ko: `${near}인지 확인하세요.`, en: `Did you mean ${near}?` };
  return problem(path, { ko: `계획에는 ${name} 설정이 없습니다.`, en: `A plan has no setting ${name}.` }, how);
}

/** A target above what a type of the plan can hold at all is never met: ipamd would ask and ask. */
function targetProblems(plan: Plan): PlanProblem[] {
  const types = [...new Set(plan.nodes.map(({ type }) => type))].filter((type) => limitsOf(type) !== undefined);
  return types.flatMap((type) => {
    const enis = Math.min(limitsOf(type)?.enis ?? 0, Number(plan.settings.MAX_ENI ?? Number.POSITIVE_INFINITY));
    const addresses = podAddressesOf(plan, type);
    const most: { readonly [name: string]: number } = {
      WARM_ENI_TARGET: enis,
      WARM_IP_TARGET: addresses,
      MINIMUM_IP_TARGET: addresses,
      WARM_PREFIX_TARGET: Math.floor(addresses / 16),
    };
    const none =
      addresses > 0
        ? []
        : [
            problem(
              ['settings', 'MAX_ENI'],
              { ko: `${type} 노드에는 파드에 줄 ENI가 남지 않습니다.`, en: `A node of type ${type} has no ENI left for pods.` },
              T.moreEnis,
            ),
          ];
    const high = Object.entries(most).filter(([name, limit]) => addresses > 0 && Number(plan.settings[name] ?? 0) > limit);
    return [
      ...none,
      ...high.map(([name, limit]) => problem(['settings', name], ...unreachable(name, plan.settings[name] as string, { type, limit }))),
    ];
  });
}

function idleProblems(plan: Plan): PlanProblem[] {
  if (plan.settings.WARM_PREFIX_TARGET === undefined || isOn(plan, 'ENABLE_PREFIX_DELEGATION')) return [];
  return [problem(['settings', 'WARM_PREFIX_TARGET'], T.prefixesOff, T.prefixesOn)];
}

/** What aws-node itself does not start with: its pods would end again and again. */
function startProblems({ settings }: Plan): PlanProblem[] {
  const start = startOf({ ...MANIFEST, ...settings }, { InstanceType: '', takesPrefixes: true });
  if (start.starts) return [];
  return [
    problem(
      ['settings', 'WARM_PREFIX_TARGET'],
      { ko: `aws-node가 시작하지 못합니다: ${start.log}`, en: `aws-node does not start: ${start.log}` },
      T.prefixTarget,
    ),
  ];
}

function unreachable(name: string, value: string, { type, limit }: { readonly type: string; readonly limit: number }): readonly [Text, Text] {
  return [
    {
      ko: `${name}=${value}: ${type} 노드는 ${limit}까지만 채울 수 있습니다.`,
      en: `${name}=${value}: a node of type ${type} can reach ${limit} at most.`,
    },
    { ko: `${limit} 이하로 줄이세요.`, en: `Set it to ${limit} or less.` },
  ];
}

const T = {
  boolean: { ko: '`true`나 `false`를 쓰세요.', en: 'Give `true` or `false`.' },
  moreEnis: { ko: 'MAX_ENI를 늘리거나 사용자 지정 네트워킹을 끄세요.', en: 'Raise MAX_ENI, or turn custom networking off.' },
  prefixTarget: { ko: 'WARM_PREFIX_TARGET을 1 이상으로 하세요.', en: 'Set WARM_PREFIX_TARGET to 1 or more.' },
  prefixesOff: { ko: 'WARM_PREFIX_TARGET은 접두사 위임이 켜져야 쓰입니다.', en: 'WARM_PREFIX_TARGET works with prefix delegation only.' },
  prefixesOn: { ko: '`--prefix-delegation`을 켜거나 이 값을 빼세요.', en: 'Turn on `--prefix-delegation`, or leave it out.' },
} satisfies Readonly<Record<string, Text>>;
