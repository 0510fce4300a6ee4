/**
 * Hints, computed from the learner's own state: the smallest edits that were tried and found to work, told in four steps:
 * where to look, which object, which field, the edit itself. An author may word the first three.
 */

import { objectOf, type Ref } from '../engine/change.ts';
import type { Step } from '../engine/dataplane/step.ts';
import { explainStep, titleOf } from '../engine/explain.ts';
import { namesIn } from '../engine/name-of.ts';
import type { Edit } from '../engine/repair/search.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { commandLine } from '../shell/command-line.ts';
import type { Attempt, Hint, HintTier } from './attempt-state.ts';
import type { CheckResult } from './check.ts';
import { type Near, nearOf, verifiedEdit } from './near.ts';
import { failingStepIn } from './probe.ts';
import { comesTrue, findRepair, objectName } from './repair.ts';
import { plain, say } from './say.ts';

/** The hint of this tier for a line of the acceptance list. */
export function hintFor(attempt: Attempt, { line, tier }: { readonly line: string; readonly tier: HintTier }): Hint {
  const authored = tier === 4 ? undefined : attempt.scenario.hints[line]?.[tier - 1];
  if (authored !== undefined) return { line, tier, text: authored };
  const waiting = firstOf(attempt, line);
  if (waiting !== line) return { line, tier: tier === 4 ? 3 : tier, text: say(FIRST, { number: numberOf(attempt, waiting) }) };
  const result = attempt.accept.find((one) => one.id === line);
  if (result?.verdict === 'pending' && result.help !== null) return { line, tier: tier === 4 ? 3 : tier, text: result.help };
  const repair = findRepair(attempt, line);
  if (repair === null && comesTrue(attempt, line)) return { line, tier: tier === 4 ? 3 : tier, text: BY_ITSELF };
  const near = repair === null ? nearOf(attempt, line) : null;
  if (near !== null && tier > 1) return nearHint(attempt, { line, tier, near });
  const text = repair === null ? withoutRepair(attempt, line, tier) : withRepair(attempt, repair, tier);
  // What gives no edit away is no help of tier 4.
  return { line, tier: tier === 4 && repair === null ? 3 : tier, text };
}

/** The hint for a line that no packet shows: what comes nearest, in what it differs, the lines that were tried and found to work. */
function nearHint(attempt: Attempt, { line, tier, near }: { readonly line: string; readonly tier: HintTier; readonly near: Near }): Hint {
  if (tier < 4) return { line, tier, text: tier === 2 ? near.object : near.field };
  const lines = verifiedEdit(attempt, line, near);
  return lines === null ? { line, tier: 3, text: near.field } : { line, tier, text: plain(lines.join('\n')) };
}

/** The line that has to pass before this one can be judged; the line itself when none has to. */
function firstOf(attempt: Attempt, line: string): string {
  const open = attempt.scenario.accept
    .find((one) => one.id === line)
    ?.after.find((id) => attempt.accept.find((result) => result.id === id)?.verdict !== 'pass');
  return open === undefined ? line : firstOf(attempt, open);
}

/** Of several edits each lies behind the one before: all are told, in the order in which they are made. */
function withRepair({ world }: Attempt, edits: readonly Edit[], tier: HintTier): Text {
  const [first, ...behind] = edits as readonly [Edit, ...Edit[]];
  if (tier === 1) return behind.length === 0 ? whereToLook(first.step) : joined([whereToLook(first.step), say(BEHIND)]);
  if (tier === 4) return plain(edits.flatMap(({ repair }) => repair.verbs.map(commandLine)).join('\n'));
  const told = edits.map(({ repair }) => {
    const object = called(world, repair.object);
    const isThere = objectOf(world, repair.object) !== undefined;
    return tier === 2 ? say(isThere ? OBJECT : NEW, object) : say(isThere ? FIELD : NEW_FIELD, { ...object, field: repair.field });
  });
  return joined(told.filter((text, index) => told.findIndex((one) => one.en === text.en) === index));
}

