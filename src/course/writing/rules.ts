/** How Korean texts are written, as data: what is refused, in which register, which word of several. */

export type Pattern = { readonly pattern: RegExp; readonly better: string };

/** Forms that mark a translation, or a defect. Patterns are matched outside code spans. */
export const FORBIDDEN: readonly Pattern[] = [
  { pattern: /에 의해/u, better: '행위자를 주어로: NAT 게이트웨이가 바꿉니다' },
  { pattern: /되어[지집진져]/u, better: '됩니다' },
  { pattern: /보여[지집진져]/u, better: '보입니다' },
  { pattern: /당신/u, better: '생략' },
  { pattern: /여러분/u, better: '생략' },
  { pattern: /그것/u, better: '명사를 다시 쓰거나 생략' },
  { pattern: /이것[은이]/u, better: '명사를 다시 쓰거나 생략' },
  { pattern: /성공적으로/u, better: '생략' },
  { pattern: /수행(하|합|해|한)/u, better: '동사를 그대로: 연결합니다' },
  { pattern: /(을|를) 통해/u, better: '(으)로, 거쳐' },
  { pattern: /로 하여금/u, better: '행위자를 주어로' },
  { pattern: /에 있어서/u, better: '에서' },
  { pattern: / 상에서/u, better: '에서' },
  { pattern: /만약/u, better: '생략' },
  { pattern: /동일한/u, better: '같은' },
  { pattern: /로부터의/u, better: '에서 나온' },
  { pattern: /것 중 하나/u, better: '생략' },
  { pattern: /의미합니다/u, better: '뜻입니다' },
  { pattern: /[이가] 가능합니다/u, better: '됩니다' },
  { pattern: /(추가|변경|설정|확인|수정)[이가]? 필요/u, better: '동사로: 추가해야 합니다' },
  { pattern: /해당 (파드|노드|서브넷|규칙|주소|서비스)/u, better: '그 (명사)' },
  { pattern: /(파드|노드|서브넷|규칙|패킷|주소|라우트|서비스)들/u, better: '들 없이' },
  { pattern: /[을를] (가지|가집|가진|갖[는고습])/u, better: '있습니다' },
  { pattern: /(을|은|이|와|과|이나)\([를는가과와나]\)/u, better: '명사를 붙이거나 {이름:을/를}' },
  { pattern: /\(으\)로/u, better: '명사를 붙이거나 {이름:으로/로}' },
  { pattern: /오류가 발생/u, better: '무엇이, 왜, 어떻게' },
];

/** Polite endings of other registers: refused everywhere. */
export const REGISTER_EVERYWHERE: readonly Pattern[] = [
  { pattern: /(?<![세필개])요[.!?]/u, better: '-ㅂ니다' },
  { pattern: /십시오/u, better: '-하세요' },
];
/** The syllables that end in ㅂ: -ㅂ니다 is the polite ending, 아니다 is not. */
const ENDING_IN_B = Array.from({ length: 399 }, (_, index) => String.fromCodePoint(0xac00 + 28 * index + 17)).join('');

/** A plain ending with a period is for nothing but titles, acceptance lines and options, and those have no period. */
export const REGISTER_SENTENCE: Pattern = { pattern: new RegExp(`(?<![${ENDING_IN_B}]니)다[.]`, 'u'), better: '-ㅂ니다.' };
/** What titles, acceptance lines and options do not end in. */
export const REGISTER_LABEL: Pattern = { pattern: new RegExp(`([${ENDING_IN_B}]니다|세요|[${ENDING_IN_B}]니까\\??)$`, 'u'), better: '명사나 -ㄴ다' };

/** The word that is used, and the words that it replaces. */
export const GLOSSARY: { readonly [word: string]: readonly string[] } = {
  파드: ['포드', '팟'],
  '컨트롤 플레인': ['제어 영역', '제어 플레인', '컨트롤플레인'],
  '라우팅 테이블': ['라우트 테이블', '경로 테이블'],
  라우트: ['라우팅 항목'],
  접두사: ['프리픽스', 'Prefix 모드'],
  레이블: ['라벨'],
  어노테이션: ['애노테이션'],
  셀렉터: ['선택기'],
  애드온: ['추가 기능', '애드-온'],
  오브젝트: ['객체'],
  '가용 영역': ['가용영역'],
  '로드 밸런서': ['로드밸런서'],
  '보안 그룹': ['보안그룹', '시큐리티 그룹'],
  '듀얼 스택': ['이중 스택'],
  '사용자 지정 네트워킹': ['커스텀 네트워킹'],
  퍼블릭: ['공인 IP', '공인 주소'],
  프라이빗: ['사설 IP', '사설 주소', '사설 대역'],
  출발지: ['소스 IP', '소스 주소'],
  목적지: ['대상 주소', '도착지'],
  대상: ['타겟', '타깃'],
  '전송 게이트웨이': ['트랜짓 게이트웨이'],
  '흐름 로그': ['플로우 로그'],
  인바운드: ['인그레스 트래픽'],
  아웃바운드: ['이그레스'],
  '이름 해석': ['DNS 확인', '리졸브'],
  레플리카: ['복제본'],
  '서비스 어카운트': ['서비스 계정'],
  애플리케이션: ['어플리케이션'],
  메시지: ['메세지'],
  셸: ['쉘'],
  쿠버네티스: ['쿠버네티즈', 'K8s'],
};

/** Form, in Korean. */
export const FORM: readonly Pattern[] = [
  { pattern: / {2,}/u, better: '빈칸 하나' },
  { pattern: /\}`?(을|를|이|가|은|는|과|와|으로|로|이나|나)(?=[ .,?]|$)/u, better: '명사를 붙이거나 {이름:을/를}' },
  { pattern: /[—–;]|[\uFF01-\uFF5E]|[“”‘’…·]/u, better: 'ASCII 문장 부호' },
  { pattern: /:$/u, better: '마침표' },
];

/** Form and style, in English. */
export const ENGLISH: readonly Pattern[] = [
  { pattern: / {2,}/, better: 'one space' },
  { pattern: /[—–“”‘’…]/, better: 'plain punctuation' },
  { pattern: /\b(please|simply|just|note that|in order to)\b/i, better: 'leave it out' },
  { pattern: /\b(e\.g\.|i\.e\.|etc\.)/i, better: 'for instance, that is' },
  { pattern: /\bK8s\b/, better: 'Kubernetes' },
  { pattern: /\b(can't|don't|won't|isn't|aren't|doesn't|it's|you're|didn't|wasn't|couldn't|shouldn't)\b/i, better: 'no contraction' },
  { pattern: /\w\(s\)/, better: 'pods: {n}' },
  { pattern: /^\{/, better: 'class noun first: pod {pod}' },
];

/** The widest a text may be, in cells of 80 columns less border and padding (76), by what it is. */
export const MAX_CELLS = { title: 36, heading: 36, accept: 152, diagram: 76, option: 152, console: 76, word: 76 } as const;

/** The longest sentence: syllables and letters in Korean, words in English. */
export const MAX_SENTENCE = { ko: 70, en: 25 } as const;
