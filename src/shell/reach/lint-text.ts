/** What the lint of network policies found, in sentences. */
import type { Finding, LintId } from '../../engine/policy/lint/finding.ts';
import { lintPolicies } from '../../engine/policy/lint/index.ts';
import { fill, type Lang, type Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Answer } from './answer.ts';

/** The answer to `--lint`: `yes` when nothing was found. */
export function lintAnswer(world: World): Answer {
  const findings = lintPolicies(world);
  return {
    text: (lang) => lintText(findings, lang),
    value: (lang) => ({ findings: findings.map(({ what, how, ...finding }) => ({ ...finding, what: what[lang], how: how[lang] })) }),
    yes: findings.length === 0,
  };
}

function lintText(findings: readonly Finding[], lang: Lang): string {
  if (findings.length === 0) return CLEAN[lang];
  const lines = findings.map(({ lint, object, at, what, how }) => {
    const place = `${object.kind} ${object.key}${at === null ? '' : ` ${at}`}`;
    return `${TITLES[lint][lang]}: ${place}\n  ${what[lang]}\n  → ${how[lang]}`;
  });
  return [fill(FOUND, lang, { n: findings.length }), ...lines].join('\n\n');
}

const FOUND: Text = { ko: '찾은 것: {n}', en: 'Findings: {n}' };
const CLEAN: Text = { ko: '네트워크 정책에서 이상한 점을 찾지 못했습니다.', en: 'Nothing is odd about the network policies.' };

const TITLES: { readonly [L in LintId]: Text } = {
  'selects-nothing': { ko: '고르는 파드가 없음', en: 'selects nothing' },
  'peer-matches-nothing': { ko: '맞는 상대가 없음', en: 'peer matches nothing' },
  'port-nobody-names': { ko: '그런 이름의 포트가 없음', en: 'port that no pod names' },
  'host-bits': { ko: '호스트 비트가 있는 블록', en: 'block with host bits' },
  'dns-blocked': { ko: 'DNS가 막힘', en: 'DNS blocked' },
  'shadowed-rule': { ko: '가려진 규칙', en: 'shadowed rule' },
  'wide-open': { ko: '활짝 열림', en: 'wide open' },
  'not-enforced': { ko: '적용되지 않음', en: 'not enforced' },
  'named-port-differs': { ko: 'EKS에서 다르게 풀리는 포트 이름', en: 'port name resolved otherwise on EKS' },
  'host-network-subject': { ko: '노드 네트워크의 파드', en: 'pods in the network of their node' },
  'service-port': { ko: '서비스 포트를 씀', en: 'port of the service' },
  'service-address': { ko: '서비스 주소가 막힘', en: 'address of the service blocked' },
  'one-sided': { ko: '한쪽만 허용', en: 'allowed on one side only' },
};
