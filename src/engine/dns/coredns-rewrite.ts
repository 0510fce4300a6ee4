/** The rewrite plugin, as far as names go. https://coredns.io/plugins/rewrite/ */
import { once } from '../once.ts';
import type { Directive } from './corefile.ts';
import { type DnsAnswer, fullName, type Query, sameName } from './message.ts';

type Rule = { readonly kind: string; readonly from: string; readonly to: string; readonly goesOn: boolean };

/** The answer to the question as the rules make it; its records carry the name that was asked for. */
export function rewritten(directives: readonly Directive[], query: Query, serve: (query: Query) => DnsAnswer): DnsAnswer {
  let name = query.name;
  for (const rule of rulesOf(directives)) {
    const next = applied(rule, name);
    if (next === null) continue;
    name = next;
    if (!rule.goesOn) break;
  }
  const given = serve({ ...query, name });
  if (sameName(name, query.name)) return given;
  const restored = given.answers.map((record) => (sameName(record.name, name) ? { ...record, name: query.name } : record));
  return { ...given, answers: restored };
}

const rulesOf = once((directives: readonly Directive[]): readonly Rule[] => directives.filter(({ name }) => name === 'rewrite').flatMap(ruleOf));

/** `[continue|stop] name [exact|prefix|suffix|substring|regex] FROM TO`, on one line or as the first line of a block. */
function ruleOf({ args, body }: Directive): readonly Rule[] {
  const goesOn = args[0] === 'continue';
  const first = args[0] === 'continue' || args[0] === 'stop' ? args.slice(1) : args;
  const inner = body.find((line) => line.name === 'name');
  const words = first[0] === 'name' ? first.slice(1) : (inner?.args ?? []);
  const kinds = ['exact', 'prefix', 'suffix', 'substring', 'regex'];
  const [kind = 'exact', from, to] = kinds.includes(words[0] ?? '') ? words : ['exact', ...words];
  return from === undefined || to === undefined ? [] : [{ kind, from, to, goesOn }];
}

function applied({ kind, from, to }: Rule, name: string): string | null {
  switch (kind) {
    case 'exact':
      return sameName(name, from) ? fullName(to) : null;
    case 'prefix':
      return name.startsWith(from) ? `${to}${name.slice(from.length)}` : null;
    case 'suffix': {
      const [end, other] = [fullName(from), fullName(to)];
      return name.endsWith(end) ? `${name.slice(0, -end.length)}${other}` : null;
    }
    case 'substring':
      return name.includes(from) ? name.replace(from, to) : null;
    default:
      return byPattern(from, to, name);
  }
}

/** Go's patterns are close to ours; one that we cannot read matches nothing. `{1}` is the first group. */
function byPattern(from: string, to: string, name: string): string | null {
  const pattern = patternOf(from);
  const match = pattern?.exec(name) ?? null;
  return match === null ? null : fullName(to.replace(/\{(\d)\}/g, (_, group: string) => match[Number(group)] ?? ''));
}

function patternOf(text: string): RegExp | null {
  try {
    return new RegExp(text);
  } catch {
    return null;
  }
}
