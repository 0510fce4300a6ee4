import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/course/loaded.ts';
import { lint } from '../../../src/course/writing/lint.ts';

const place = { path: 'ko.md', line: 1, col: 1 };
const found = (lang: 'ko' | 'en', form: Form, text: string, quotes: readonly string[] = []) =>
  lint({ lang, form, text, place }, { quotes }).map((one) => one.text.en);

describe('Korean prose', () => {
  it.each([
    '서브넷이 퍼블릭인지는 이름이 아니라 라우팅 테이블이 정합니다. 인터넷 게이트웨이로 가는 라우트가 있으면 퍼블릭이고, 없으면 프라이빗입니다.',
    '`web` 파드가 데이터베이스를 이름으로 찾지 못합니다. 막힌 곳을 찾아 고치세요.',
    '파드가 필요합니다.',
    '노드 포트는 30000~32767입니다.',
    '컨트롤 플레인(제어 영역)은 AWS가 운영합니다.',
  ])('is fine as: %s', (text) => {
    expect(found('ko', 'prose', text)).toEqual([]);
  });

  it.each([
    ['패킷은 NAT 게이트웨이에 의해 변환됩니다.', '에 의해'],
    ['트래픽이 차단되어집니다.', '되어집'],
    ['여러분은 서브넷을 만듭니다.', '여러분'],
    ['이 설정을 통해 크기를 정합니다.', '을 통해'],
    ['파드들이 통신합니다.', '파드들'],
    ['파드를 확인해요.', '요.'],
    ['파드를 확인하십시오.', '십시오'],
    ['파드가 응답한다.', '다.'],
    ['파드가 아니다.', '다.'],
    ['포드가 응답합니다.', '포드'],
    ['라벨을 붙입니다.', '라벨'],
    ['파드—노드 사이입니다.', '—'],
    ['다음 명령을 실행하세요:', ':'],
    ['파드  사이입니다.', '␠␠'],
    ['{name}을 고칩니다.', '}을'],
    ['이름을(를) 고칩니다.', '을(를)'],
  ])('is refused: %s (%s)', (text, match) => {
    expect(found('ko', 'prose', text).some((finding) => finding.startsWith(`\`${match}`))).toBe(true);
  });

  it('may hold anything inside code', () => {
    expect(found('ko', 'prose', '`포드; 여러분`이라고 입력하세요.')).toEqual([]);
  });

  it('may quote what its author says it quotes', () => {
    expect(found('ko', 'prose', '번역에는 포드라고 나옵니다.', ['포드'])).toEqual([]);
  });

  it('ends its sentences', () => {
    expect(found('ko', 'story', '서비스를 고치세요')).toEqual(['a sentence ends in a period']);
  });

  it('keeps sentences short', () => {
    expect(found('ko', 'prose', `${'가나다라마바사 '.repeat(11)}입니다.`)[0]).toMatch(/^sentence of \d+ syllables/);
  });
});

describe('labels', () => {
  it.each([
    ['accept', '`web` 파드가 `db.prod:5432`에 연결된다'],
    ['option', '프라이빗 서브넷의 네트워크 ACL'],
    ['title', '노드 둘, 포트 하나'],
    ['option', '그 파드는 엔드포인트가 아니다'],
  ] as const)('are fine as: %s %s', (form, text) => {
    expect(found('ko', form, text)).toEqual([]);
  });

  it.each([
    ['accept', '파드가 연결됩니다'],
    ['option', '라우트를 추가하세요'],
    ['title', '서비스란 무엇입니까?'],
    ['accept', '파드가 연결된다.'],
  ] as const)('are refused: %s %s', (form, text) => {
    expect(found('ko', form, text)).not.toEqual([]);
  });

  it('have no period in English', () => {
    expect(found('en', 'accept', 'Pod web connects.')).toEqual(['titles, acceptance lines and options have no period']);
  });
});

describe('English prose', () => {
  it.each(['The route table, not the name, makes a subnet public.', 'Pods: 3. A pod can be ready.'])('is fine as: %s', (text) => {
    expect(found('en', 'prose', text)).toEqual([]);
  });

  it.each([
    'Please check the pod.',
    "It doesn't work.",
    'The pod — not the node — answers.',
    'Many objects, e.g. pods.',
    'Check the pod(s).',
    'K8s does it.',
    '{pod} does not answer.',
  ])('is refused: %s', (text) => {
    expect(found('en', 'prose', text)).toHaveLength(1);
  });
});

describe('questions', () => {
  it('end in a question mark', () => {
    expect(found('ko', 'stem', '응답을 버린 것은 무엇입니까?')).toEqual([]);
    expect(found('ko', 'stem', '응답을 버린 것을 고르세요.')).toEqual(['a question ends in a question mark']);
  });
});
