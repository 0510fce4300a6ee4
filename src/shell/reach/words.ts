/** Words and marks of reachability: every mark says what its word says, without colour. */
import type { EndKind } from '../../engine/reach/ends.ts';
import type { Cell, TableVerdict, View } from '../../engine/reach/table.ts';
import type { Text } from '../../engine/text.ts';

/** One cell for each verdict, and what it means. */
export const MARKS: { readonly [S in Cell['says']]: { readonly mark: string; readonly word: Text } } = {
  open: { mark: '✓', word: { ko: '연결됨', en: 'connects' } },
  closed: { mark: '○', word: { ko: '연결 거부, 듣는 프로그램 없음', en: 'refused, nothing listens' } },
  policy: { mark: '✗', word: { ko: '네트워크 정책이 버림', en: 'dropped by a network policy' } },
  path: { mark: '!', word: { ko: '다른 곳에서 버림', en: 'dropped elsewhere' } },
  name: { mark: '?', word: { ko: '이름을 찾지 못함', en: 'name not resolved' } },
  sometimes: { mark: '~', word: { ko: '연결될 때도 안 될 때도 있음', en: 'sometimes' } },
  mixed: { mark: '%', word: { ko: '쌍마다 다름', en: 'differs by pair' } },
  none: { mark: '-', word: { ko: '해당 없음', en: 'nothing to ask' } },
  allowed: { mark: '✓', word: { ko: '규칙이 허용', en: 'a rule allows it' } },
  denied: { mark: '✗', word: { ko: '허용하는 규칙 없음', en: 'no rule allows it' } },
  unisolated: { mark: '○', word: { ko: '격리하는 정책 없음', en: 'no policy isolates' } },
};

/** In the order in which a learner turns through them. */
export const VIEW_ORDER: readonly View[] = ['combined', 'ingress', 'egress'];

export const VIEW_NAMES: { readonly [V in View]: Text } = {
  combined: { ko: '종합', en: 'combined' },
  ingress: { ko: '인바운드', en: 'ingress' },
  egress: { ko: '아웃바운드', en: 'egress' },
};

export const VERDICTS: readonly TableVerdict[] = ['open', 'closed', 'policy', 'path', 'name', 'sometimes', 'allowed', 'denied', 'unisolated'];

/** An end as a table calls it: `web/nginx`, `svc web/nginx`, `internet`. */
export function nameOfEnd({ key, kind }: { readonly key: string; readonly kind: EndKind }): Text {
  switch (kind) {
    case 'workload': {
      const name = key.slice(key.indexOf('/') + 1);
      return { ko: name, en: name };
    }
    case 'nodes':
      return { ko: '노드', en: 'nodes' };
    case 'internet':
      return { ko: '인터넷', en: 'internet' };
    default:
      return { ko: key, en: key };
  }
}
