/** One pair told in full: egress, path, ingress, listener, each with what decided and what lost. */
import type { Origin } from '../../engine/connection.ts';
import { explainStep } from '../../engine/explain.ts';
import type { Pair, PairTarget, Side } from '../../engine/reach/pair.ts';
import { fill, type Lang, type Text } from '../../engine/text.ts';
import { MARKS } from './words.ts';

/** The pair in lines: what it comes to, then all four that decide it. */
export function pairText(pair: Pair, lang: Lang): string {
  const head = `${originText(pair.from)} → ${targetText(pair.to)} ${pair.protocol}: ${MARKS[pair.verdict].mark} ${MARKS[pair.verdict].word[lang]}`;
  const parts: readonly (readonly [Text, readonly string[]])[] = [
    [EGRESS, pair.egress === null ? [NO_POD[lang]] : sideText(pair.egress, 'egress', lang)],
    [PATH, [pathText(pair, lang)]],
    [INGRESS, pair.ingress === null ? [NO_POD[lang]] : sideText(pair.ingress, 'ingress', lang)],
    ...(pair.listens === null ? [] : [[LISTENER, [listenerText(pair, lang)]] as const]),
  ];
  return [
    head,
    ...parts.flatMap(([title, [first = '', ...rest]], at) => [`  ${at + 1}. ${title[lang]}: ${first}`, ...rest.map((line) => `     ${line}`)]),
  ].join('\n');
}

export function originText(origin: Origin): string {
  switch (origin.from) {
    case 'pod':
      return `pod/${origin.pod}`;
    case 'node':
      return `node/${origin.node}`;
    case 'instance':
      return `instance/${origin.InstanceId}`;
    case 'interface':
      return `eni/${origin.NetworkInterfaceId}`;
    case 'outside':
      return `internet:${origin.address}`;
  }
}

export function targetText(to: PairTarget): string {
  if (!('pod' in to)) return `${to.host}:${to.port}`;
  return to.via === undefined ? `pod/${to.pod}:${to.port}` : `${to.via.host}:${to.via.port} → pod/${to.pod}:${to.port}`;
}

type Direction = 'egress' | 'ingress';

function sideText(side: Side, direction: Direction, lang: Lang): string[] {
  const { written, enforced, guard, matters } = side;
  const params = { pod: side.pod };
  const notes =
    guard === 'none' && matters.length > 0 ? [fill(NOT_ENFORCED, lang, params)] : guard === 'host-network' ? [fill(HOST_NETWORK, lang, params)] : [];
  if (side.ownNode) return [fill(OWN_NODE, lang, params), ...notes];
  // Nobody enforces: what the policies would say is told, and that they do not count.
  const decided = guard === 'none' || guard === 'host-network' ? written : enforced;
  const differs =
    guard !== 'none' && guard !== 'host-network' && written.allowed !== enforced.allowed
      ? [fill(written.allowed ? STRICTER : LOOSER, lang, params)]
      : [];
  return [sentence(decided, { side, direction, lang }), ...notes, ...differs, ...rulesText(side, direction, lang)];
}

type Said = { readonly side: Side; readonly direction: Direction; readonly lang: Lang };

function sentence(verdict: Side['written'], { side, direction, lang }: Said): string {
  const params = { pod: side.pod, direction: DIRECTION[direction][lang] };
  if (verdict.allowed && verdict.because === 'not-isolated') return fill(NOT_ISOLATED, lang, params);
  if (verdict.allowed) {
    const [by] = side.matters.flatMap(({ policy, rules }) => rules.filter(({ says }) => says === 'allows').map(({ rule }) => ({ policy, rule })));
    const found = verdict.by.tier === undefined && by !== undefined ? by : { policy: verdict.by.policy, rule: verdict.by.rule };
    const tier = verdict.by.tier;
    const rule = `${direction}[${found.rule}]`;
    return tier === undefined
      ? fill(ALLOWED, lang, { ...params, policy: found.policy, rule })
      : fill(TIER_ALLOWS, lang, { policy: found.policy, rule, tier });
  }
  if (verdict.because === 'strict') return fill(STRICT, lang, params);
  if (verdict.because === 'denied') {
    const { policy, rule, tier = '' } = verdict.by;
    return fill(TIER_DENIES, lang, { policy, rule: `${direction}[${rule}]`, tier });
  }
  return fill(DENIED, lang, { ...params, policies: verdict.policies });
}

/** Each rule of the policies that matter, and what of it fits. */
function rulesText({ matters }: Side, direction: Direction, lang: Lang): string[] {
  return matters.flatMap(({ policy, rules }) =>
    rules.length === 0
      ? [`${MARKS.denied.mark} ${policy}: ${NO_RULES[lang]}`]
      : rules.map(
          ({ rule, text, says }) =>
            `${says === 'allows' ? MARKS.allowed.mark : MARKS.denied.mark} ${policy} ${direction}[${rule}]: ${text} (${FITS[says][lang]})`,
        ),
  );
}

function pathText({ path }: Pair, lang: Lang): string {
  return path.failing === null ? PASSES[lang] : explainStep(path.failing)[lang];
}

