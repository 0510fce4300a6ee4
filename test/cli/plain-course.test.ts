/** The whole course in plain mode, by a script that reads what is said and types what a learner would. */
import { describe, expect, it } from 'vitest';
import { homeText } from '../../src/cli/plain/home.ts';
import type { Around, Spot } from '../../src/cli/plain/spot.ts';
import { plainStep, spotText } from '../../src/cli/plain/step.ts';
import { enter } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import { drawn } from '../../src/course/causes.ts';
import type { Course, Question } from '../../src/course/content.ts';
import { diagnosisOf, partOf } from '../../src/course/diagnosis.ts';
import { fillPlaceholders } from '../../src/course/placeholder.ts';
import { renderedFor, shownOptions } from '../../src/course/quiz.ts';
import type { Lang } from '../../src/engine/text.ts';
import { openJournal } from '../../src/progress/journal.ts';
import { openIn } from '../../src/tui/attempts.ts';
import { dataFolder } from '../support/data-folder.ts';
import { course } from '../support/shipped-course.ts';

const scenarios = course.scenarios.filter(({ kind }) => kind !== 'sandbox');

/** A learner in plain mode: what is typed, and all that was said. */
function learner(lang: Lang, of: Course = course) {
  const journal = openJournal({ dir: dataFolder(), now: () => Date.parse('2026-03-02T09:00:00Z') });
  const around = (): Around => ({
    course: of,
    lang,
    progress: journal.progress(),
    seed: journal.stream,
    open: (scenario) => openIn(journal, 'test', scenario),
  });
  let spot: Spot = { at: 'home' };
  const said: string[] = [];
  const type = (line: string): string => {
    const step = plainStep(spot, line, around());
    if (step === null) throw new Error(`${line} left the program`);
    for (const { attempt, body } of step.events) journal.append(attempt, body);
    const moved = JSON.stringify([spot.at, placeId(spot)]) !== JSON.stringify([step.spot.at, placeId(step.spot)]);
    spot = step.spot;
    const text = `${step.said}${moved ? spotText(spot, around()) : ''}`;
    said.push(text);
    return text;
  };
  return { type, said: () => said.join(''), spot: () => spot, home: () => homeText(around()), seed: journal.stream, close: () => journal.close() };
}

function placeId(spot: Spot): string {
  if (spot.at === 'lesson') return `${spot.lesson.id}/${spot.page}`;
  if (spot.at === 'quiz') return `${spot.lesson.id}/${spot.question}`;
  return spot.at === 'lab' ? spot.scenario.id : '';
}

/** The right answer as it is typed: letters in the order shown, or the value. */
function typedKey(given: Question, seed: string): string {
  const question = renderedFor(given, `${seed} `);
  if (question.kind === 'number' || question.kind === 'address') return question.key[0] ?? '';
  const shown = shownOptions(question, seed).map(({ id }) => id);
  return question.key.map((id) => 'abcdefghijklmnopqrstuvwxyz'[shown.indexOf(id)]).join(' ');
}

/** The hops of the right prediction by their numbers. */
/** The causes as a learner who has found them names them. */
function causesNow(attempt: Attempt): readonly string[] {
  return diagnosisOf(attempt.scenario, partOf(attempt))?.key ?? [];
}

function predicted(attempt: Attempt): string {
  const { prediction } = attempt;
  const given = enter(attempt, 'predict key').attempt.prediction;
  if (prediction.state !== 'asked' || given.state !== 'given') throw new Error('nothing to predict');
  return `predict ${given.key.map((id) => prediction.options.findIndex((option) => option.id === id) + 1).join(' ')}`;
}

describe.each(['ko', 'en'] as const)('the whole course in plain mode, %s', (lang) => {
  it.each(course.modules.map((lesson) => [lesson.id, lesson] as const))('lesson %s is read to its end and its questions answered', (_, lesson) => {
    const play = learner(lang);
    if (lesson.pages.length > 0) play.type(`lesson ${lesson.id}`);
    for (let turns = 0; turns < 200 && !play.said().includes(`  quiz ${lesson.id}`); turns++) play.type('');
    for (const { heading } of lesson.pages) expect(play.said()).toContain(heading[lang]);
    for (const [index, question] of lesson.quiz.entries()) {
      play.type(index === 0 ? `quiz ${lesson.id}` : '');
      expect([question.id, play.type(typedKey(question, play.seed)).split('\n')[0]]).toEqual([
        question.id,
        { ko: '맞았습니다.', en: 'Right.' }[lang],
      ]);
    }
    expect(play.said()).not.toContain('\u001b');
    expect(play.home()).not.toContain({ ko: `quiz ${lesson.id}   0`, en: `quiz ${lesson.id}   answered right: 0` }[lang]);
    play.close();
  });

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('scenario %s is solved unaided', (id, scenario) => {
    const play = learner(lang);
    play.type(`lab ${id}`);
    const attempt = (): Attempt => {
      const spot = play.spot();
      if (spot.at !== 'lab') throw new Error(`${id} was left`);
      return spot.attempt;
    };
    const whole = drawn(scenario, attempt().seed);
    for (const line of [whole, ...(whole.stages ?? [])].flatMap(({ solution }) => solution)) {
      const filled = fillPlaceholders(attempt().world, line);
      if (line === 'diagnose key') for (const cause of causesNow(attempt())) play.type(`diagnose ${cause}`);
      else play.type(line === 'predict key' ? predicted(attempt()) : filled.ok ? filled.text : line);
    }
    expect(attempt().status, play.said()).toBe('solved');
    expect(play.said()).toContain({ ko: '모든 조건을 통과했습니다.', en: 'Every line passes.' }[lang]);
    expect(play.said()).not.toContain('\u001b');
    play.close();
  });
});
