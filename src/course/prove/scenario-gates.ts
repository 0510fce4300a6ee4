/** What a scenario promises: it is unsolved, its solution solves it, and nothing less does; whatever its seed draws. */
import { digest } from '../../engine/digest.ts';
import type { Text } from '../../engine/text.ts';
import { drawn, START } from '../causes.ts';
import type { Scenario } from '../content.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { say } from '../say.ts';
import { arriveIn, startScenario } from '../stage.ts';
import { at, type Finding, type Gate } from './gate.ts';
import { failingLines, fewSeedsFor, isPast, judgedEnd, type Played, play, type Section, scenariosOf, sectionsOf, seedsFor } from './play.ts';

type Look = (scenario: Scenario, details: FolderDetails) => readonly Finding[];
type LookAt = (section: Section, details: FolderDetails) => readonly Finding[];

const forEach = (loaded: Loaded, look: Look): readonly Finding[] =>
  scenariosOf(loaded).flatMap(({ scenario, details }) => distinct(look(scenario, details)));

/** Every part of every scenario, for the seeds that bring something new. */
const forEachSection = (loaded: Loaded, look: LookAt): readonly Finding[] =>
  forEach(loaded, (scenario, details) =>
    fewSeedsFor(scenario).flatMap((seed) => sectionsOf(scenario, seed).flatMap((section) => look(section, details))),
  );

/** What two seeds find alike is told once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.place.line}:${finding.place.col} ${finding.detail.en}`, finding])).values()];
}

export const start: Gate = {
  name: 'start',
  promise: { ko: '처음에는 통과하지 못합니다.', en: 'it is unsolved as it opens' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) =>
      seedsFor(scenario).flatMap((seed) => {
        const solved = sectionsOf(scenario, seed).filter(({ from }) => from.accept.every((result) => result.verdict === 'pass'));
        const places = solved.map(({ part }) => (part === START ? `accept/${scenario.accept[0]?.id}` : `stages/${part}`));
        return [
          ...places.map((place) => at(details, place, SOLVED_AT_START)),
          ...standing(scenario, seed, details),
          ...arriving(scenario, seed, details),
        ];
      }),
    ),
};

/** Causes whose lines are refused: what the load of the file did not draw. */
function standing(scenario: Scenario, seed: string, details: FolderDetails): readonly Finding[] {
  const whole = drawn(scenario, seed);
  const common = scenario.world.setup?.length ?? 0;
  const { problems } = startScenario(whole, seed);
  const [diagnosis] = whole.diagnoses ?? [];
  const lines = (diagnosis?.key ?? []).flatMap((id) => {
    const setup = scenario.causes?.of.find((cause) => cause.id === id)?.setup ?? [];
    return setup.map((_, index) => `causes/${id}/setup/${index}`);
  });
  return problems
    .filter(({ path }) => path[0] === 'setup' && Number(path[1]) >= common)
    .map(({ path, what }) => at(details, lines[Number(path[1]) - common] ?? 'world', what));
}

/** Stages whose lines are refused when they come. */
function arriving(scenario: Scenario, seed: string, details: FolderDetails): readonly Finding[] {
  const sections = sectionsOf(scenario, seed);
  return sections.slice(1).flatMap(({ part, from }, index): readonly Finding[] => {
    const { before, outputs } = sections[index]?.played ?? { before: [], outputs: [] };
    const last = before.findLastIndex((attempt) => attempt.stage < from.stage);
    const stage = drawn(scenario, seed).stages?.find(({ id }) => id === part);
    const world = outputs[last]?.world;
    if (stage === undefined || world === undefined) return [];
    return arriveIn(world, { ...stage, faults: [] }).problems.map(({ what }) => at(details, `stages/${part}`, what));
  });
}

export const solution: Gate = {
  name: 'solution',
  promise: { ko: '풀이로 모든 조건을 통과합니다.', en: 'its solution passes every line' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) =>
      seedsFor(scenario).flatMap((seed) =>
        sectionsOf(scenario, seed).flatMap((section) => {
          const places = section.places('solution');
          const refused = section.played.outputs.flatMap((output, index) =>
            output.kind === 'refused' ? [at(details, places[index] ?? 'solution', say(REFUSED, { stderr: textOf(output) }))] : [],
          );
          return [...refused, ...(isPast(section.played.attempt, section.from) ? [] : unsolved(section.played, details))];
        }),
      ),
    ),
};