function listenerText({ listens, to }: Pair, lang: Lang): string {
  const port = 'pod' in to ? to.port : 0;
  if (listens === null) return '';
  const open = listens.open.length === 0 ? NONE[lang] : listens.open.join(', ');
  return listens.is ? fill(LISTENS, lang, { port }) : fill(NOTHING_LISTENS, lang, { port, open });
}

const EGRESS: Text = { ko: '아웃바운드 정책', en: 'egress policies' };
const INGRESS: Text = { ko: '인바운드 정책', en: 'ingress policies' };
const PATH: Text = { ko: '경로', en: 'path' };
const LISTENER: Text = { ko: '리스너', en: 'listener' };
const DIRECTION: { readonly [D in Direction]: Text } = { egress: { ko: '아웃바운드', en: 'egress' }, ingress: { ko: '인바운드', en: 'ingress' } };
const NO_POD: Text = { ko: '파드가 아니라 네트워크 정책이 없습니다.', en: 'no pod, so no network policy applies.' };
const NOT_ISOLATED: Text = {
  ko: '{pod} 파드의 {direction:을/를} 격리하는 네트워크 정책이 없어 모두 허용됩니다.',
  en: 'No network policy isolates pod {pod} for {direction}, so everything is allowed.',
};
const ALLOWED: Text = {
  ko: '{policy} 네트워크 정책의 {rule} 규칙이 허용합니다.',
  en: 'Rule {rule} of network policy {policy} allows it.',
};
const TIER_ALLOWS: Text = {
  ko: '{tier} 티어에 있는 {policy} 클러스터 네트워크 정책의 {rule} 규칙이 허용합니다.',
  en: 'Rule {rule} of cluster network policy {policy} in the {tier} tier accepts it.',
};
const TIER_DENIES: Text = {
  ko: '{tier} 티어에 있는 {policy} 클러스터 네트워크 정책의 {rule} 규칙이 거부합니다.',
  en: 'Rule {rule} of cluster network policy {policy} in the {tier} tier denies it.',
};
const DENIED: Text = {
  ko: '{policies} 네트워크 정책이 {pod} 파드의 {direction:을/를} 격리하고, 허용하는 규칙이 없습니다.',
  en: 'Network policies ({policies}) isolate pod {pod} for {direction}, and no rule allows it.',
};
const STRICT: Text = {
  ko: '에이전트가 strict 모드이고, {pod} 파드를 고른 네트워크 정책이 없어 모두 막습니다.',
  en: 'The agent runs in strict mode and no network policy selects pod {pod}, so everything is denied.',
};
const NOT_ENFORCED: Text = {
  ko: '{pod} 파드가 있는 노드에는 네트워크 정책 에이전트가 켜져 있지 않아 아무것도 막지 않습니다.',
  en: 'The node of pod {pod} runs no network policy agent, so nothing is enforced there.',
};
const HOST_NETWORK: Text = {
  ko: '{pod} 파드는 노드의 네트워크를 씁니다. 네트워크 정책은 이 파드를 고르지 않습니다.',
  en: 'Pod {pod} uses the network of its node, and network policies do not select it.',
};
const OWN_NODE: Text = {
  ko: '{pod} 파드 자신의 노드에서 온 패킷입니다. 네트워크 정책이 막지 않습니다.',
  en: 'The packet comes from the node of pod {pod} itself, which network policies never stop.',
};
const STRICTER: Text = {
  ko: '명세대로라면 허용되지만, EKS의 컨트롤러가 만든 PolicyEndpoint에는 이 연결이 없습니다.',
  en: 'By the specification it is allowed, but the PolicyEndpoint that the EKS controller makes does not have it.',
};
const LOOSER: Text = {
  ko: '명세대로라면 막히지만, EKS의 컨트롤러가 만든 PolicyEndpoint는 이 연결을 허용합니다.',
  en: 'By the specification it is denied, but the PolicyEndpoint that the EKS controller makes allows it.',
};
const NO_RULES: Text = { ko: '규칙이 없어 모두 막습니다', en: 'no rules, so it allows nothing' };
const FITS = {
  allows: { ko: '맞음', en: 'fits' },
  denies: { ko: '맞음, 거부', en: 'fits, denies' },
  passes: { ko: '맞음, 다음 티어로', en: 'fits, passes to the next tier' },
  peer: { ko: '상대가 다름', en: 'the peer differs' },
  port: { ko: '포트가 다름', en: 'the port differs' },
  both: { ko: '상대와 포트가 다름', en: 'peer and port differ' },
} as const;
const PASSES: Text = {
  ko: '라우트, 보안 그룹, 네트워크 ACL을 모두 지나 응답까지 돌아옵니다.',
  en: 'Routes, security groups and network ACLs let it through, and the reply back.',
};
const LISTENS: Text = { ko: '{port} 포트를 듣는 프로그램이 있습니다.', en: 'A program listens on port {port}.' };
const NOTHING_LISTENS: Text = {
  ko: '{port} 포트를 듣는 프로그램이 없습니다. 열린 포트는 {open}입니다.',
  en: 'No program listens on port {port}. Open ports: {open}.',
};
const NONE: Text = { ko: '없음', en: 'none' };
