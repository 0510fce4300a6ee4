/** What the rest of the content promises: files without defects, computed keys, known concepts, hints that keep the secret. */
import { elements } from '../../engine/dataplane/elements.ts';
import { LANGS, type Text } from '../../engine/text.ts';
import { nearest } from '../../shell/nearest.ts';
import { hintFor } from '../hints.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { say } from '../say.ts';
import { coverageOf, isCovered } from './coverage.ts';
import { at, type Finding, type Gate } from './gate.ts';
import { fewSeedsFor, type Section, scenariosOf, sectionsOf } from './play.ts';

export const files: Gate = {
  name: 'files',
  promise: { ko: '파일에 틀린 곳이 없습니다.', en: 'its files have no defect' },
  run: ({ problems, details }) =>
    problems.map((problem) => {
      const folder = details.find(({ place }) => problem.path.startsWith(place.path.replace(/[^/]+$/, '')));
      return {
        content: folder?.content ?? 'course',
        place: problem,
        detail: { ko: `${problem.what.ko} ${problem.how.ko}`, en: `${problem.what.en} ${problem.how.en}` },
      };
    }),
};

export const keys: Gate = {
  name: 'keys',
  promise: { ko: '정답은 계산한 것이거나 출처가 있습니다.', en: 'every key is computed, or typed with its source' },
  run: ({ details }) =>
    details.flatMap(({ content, keyProblems }) =>
      keyProblems.map((problem) => ({
        content,
        place: problem,
        detail: { ko: `${problem.what.ko} ${problem.how.ko}`, en: `${problem.what.en} ${problem.how.en}` },
      })),
    ),
};

export const concepts: Gate = {
  name: 'concepts',
  promise: { ko: '개념은 모두 목록에 있고, 가르치고 연습합니다.', en: 'every concept is listed, taught and exercised' },
  run: (loaded) => [...unlisted(loaded), ...(loaded.whole ? [...unused(loaded), ...unlinked(loaded)] : [])],
};

export const misconceptions: Gate = {
  name: 'misconceptions',
  promise: {
    ko: '오해는 모두 목록에 있고, 쓰이고, 정답에 붙지 않습니다.',
    en: 'every misconception is listed and used, and no right option names one',
  },
  run: (loaded) => [...unknownCodes(loaded), ...rightCodes(loaded), ...(loaded.whole ? unusedCodes(loaded) : [])],
};

export const hints: Gate = {
  name: 'hints',
  promise: { ko: '1~3단계 힌트는 풀이를 말하지 않습니다.', en: 'hints of tiers 1 to 3 do not spell the solution' },
  run: (loaded) =>
    scenariosOf(loaded).flatMap(({ scenario, details }) =>
      fewSeedsFor(scenario, 1).flatMap((seed) => sectionsOf(scenario, seed).flatMap((section) => leaks(section, details))),
    ),
};

function leaks({ from: attempt, lines }: Section, details: FolderDetails): readonly Finding[] {
  const secrets = [...lines, ...attempt.scenario.alternates.flatMap((one) => one.lines)].flatMap(phrasesOf);
  return attempt.accept
    .filter((result) => result.verdict !== 'pass')
    .flatMap(({ id }) =>
      ([1, 2, 3] as const).flatMap((tier): readonly Finding[] => {
        const { text } = hintFor(attempt, { line: id, tier });
        const leak = LANGS.map((lang) => secrets.find((secret) => text[lang].includes(secret))).find((found) => found !== undefined);
        const place = Object.keys(details.places).find((name) => name === `hints/${id}` || name.endsWith(`/hints/${id}`));
        return leak === undefined ? [] : [at(details, place ?? `accept/${id}`, say(LEAKS, { tier, leak }))];
      }),
    );
}

/** Three words of a line in a row are enough to copy it. */
function phrasesOf(line: string): readonly string[] {
  const words = line.split('\n')[0]?.trim().split(/\s+/) ?? [];
  if (words.length < 3) return words.length === 0 ? [] : [words.join(' ')];
  return words.slice(2).map((_, index) => words.slice(index, index + 3).join(' '));
}

function unlisted({ course, details, concepts: listed }: Loaded): readonly Finding[] {
  const known = new Set(listed.map((concept) => concept.id));
  const content = [
    ...course.modules.map((lesson) => ({ ...lesson, of: `lesson/${lesson.id}` })),
    ...course.scenarios.map((one) => ({ ...one, of: `scenario/${one.id}` })),
  ];
  return details.flatMap((folder) => {
    const own = content.find((one) => one.of === folder.content);
    const named = [
      ...(own?.concepts ?? []).map((id) => ({ id, name: `concepts/${id}` })),
      ...folder.questions.flatMap((question) => question.concepts.map((id) => ({ id, name: `question/${question.id}` }))),
    ];
    return named.filter(({ id }) => !known.has(id)).map(({ id, name }) => at(folder, name, say(UNLISTED, { id })));
  });
}

function unused(loaded: Loaded): readonly Finding[] {
  const covered = new Map(coverageOf(loaded).concepts.map((concept) => [concept.id, concept]));
  return loaded.concepts.flatMap(({ id, place, later }) => {
    const concept = covered.get(id);
    if (concept === undefined) return [];
    if (later) return isCovered(concept) ? [{ content: 'course', place, detail: say(NOT_LATER, { id }) }] : [];
    if (concept.pages.length === 0) return [{ content: 'course', place, detail: say(UNTAUGHT, { id }) }];
    return isCovered(concept) ? [] : [{ content: 'course', place, detail: say(UNEXERCISED, { id }) }];
  });
}

