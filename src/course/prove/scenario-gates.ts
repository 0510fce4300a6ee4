/** What a scenario promises: it is unsolved, its solution solves it, and nothing less does. */
import { digest } from '../../engine/digest.ts';
import type { Text } from '../../engine/text.ts';
import { openAttempt } from '../attempt.ts';
import type { Scenario } from '../content.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { say } from '../say.ts';
import { at, type Finding, type Gate } from './gate.ts';
import { failingLines, linesFor, type Played, play, scenariosOf, seedsFor } from './play.ts';

type Look = (scenario: Scenario, details: FolderDetails) => readonly Finding[];
const forEach = (loaded: Loaded, look: Look): readonly Finding[] => scenariosOf(loaded).flatMap(({ scenario, details }) => look(scenario, details));

export const start: Gate = {
  name: 'start',
  promise: { ko: '처음에는 통과하지 못합니다.', en: 'it is unsolved as it opens' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) => {
      const solved = seedsFor(scenario).some((seed) => openAttempt(scenario, { seed }).accept.every((result) => result.verdict === 'pass'));
      return solved ? [at(details, `accept/${scenario.accept[0]?.id}`, SOLVED_AT_START)] : [];
    }),
};

export const solution: Gate = {
  name: 'solution',
  promise: { ko: '풀이로 모든 조건을 통과합니다.', en: 'its solution passes every line' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) =>
      seedsFor(scenario).flatMap((seed) => {
        const played = play(
          scenario,
          seed,
          linesFor(scenario, seed, (filled) => filled.solution),
        );
        const refused = played.outputs.flatMap((output, index) =>
          output.kind === 'refused' ? [at(details, `solution/${index}`, say(REFUSED, { stderr: textOf(output) }))] : [],
        );
        return [...refused, ...unsolved(played, details)];
      }),
    ),
};

export const steps: Gate = {
  name: 'steps',
  promise: { ko: '풀이의 어느 단계를 빼도 통과하지 못합니다.', en: 'no step of its solution can be left out' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) => {
      const lines = linesFor(scenario, 'prove', (filled) => filled.solution);
      const { outputs } = play(scenario, 'prove', lines);
      return lines.flatMap((_line, index) => {
        if (outputs[index]?.kind !== 'write') return [];
        const without = play(
          scenario,
          'prove',
          lines.filter((_, other) => other !== index),
        );
        const passes = without.attempt.accept.every((result) => result.verdict === 'pass');
        return passes ? [at(details, `solution/${index}`, NOT_NEEDED)] : [];
      });
    }),
};

export const nearMisses: Gate = {
  name: 'near-misses',
  promise: { ko: '비슷하지만 틀린 풀이는 정해진 조건에서만 실패합니다.', en: 'each near miss fails its own lines and no other' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) =>
      scenario.nearMisses.flatMap((miss, index) => {
        const lines = linesFor(scenario, 'prove', (filled) => filled.nearMisses[index]?.lines ?? []);
        const failing = failingLines(play(scenario, 'prove', lines).attempt);
        const missing = miss.fails.filter((id) => !failing.includes(id));
        const extra = failing.filter((id) => !miss.fails.includes(id));
        if (missing.length === 0 && extra.length === 0) return [];
        return [
          at(details, `near_misses/${index}`, say(MISSES, { missing: missing.length > 0 ? missing : '-', extra: extra.length > 0 ? extra : '-' })),
        ];
      }),
    ),
};

export const alternates: Gate = {
  name: 'alternates',
  promise: { ko: '다른 풀이로도 통과합니다.', en: 'its other solutions pass too' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) =>
      scenario.alternates.flatMap((_, index) => {
        const lines = linesFor(scenario, 'prove', (filled) => filled.alternates[index]?.lines ?? []);
        const failing = failingLines(play(scenario, 'prove', lines).attempt);
        return failing.length === 0 ? [] : [at(details, `alternates/${index}`, say(FAILS, { lines: failing }))];
      }),
    ),
};

export const reset: Gate = {
  name: 'reset',
  promise: { ko: '처음으로 돌리면 처음과 같습니다.', en: 'a reset gives the world that it began with' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) => {
      const lines = linesFor(scenario, 'prove', (filled) => filled.solution);
      const { attempt } = play(scenario, 'prove', [...lines, 'reset']);
      const same =
        digest(attempt.world) === digest(attempt.start) && digest(openAttempt(scenario, { seed: 'prove' }).start) === digest(attempt.start);
      return same ? [] : [at(details, 'world', NOT_THE_SAME)];
    }),
};

function unsolved({ attempt }: Played, details: FolderDetails): readonly Finding[] {
  return attempt.accept
    .filter((result) => result.verdict !== 'pass')
    .map((result) => at(details, `accept/${result.id}`, say(UNSOLVED, { id: result.id, actualKo: result.actual.ko, actualEn: result.actual.en })));
}

function textOf({ stderr, notes }: Played['outputs'][number]): string {
  return stderr.trim() === '' ? notes.map((note) => note.text.en).join(' ') : stderr.trim();
}

const SOLVED_AT_START: Text = { ko: '아무것도 하지 않아도 모든 조건을 통과합니다.', en: 'every line passes before anything is typed' };
const REFUSED: Text = { ko: '풀이의 줄이 거부되었습니다({stderr}).', en: 'this line of the solution is refused ({stderr})' };
const UNSOLVED: Text = {
  ko: '풀이 뒤에도 {id} 조건을 통과하지 못합니다({actualKo}).',
  en: 'line {id} does not pass after the solution ({actualEn})',
};
const NOT_NEEDED: Text = { ko: '이 줄이 없어도 모든 조건을 통과합니다.', en: 'every line passes without this one' };
const MISSES: Text = {
  ko: '실패해야 하는데 통과: {missing}. 통과해야 하는데 실패: {extra}',
  en: 'should fail and passes: {missing}. Should pass and fails: {extra}',
};
const FAILS: Text = { ko: '{lines} 조건을 통과하지 못합니다.', en: 'these lines do not pass: {lines}' };
const NOT_THE_SAME: Text = { ko: 'reset 뒤의 월드가 처음과 다릅니다.', en: 'the world after reset is not the one at the start' };
