/** The rules that somebody takes for the reason why the calculator is wrong, held against those that are. */
import { QUIRKS, type QuirkId } from '../../engine/planning/subnet-calculator.ts';
import type { Text } from '../../engine/text.ts';
import { nearest } from '../nearest.ts';
import { type Complaints, note } from './complaints.ts';
import { isNamedRight } from './planned.ts';

export type Claim = {
  /** Whether the calculator says that it fits while pods are left over. */
  readonly misjudged: boolean;
  readonly rules: readonly QuirkId[];
  readonly named: readonly QuirkId[];
};

/** The rules that were named, each once; others are complained about. */
export function readClaim(complaints: Complaints, texts: readonly string[]): readonly QuirkId[] {
  const ids = QUIRKS.map(({ id }) => id);
  const named = texts.flatMap((text) => {
    const found = ids.find((id) => id === text.trim().toLowerCase());
    if (found !== undefined) return [found];
    const near = nearest(text, ids);
    const how: Text =
      near === null
        ? { ko: `규칙은 ${ids.join(', ')}입니다.`, en: `The rules are ${ids.join(', ')}.` }
        : { ko: `${near}인지 확인하세요.`, en: `Did you mean ${near}?` };
    note(complaints, { ko: `--because: \`${text}\` 규칙은 없습니다.`, en: `--because: there is no rule \`${text}\`.` }, how);
    return [];
  });
  return [...new Set(named)];
}

/** Whether they are the ones; how many are missing is told, and not which. */
export function claimText(claim: Claim): Text {
  const { misjudged, rules, named } = claim;
  if (!misjudged) return NOTHING_TO_NAME;
  if (isNamedRight(claim)) return { ko: `맞습니다. 까닭: ${named.join(', ')}`, en: `Right, because of ${named.join(', ')}.` };
  if (rules.length === 0) return BEYOND;
  const wrong = named.filter((id) => !rules.includes(id));
  if (wrong.length > 0) {
    return {
      ko: `이 입력에서는 까닭이 아닌 규칙: ${wrong.join(', ')}`,
      en: `Not a reason with this input: ${wrong.join(', ')}.`,
    };
  }
  const missing = rules.length - named.length;
  return { ko: `맞지만 까닭이 ${missing}개 더 있습니다.`, en: `Right so far. More reasons: ${missing}.` };
}

const NOTHING_TO_NAME: Text = {
  ko: '이 입력에서는 댈 까닭이 없습니다. 계산기에 주소가 남는데 실행되지 못하는 파드가 있어야 합니다.',
  en: 'With this input there is nothing to name. The calculator has to have addresses left while pods do not run.',
};
const BEYOND: Text = {
  ko: '까닭이 계산기의 규칙 밖에 있습니다. 계산기가 모르는 설정을 빼고 다시 해 보세요.',
  en: 'The reason lies beyond the rules of the calculator. Try again without settings that it does not know.',
};
