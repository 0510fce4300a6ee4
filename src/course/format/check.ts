/** The shape of a check in YAML (`{reaches: {from: …, to: …}}`) and of a condition made of checks. */

import { checks } from '../checks/index.ts';
import type { CheckCall, Condition } from '../content.ts';
import type { Complaint } from '../problem.ts';
import { type Report, type Shape, unknownKey } from '../shape.ts';
import type { YamlEntry, YamlNode } from '../yaml.ts';

/** Asked for only when needed: a check may contain a check. */
const schemaOf = (extra: object) => ({
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: { ...Object.fromEntries(checks.map((check) => [check.name, check.args.schema])), ...extra },
});

/** A mapping of one key, the check's name, to its arguments. */
export const check: Shape<CheckCall> = {
  get schema() {
    return schemaOf({});
  },
  read(node, report) {
    const only = onlyEntry(node, report);
    return only === null ? undefined : readCheck(only, [], report);
  },
};

/** A check, `{not: CONDITION}`, `{any: [CONDITION, …]}`, or a list of which all must hold. */
export const condition: Shape<Condition> = {
  get schema() {
    return { anyOf: [schemaOf({ not: {}, any: { type: 'array' } }), { type: 'array' }] };
  },
  read(node, report) {
    if (node.node === 'sequence') return { all: readAll(node.items, report) };
    const only = onlyEntry(node, report);
    if (only === null) return undefined;
    const [name, entry] = only;
    if (name === 'any' && entry.value.node === 'sequence') return { any: readAll(entry.value.items, report) };
    if (name === 'not') {
      const inner = condition.read(entry.value, report);
      return inner === undefined ? undefined : { not: inner };
    }
    return readCheck(only, ['not', 'any'], report);
  },
};

function readAll(nodes: readonly YamlNode[], report: Report): Condition[] {
  return nodes.map((node) => condition.read(node, report)).filter((read) => read !== undefined);
}

function readCheck([name, entry]: readonly [string, YamlEntry], also: readonly string[], report: Report): CheckCall | undefined {
  const known = checks.find((one) => one.name === name);
  if (known === undefined) {
    unknownKey(name, [...checks.map((one) => one.name), ...also], (what) => report(entry.keyStart, what));
    return undefined;
  }
  const args = known.args.read(entry.value, report);
  return args === undefined ? undefined : { name, args: args as CheckCall['args'] };
}

function onlyEntry(node: YamlNode, report: Report): readonly [string, YamlEntry] | null {
  if (node.node === 'mapping' && node.entries.size === 1) return [...node.entries][0] as [string, YamlEntry];
  report(node.start, NOT_ONE);
  return null;
}

const NOT_ONE: Complaint = {
  what: { ko: '검사는 이름 하나와 인수로 씁니다.', en: 'a check is one name with its arguments.' },
  how: {
    ko: '`{reaches: {from: internet, to: "node/node0:32001"}}`처럼 쓰세요.',
    en: 'Write it like `{reaches: {from: internet, to: "node/node0:32001"}}`.',
  },
};
