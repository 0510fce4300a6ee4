/** A plan as it was asked for: a file, flags, or a file that flags change. */
import { type Plan, planProblems } from '../../engine/planning/plan.ts';
import type { Call } from '../call.ts';
import { type Complaints, cidrOf, complainAll, noComplaints, note } from './complaints.ts';
import { type PlanFile, readPlanFile } from './plan-file.ts';

export type PlanGiven = {
  readonly file: string | undefined;
  readonly subnets: readonly string[];
  readonly podSubnets: readonly string[];
  /** `m5.large:3:20`. */
  readonly types: readonly string[];
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly customNetworking: boolean;
};

/** The plan, or null with everything that is wrong with it on stderr. A list of flags takes the place of the file's list. */
export function planOf(call: Call, given: PlanGiven): Plan | null {
  const file = given.file === undefined ? null : readPlanFile(call, given.file);
  if (given.file !== undefined && file === null) return null;
  const complaints = noComplaints();
  const plan = joined(complaints, given, file);
  for (const { path, what, how } of complaints.all.length > 0 ? planProblems(plan).filter(isOwn(given)) : planProblems(plan)) {
    if (file !== null && stands(file, given, path)) call.io.stderr.write(`${file.locate(path, { what, how })}\n`);
    else note(complaints, what, how);
  }
  if (complaints.all.length > 0) complainAll(call, complaints);
  const wrong = complaints.all.length > 0 || planProblems(plan).length > 0;
  return wrong ? null : plan;
}

/** `TYPE:COUNT:PODS`, or null with a complaint. */
export function nodesOf(complaints: Complaints, text: string): Plan['nodes'][number] | null {
  const match = /^([^:]+):([+-]?\d{1,9}):([+-]?\d{1,9})$/.exec(text.trim());
  if (match !== null) return { type: match[1] as string, count: Number(match[2]), pods: Number(match[3]) };
  return note(
    complaints,
    { ko: `--type: \`${text}\` 값은 읽을 수 없습니다.`, en: `--type \`${text}\` cannot be read.` },
    { ko: '타입, 노드 수, 노드당 파드 수를 `m5.large:3:20`처럼 쓰세요.', en: 'Write type, nodes and pods of each node, as in `m5.large:3:20`.' },
  );
}

function joined(complaints: Complaints, given: PlanGiven, file: PlanFile | null): Plan {
  const cidrs = (texts: readonly string[]) => texts.map((text) => cidrOf(complaints, text)?.cidr).filter((one) => one !== undefined);
  const [subnets, podSubnets] = [cidrs(given.subnets), cidrs(given.podSubnets)];
  const nodes = given.types.map((text) => nodesOf(complaints, text)).filter((one) => one !== null);
  const custom = given.customNetworking ? { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } : {};
  return {
    subnets: given.subnets.length > 0 ? subnets : (file?.plan.subnets ?? []),
    podSubnets: given.podSubnets.length > 0 ? podSubnets : (file?.plan.podSubnets ?? []),
    nodes: given.types.length > 0 ? nodes : (file?.plan.nodes ?? []),
    settings: { ...file?.plan.settings, ...Object.fromEntries(given.settings), ...custom },
  };
}

/** What could not be read is told already: that it is missing then is not told again. */
function isOwn(given: PlanGiven) {
  return ({ path: [part], path }: { readonly path: readonly (string | number)[] }) =>
    !(
      path.length === 1 &&
      ((part === 'subnets' && given.subnets.length > 0) || (part === 'nodes' && given.types.length > 0) || part === 'podSubnets')
    );
}

function stands(file: PlanFile, given: PlanGiven, [part, name]: readonly (string | number)[]): boolean {
  if (part === 'subnets') return given.subnets.length === 0;
  if (part === 'podSubnets') return given.podSubnets.length === 0 && file.plan.podSubnets.length > 0;
  if (part === 'nodes') return given.types.length === 0;
  return file.plan.settings[String(name)] !== undefined && !given.settings.some(([setting]) => setting === name);
}
