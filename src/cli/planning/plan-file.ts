/** A plan as a YAML file. */
import { readPrinted } from '../../course/files.ts';
import { type Complaint, type FileProblem, inOrder, problemAt, type Source, showProblem } from '../../course/problem.ts';
import { anything, integer, list, object, record, refined, type Shape, string } from '../../course/shape.ts';
import { nodeAt, parseYaml, type YamlNode } from '../../course/yaml.ts';
import type { Cidr } from '../../engine/net/cidr.ts';
import type { Plan } from '../../engine/planning/plan.ts';
import { readTypedCidr } from '../../shell/typed-cidr.ts';
import type { Call } from '../call.ts';

const cidr: Shape<Cidr> = refined(string(), (text, node, report) => {
  const read = readTypedCidr(text);
  if (!('what' in read)) return read.cidr;
  report(node.start, read);
  return undefined;
});

/** Numbers of any size: what is too many, the plan itself says. */
const number = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const setting: Shape<string> = refined(anything, (value, node, report) => {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  report(node.start, {
    what: { ko: '설정의 값이 아닙니다.', en: 'this is no value of a setting.' },
    how: { ko: '숫자나 `true`, `false`를 쓰세요.', en: 'Write a number, `true` or `false`.' },
  });
  return undefined;
});
const shape = object(
  { format: integer(1, 1), subnets: list(cidr), nodes: list(object({ type: string(), count: number, pods: number })) },
  { podSubnets: list(cidr), cni: record(setting) },
);

export type PlanFile = {
  readonly plan: Plan;
  /** Where a part of the plan stands, for what is found wrong with it later. */
  readonly locate: (path: readonly (string | number)[], what: Complaint) => string;
};

/** The plan of the file, or null with its problems on stderr, all of them. */
export function readPlanFile(call: Pick<Call, 'io' | 'lang'>, path: string): PlanFile | null {
  const opened = readPrinted(path);
  if ('problem' in opened) return told(call, [opened.problem]);
  const { root, problems } = parseYaml(opened);
  if (root === null) return told(call, problems);
  const found: FileProblem[] = [...problems];
  const read = shape.read(root, (offset, what) => found.push(problemAt(opened, offset, what)));
  if (read === undefined || found.length > 0) return told(call, found);
  const { subnets, nodes, podSubnets = [], cni = {} } = read;
  const plan: Plan = { subnets, podSubnets, nodes, settings: cni };
  return { plan, locate: (at, what) => showProblem(placed(opened, root, at, what), call.lang) };
}

function placed(source: Source, root: YamlNode, path: readonly (string | number)[], what: Complaint): FileProblem {
  const inFile = path.map((part, at) => (at === 0 && part === 'settings' ? 'cni' : part));
  return problemAt(source, nodeAt(root, inFile).start, what);
}

function told({ io, lang }: Pick<Call, 'io' | 'lang'>, problems: readonly FileProblem[]): null {
  for (const problem of inOrder(problems)) io.stderr.write(`${showProblem(problem, lang)}\n`);
  return null;
}