export const steps: Gate = {
  name: 'steps',
  promise: { ko: '풀이의 어느 단계를 빼도 통과하지 못합니다.', en: 'no step of its solution can be left out' },
  run: (loaded) =>
    forEachSection(loaded, ({ from, played, lines, places }, details) =>
      lines.flatMap((_line, index) => {
        if (played.outputs[index]?.kind !== 'write') return [];
        const without = play(played.before[index] ?? from, lines.slice(index + 1)).attempt;
        return isPast(without, from) ? [at(details, places('solution')[index] ?? 'solution', NOT_NEEDED)] : [];
      }),
    ),
};

export const nearMisses: Gate = {
  name: 'near-misses',
  promise: { ko: '비슷하지만 틀린 풀이는 정해진 조건에서만 실패합니다.', en: 'each near miss fails its own lines and no other' },
  run: (loaded) =>
    forEachSection(loaded, (section, details) =>
      section.from.scenario.nearMisses.flatMap((miss, index) => {
        const { attempt } = playRepair(section, miss.lines);
        const failing = isPast(attempt, section.from) ? [] : failingLines(attempt);
        const missing = miss.fails.filter((id) => !failing.includes(id));
        const extra = failing.filter((id) => !miss.fails.includes(id) && isOfPart(id, section));
        if (missing.length === 0 && extra.length === 0) return [];
        const place = section.places('near_misses')[index] ?? 'near_misses';
        return [at(details, place, say(MISSES, { missing: missing.length > 0 ? missing : '-', extra: extra.length > 0 ? extra : '-' }))];
      }),
    ),
};

/** Which other parts came before is the seed's: what a near miss does to their lines is not for the author to know. */
function isOfPart(id: string, { part, from: { scenario } }: Section): boolean {
  const stage = scenario.stages?.find((one) => one.id === part);
  return stage === undefined || stage.accept.some((line) => line.id === id);
}

export const alternates: Gate = {
  name: 'alternates',
  promise: { ko: '다른 풀이로도 통과합니다.', en: 'its other solutions pass too' },
  run: (loaded) =>
    forEachSection(loaded, (section, details) =>
      section.from.scenario.alternates.flatMap(({ lines }, index) => {
        const { attempt } = playRepair(section, lines);
        const place = section.places('alternates')[index] ?? 'alternates';
        return isPast(attempt, section.from) ? [] : [at(details, place, say(FAILS, { lines: failingLines(attempt) }))];
      }),
    ),
};

/** Another repair than the solution's. It is about the repair: the cause counts as named. */
function playRepair({ from, diagnosis }: Section, lines: readonly string[]): Played {
  return play(from, diagnosis === null ? lines : ['diagnose key', ...lines]);
}

export const reset: Gate = {
  name: 'reset',
  promise: { ko: '처음으로 돌리면 처음과 같습니다.', en: 'a reset gives the world that it began with' },
  run: (loaded) =>
    forEach(loaded, (scenario, details) => {
      const [first] = sectionsOf(scenario, 'prove');
      const last = first?.played.before.at(-1);
      if (first === undefined || last === undefined) return [];
      // Before its last line: behind it the next stage may have come.
      const { attempt } = play(last, ['reset']);
      const same = digest(attempt.world) === digest(first.from.start);
      return same ? [] : [at(details, 'world', NOT_THE_SAME)];
    }),
};

function unsolved({ attempt }: Played, details: FolderDetails): readonly Finding[] {
  return judgedEnd(attempt)
    .accept.filter((result) => result.verdict !== 'pass')
    .map((result) =>
      at(details, placeOf(result.id, details), say(UNSOLVED, { id: result.id, actualKo: result.actual.ko, actualEn: result.actual.en })),
    );
}

/** Where an acceptance line stands, be it in a cause or a stage. */
function placeOf(id: string, { places }: FolderDetails): string {
  return Object.keys(places).find((name) => name === `accept/${id}` || name.endsWith(`/accept/${id}`)) ?? 'accept';
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