/** A reason names the concept that explains it: the stepper leads there, so it has to be listed. */
function unlinked({ concepts: listed, conceptsPlace }: Loaded): readonly Finding[] {
  if (conceptsPlace === null) return [];
  const known = new Set(listed.map((concept) => concept.id));
  const named = new Set(Object.values(elements).flatMap((element) => Object.values(element.reasons).map((reason) => reason.concept)));
  const missing = [...named].filter((id) => !known.has(id)).sort();
  // A pack of its own teaches what it likes: only a course that explains reasons at all has to explain every one.
  return missing.length === 0 || missing.length === named.size
    ? []
    : [{ content: 'course', place: conceptsPlace, detail: say(UNLINKED, { missing }) }];
}

type Named = { readonly code: string; readonly details: FolderDetails; readonly name: string };

function codesOf({ details }: Loaded): readonly Named[] {
  return details.flatMap((folder) =>
    folder.questions.flatMap((question) =>
      (question.options ?? []).flatMap(({ id, misconception: code }) =>
        code === undefined ? [] : [{ code, details: folder, name: `misconception/${question.id}/${id}` }],
      ),
    ),
  );
}

function unknownCodes(loaded: Loaded): readonly Finding[] {
  const known = loaded.misconceptions.map((one) => one.id);
  return codesOf(loaded).flatMap(({ code, details, name }) => {
    if (known.includes(code)) return [];
    const near = loaded.misconceptions.find((one) => one.formerly.includes(code))?.id ?? nearest(code, known);
    return [at(details, name, near === null ? say(NO_CODE, { code }) : say(NEAR_CODE, { code, near }))];
  });
}

/** A computed key that holds a distractor: the world of the question is not what its author had in mind. */
function rightCodes({ course, details }: Loaded): readonly Finding[] {
  return course.modules.flatMap((lesson) => {
    const folder = details.find((one) => one.content === `lesson/${lesson.id}`);
    if (folder === undefined) return [];
    return lesson.quiz.flatMap(({ id, kind, key, options }) =>
      kind === 'match'
        ? []
        : options
            .filter((option) => option.misconception !== null && key.includes(option.id))
            .map((option) => at(folder, `misconception/${id}/${option.id}`, say(RIGHT_CODE, { id: option.id, code: option.misconception ?? '' }))),
    );
  });
}

function unusedCodes(loaded: Loaded): readonly Finding[] {
  const used = new Set(codesOf(loaded).map(({ code }) => code));
  const idle = loaded.misconceptions.filter(({ id, later }) => !later && !used.has(id));
  return idle.map(({ id, place }) => ({ content: 'course', place, detail: say(UNUSED_CODE, { id }) }));
}

const NO_CODE: Text = {
  ko: '{code} 오해가 lessons/misconceptions.yaml에 없습니다. 이름과 반박을 더하세요.',
  en: 'misconception {code} is not in lessons/misconceptions.yaml. Add it with its refutation.',
};
const NEAR_CODE: Text = {
  ko: '{code} 오해가 lessons/misconceptions.yaml에 없습니다. {near}인지 확인하세요.',
  en: 'misconception {code} is not in lessons/misconceptions.yaml. Did you mean {near}?',
};
const RIGHT_CODE: Text = {
  ko: '정답인 {id} 보기에 {code} 오해가 붙어 있습니다. 문제의 월드나 보기를 고치세요.',
  en: 'option {id} is right and names misconception {code}. Correct the world of the question or the option.',
};
const UNUSED_CODE: Text = {
  ko: '{id} 오해를 쓰는 보기가 없습니다. 쓰거나 later: true로 두세요.',
  en: 'no option names misconception {id}. Use it, or say later: true.',
};
const UNLISTED: Text = { ko: '{id} 개념이 lessons/concepts.yaml에 없습니다.', en: 'concept {id} is not in lessons/concepts.yaml' };
const UNTAUGHT: Text = {
  ko: '{id} 개념을 가르치는 쪽이 없습니다. lesson.yaml의 pages에 적으세요.',
  en: 'no page teaches concept {id}. Name it under pages in a lesson.yaml.',
};
const NOT_LATER: Text = {
  ko: '{id} 개념을 이미 가르치고 연습합니다. later를 지우세요.',
  en: 'concept {id} is taught and exercised. Remove its later.',
};
const UNEXERCISED: Text = { ko: '{id} 개념을 연습하는 시나리오나 문제가 없습니다.', en: 'no scenario or question exercises concept {id}' };
const UNLINKED: Text = {
  ko: '판단 이유가 가리키는 개념이 목록에 없습니다. later: true로 더하세요. {missing}',
  en: 'reasons of the engine name concepts that are not listed. Add them, with later: true where no lesson teaches them yet: {missing}',
};
const LEAKS: Text = { ko: '{tier}단계 힌트에 풀이가 들어 있습니다(`{leak}`).', en: 'the hint of tier {tier} spells the solution (`{leak}`)' };