function joined(texts: readonly Text[]): Text {
  return { ko: texts.map(({ ko }) => ko).join(' '), en: texts.map(({ en }) => en).join(' ') };
}

/** No few edits mend the line: what is known is said, and that more are needed. */
function withoutRepair(attempt: Attempt, line: string, tier: HintTier): Text {
  const result = attempt.accept.find((one) => one.id === line);
  const step = result?.witness == null ? null : failingStepIn(result.witness);
  if (step === null) return result === undefined ? NOTHING : fromResult(result, tier);
  if (tier === 1) return whereToLook(step);
  const reason = explainStep(step);
  if (tier === 2) return step.object === null ? reason : say(OBJECT, called(attempt.world, step.object));
  return say(MORE, { ko: reason.ko, en: reason.en });
}

/** A line without a packet to look at is explained by its own result. */
function fromResult({ expected, actual, why, help }: CheckResult, tier: HintTier): Text {
  if (tier === 1) return say(EXPECTED, { ko: expected.ko, en: expected.en });
  if (tier === 2) return why ?? say(ACTUAL, { ko: actual.ko, en: actual.en });
  return help ?? why ?? say(ACTUAL, { ko: actual.ko, en: actual.en });
}

/** What the object is called in either language, as the holes of a text. */
function called(world: World, object: Ref): Text {
  const name = objectName(object);
  return { ...(namesIn(world, [name])[name] ?? { ko: name, en: name }) };
}

/** Where the packet stops; where it should have been stopped, for one that gets through. */
function whereToLook(step: Step): Text {
  const { ko, en } = titleOf(step);
  return say(step.verdict === 'forward' || step.verdict === 'deliver' ? PASSED : LOOK, { ko, en });
}

function numberOf({ scenario }: Attempt, line: string): number {
  return scenario.accept.findIndex((one) => one.id === line) + 1;
}

const LOOK: Text = {
  ko: '패킷이 {ko} 단계에서 멈춥니다. 그 단계가 무엇을 보고 판단하는지 추적에서 확인하세요.',
  en: 'The packet stops at this step: {en}. Trace it and see what that step decides by.',
};
const PASSED: Text = {
  ko: '패킷이 {ko} 단계를 그대로 지나갑니다. 그 단계가 무엇을 보고 판단하는지 추적에서 확인하세요.',
  en: 'The packet passes this step: {en}. Trace it and see what that step decides by.',
};
const NEW: Text = { ko: '아직 없는 {ko} 오브젝트가 필요합니다.', en: 'It takes an object that is not there yet: {en}.' };
const NEW_FIELD: Text = { ko: '새로 만들 {ko} 오브젝트의 {field} 값을 생각해 보세요.', en: 'Think of {field} in the new object {en}.' };
const OBJECT: Text = { ko: '{ko} 오브젝트를 살펴보세요.', en: 'Look at {en}.' };
const FIELD: Text = { ko: '{ko} 오브젝트의 {field} 값을 확인하세요.', en: 'Check {field} of {en}.' };
const FIRST: Text = {
  ko: '이 조건은 {number}번이 통과해야 평가합니다. {number}번부터 보세요.',
  en: 'This line is judged once line {number} passes. Start there.',
};
const BY_ITSELF: Text = { ko: '시간이 지나면 저절로 통과합니다.', en: 'Time alone makes this line pass.' };
const BEHIND: Text = { ko: '그 뒤에서 한 번 더 막힙니다.', en: 'Behind it, the packet is stopped once more.' };
const MORE: Text = {
  ko: '{ko} 이 조건을 통과하려면 여러 가지를 바꿔야 합니다.',
  en: '{en} It takes several changes to make this line pass.',
};
const EXPECTED: Text = { ko: '이렇게 되어야 합니다. {ko}', en: 'What it takes: {en}' };
const ACTUAL: Text = { ko: '지금은 이렇습니다. {ko}', en: 'As it is now: {en}' };
const NOTHING: Text = { ko: '힌트가 없습니다.', en: 'There is no hint.' };
