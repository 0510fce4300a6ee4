import type { Text } from '../../engine/text.ts';
import { isNamedRight, type Planned } from '../../shell/planning/planned.ts';
import { say } from '../say.ts';
import { integer, object, oneOf } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** The learner has asked the planning words about such an input: what counts is what the two models answered, never the input. */
export const planned = define({
  name: 'planned',
  summary: { ko: '이런 계획을 계산해 보았다', en: 'The learner has computed such a plan' },
  args: object(
    {},
    {
      calculator: oneOf('fits', 'full'),
      simulation: oneOf('fits', 'short'),
      used: integer(0, 10_000_000),
      left: integer(-10_000_000, 10_000_000),
      rules: integer(1, 7),
    },
  ),
  evaluate: (args, { planned: all = [] }) => {
    const expected = expectation(args);
    const [latest] = all;
    if (latest === undefined) return judged('fail', { expected, actual: NOT_YET, help: HOW });
    const such = all.filter((one) => isSuch(one, args));
    if (such.length === 0) return judged('fail', { expected, actual: saidOf(latest), why: latest.inSheet ? null : NOT_IN_SHEET });
    if (args.rules === undefined) return judged('pass', { expected, actual: DONE });
    const found = new Set(such.filter(isNamedRight).flatMap(({ rules }) => rules)).size;
    const verdict = found > 0 && found < args.rules ? 'partial' : passing(found >= args.rules);
    return judged(verdict, { expected, actual: say(NAMED, { n: found }), help: verdict === 'pass' ? null : NAME });
  },
});

type Such = {
  readonly calculator?: 'fits' | 'full';
  readonly simulation?: 'fits' | 'short';
  readonly used?: number;
  readonly left?: number;
  readonly rules?: number;
};

/** Both models have to have been given the same: what only one of them knows is no such input. */
function isSuch({ inSheet, sheet, pods }: Planned, { calculator, simulation, used, left }: Such): boolean {
  if (!inSheet) return false;
  if (calculator !== undefined && calculator !== (sheet.remainingIps >= 0 ? 'fits' : 'full')) return false;
  if (simulation !== undefined && (pods === null || simulation !== (pods.running === pods.wanted ? 'fits' : 'short'))) return false;
  return (used === undefined || used === sheet.usedIps) && (left === undefined || left === sheet.remainingIps);
}

function expectation({ calculator, simulation, used, left, rules }: Such): Text {
  const parts = [
    ...(calculator === undefined ? [] : [CALCULATOR[calculator]]),
    ...(simulation === undefined ? [] : [SIMULATION[simulation]]),
    ...(used === undefined ? [] : [say(USED, { used })]),
    ...(left === undefined ? [] : [say(LEFT, { left })]),
    ...(rules === undefined ? [] : [say(RULES, { rules })]),
  ];
  return parts.length === 0 ? ANY : { ko: parts.map(({ ko }) => ko).join(', '), en: parts.map(({ en }) => en).join(', ') };
}

function saidOf({ sheet, pods }: Planned): Text {
  const params = { used: sheet.usedIps, left: sheet.remainingIps };
  return pods === null ? say(SHEET_SAID, params) : say(BOTH_SAID, { ...params, running: pods.running, wanted: pods.wanted });
}

const CALCULATOR: { readonly [V in 'fits' | 'full']: Text } = {
  fits: { ko: '계산기에 남는 주소가 0개 이상', en: 'the calculator has 0 addresses left or more' },
  full: { ko: '계산기에 주소가 모자람', en: 'the calculator lacks addresses' },
};
const SIMULATION: { readonly [V in 'fits' | 'short']: Text } = {
  fits: { ko: '시뮬레이션에서 모든 파드 실행', en: 'every pod runs in the simulation' },
  short: { ko: '시뮬레이션에서 실행되지 못하는 파드가 있음', en: 'pods are left over in the simulation' },
};
const USED: Text = { ko: '계산기에서 쓴 주소 {used}개', en: 'addresses used in the calculator: {used}' };
const LEFT: Text = { ko: '계산기에 남는 주소 {left}개', en: 'addresses left in the calculator: {left}' };
const RULES: Text = { ko: '바르게 댄 규칙 {rules}개 이상', en: 'rules named rightly: {rules} or more' };
const ANY: Text = { ko: '계획을 계산해 봄', en: 'a plan was computed' };
const NOT_YET: Text = { ko: '아직 계산해 보지 않음', en: 'not computed yet' };
const DONE: Text = { ko: '계산해 봄', en: 'done' };
const SHEET_SAID: Text = {
  ko: '마지막 입력: 계산기에서 쓴 주소 {used}개, 남는 주소 {left}개',
  en: 'last input: used {used}, left {left} in the calculator',
};
const BOTH_SAID: Text = {
  ko: '마지막 입력: 계산기에 남는 주소 {left}개, 시뮬레이션에서 파드 {wanted}개 중 {running}개 실행',
  en: 'last input: {left} left in the calculator, {running} of {wanted} pods run in the simulation',
};
const NAMED: Text = { ko: '바르게 댄 규칙 {n}개', en: 'rules named rightly: {n}' };
const NOT_IN_SHEET: Text = {
  ko: '계산기에 넣을 수 없는 입력입니다. 계산기는 서브넷 하나와 웜 목표 하나만 압니다.',
  en: 'The calculator has no cells for this input: it knows one subnet and one warm target.',
};
const HOW: Text = {
  ko: '`subnet-calc`와 `plan`에 같은 옵션을 주어 보세요. 형식은 `help plan`에 있습니다.',
  en: 'Give `subnet-calc` and `plan` the same options. `help plan` shows how.',
};
const NAME: Text = {
  ko: '갈린 입력을 `--because 규칙`과 함께 다시 입력하세요. 규칙의 이름은 `subnet-calc`가 출력합니다.',
  en: 'Type the input again with `--because RULE`. `subnet-calc` prints the names of the rules.',
};
