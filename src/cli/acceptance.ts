/** The acceptance list in words: the verdict, the line, and below it what was expected and what came instead. */
import type { CheckResult, CheckVerdict } from '../course/check.ts';
import type { Scenario } from '../course/content.ts';
import { fillTemplate, type Lang, type Text } from '../engine/text.ts';

const VERDICTS: { readonly [V in CheckVerdict]: Text } = {
  pass: { ko: '통과', en: 'pass' },
  fail: { ko: '실패', en: 'fail' },
  partial: { ko: '일부', en: 'partial' },
  pending: { ko: '대기', en: 'pending' },
  'not-evaluated': { ko: '평가 전', en: 'not evaluated' },
};

const FOUND: Text = { ko: '기대: {expected}. 실제: {actual}.', en: 'Expected: {expected}. Found: {actual}.' };

/** One line per acceptance line, its reason indented below. */
export function acceptanceOf(scenario: Scenario, results: readonly CheckResult[], lang: Lang): string {
  const lines = scenario.accept.flatMap(({ id, text }) => {
    const result = results.find((candidate) => candidate.id === id);
    const verdict = VERDICTS[result?.verdict ?? 'not-evaluated'][lang];
    return [`[${verdict}] ${text[lang]}`, ...reasonOf(result, lang).map((why) => `  ${why}`)];
  });
  return `${lines.join('\n')}\n`;
}

/** Why a line does not hold: the reason of the network, else what the check looked for and what it found. */
function reasonOf(result: CheckResult | undefined, lang: Lang): readonly string[] {
  if (result === undefined || result.verdict === 'pass') return [];
  return [result.why?.[lang] ?? fillTemplate(FOUND[lang], { expected: result.expected[lang], actual: result.actual[lang] })];
}

/** The same for programs. */
export function acceptanceValue(scenario: Scenario, results: readonly CheckResult[], lang: Lang) {
  return scenario.accept.map(({ id, text }) => {
    const result = results.find((candidate) => candidate.id === id);
    return {
      id,
      text: text[lang],
      verdict: result?.verdict ?? 'not-evaluated',
      expected: result?.expected[lang] ?? null,
      actual: result?.actual[lang] ?? null,
      why: result?.why?.[lang] ?? null,
    };
  });
}
