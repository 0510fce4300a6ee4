/** What the lab says of settings of aws-node that do nothing: aws-node itself says nothing of them. */
import { nearest } from '../nearest.ts';
import type { Text } from '../text.ts';
import { CNI_VARIABLES, type CniVariable } from './cni-variables.ts';
import { goBool, goInteger } from './go-values.ts';

const BY_NAME = new Map(CNI_VARIABLES.map((variable) => [variable.name, variable]));

/** What to say of a setting that is not known, cannot be read, or is kept without effect here; null where it does what it should. */
export function settingNote(name: string, value: string): Text | null {
  const known = BY_NAME.get(name);
  if (known === undefined) return unknownNote(name);
  if (!isReadable(known, value)) return unreadNote(known, value);
  if (known.simulated || value === known.fallback) return null;
  return {
    ko: `${name}: ${known.effect.ko} 실습 환경은 이 값을 간직할 뿐 시뮬레이션하지 않습니다.`,
    en: `${name}: ${known.effect.en} The lab keeps the value and does not simulate it.`,
  };
}

function unknownNote(name: string): Text {
  const near = nearest(name, [...BY_NAME.keys()]);
  const [ko, en] = near === null ? ['', ''] : [` ${near}인지 확인하세요.`, ` Did you mean ${near}?`];
  return {
    ko: `aws-node에는 ${name} 설정이 없습니다. 모르는 환경 변수는 아무 말 없이 무시됩니다.${ko}`,
    en: `aws-node has no setting ${name}. It ignores variables that it does not know without a word.${en}`,
  };
}

function unreadNote({ name, fallback }: CniVariable, value: string): Text {
  const used =
    fallback === ''
      ? { ko: '설정하지 않은 것과 같습니다', en: 'it counts as not set' }
      : { ko: `기본값(${fallback})을 씁니다`, en: `${fallback} is used` };
  return {
    ko: `${name}: \`${value}\` 값은 읽을 수 없어 ${used.ko}. aws-node는 이를 알리지 않습니다.`,
    en: `${name}: \`${value}\` cannot be read, so ${used.en}. aws-node does not say so.`,
  };
}

function isReadable({ reads }: CniVariable, value: string): boolean {
  if (reads === 'switch') return goBool(value, true) === goBool(value, false);
  return reads !== 'number' || !Number.isNaN(goInteger(value, Number.NaN));
}
