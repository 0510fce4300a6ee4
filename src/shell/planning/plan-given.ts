/** A plan as it was asked for: a file, flags, or a file that flags change. */
import { type Plan, planProblems } from '../../engine/planning/plan.ts';
import { type Complaints, cidrOf, noComplaints, note } from './complaints.ts';
import { allOf, type Given, type Wrong } from './definition.ts';
import { settingsOf } from './plan-settings.ts';

/** The plan, or everything that is wrong with it. A list of flags takes the place of the file's list. */
export function planOf(given: Given): Plan | { readonly wrong: readonly Wrong[] } {
  const complaints = noComplaints(given);
  const plan = joined(complaints, given);
  const unread = complaints.all.length > 0;
  const inFile: Wrong[] = [];
  for (const problem of unread ? planProblems(plan).filter(isOwn(given)) : planProblems(plan)) {
    if (stands(given, problem.path)) inFile.push(problem);
    else note(complaints, problem.what, problem.how);
  }
  const pods = plan.nodes.reduce((sum, one) => sum + one.count * one.pods, 0);
  if (inFile.length + complaints.all.length === 0 && pods > given.mostPods) note(complaints, ...tooLong(pods, given.mostPods));
  return inFile.length + complaints.all.length > 0 ? { wrong: [...inFile, ...complaints.all] } : plan;
}

function tooLong(pods: number, most: number) {
  return [
    { ko: `파드가 ${pods}개입니다. 여기서는 ${most}개까지 시뮬레이션합니다.`, en: `The plan has ${pods} pods. Up to ${most} are simulated here.` },
    { ko: '더 큰 계획은 터미널에서 `ekslab plan`으로 하세요.', en: 'For larger plans use `ekslab plan` in a terminal of yours.' },
  ] as const;
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

function joined(complaints: Complaints, given: Given): Plan {
  const cidrs = (texts: readonly string[]) => texts.map((text) => cidrOf(complaints, text)?.cidr).filter((one) => one !== undefined);
  const [subnets, podSubnets, types] = [allOf(given, '--subnet'), allOf(given, '--pod-subnet'), allOf(given, '--type')];
  const [typed, typedForPods] = [cidrs(subnets), cidrs(podSubnets)];
  const nodes = types.map((text) => nodesOf(complaints, text)).filter((one) => one !== null);
  return {
    subnets: subnets.length > 0 ? typed : (given.file?.subnets ?? []),
    podSubnets: podSubnets.length > 0 ? typedForPods : (given.file?.podSubnets ?? []),
    nodes: types.length > 0 ? nodes : (given.file?.nodes ?? []),
    settings: { ...given.file?.settings, ...settingsOf(given) },
  };
}

type Placed = { readonly path: readonly (string | number)[] };

/** What could not be read is told already: that it is missing then is not told again. */
function isOwn(given: Given) {
  const [subnets, types] = [allOf(given, '--subnet'), allOf(given, '--type')];
  return ({ path: [part], path }: Placed) =>
    !(path.length === 1 && ((part === 'subnets' && subnets.length > 0) || (part === 'nodes' && types.length > 0) || part === 'podSubnets'));
}

/** Whether it is the file that says so, and no flag. */
function stands(given: Given, [part, name]: Placed['path']): boolean {
  const { file } = given;
  if (file === null) return false;
  if (part === 'subnets') return allOf(given, '--subnet').length === 0;
  if (part === 'podSubnets') return allOf(given, '--pod-subnet').length === 0 && file.podSubnets.length > 0;
  if (part === 'nodes') return allOf(given, '--type').length === 0;
  return file.settings[String(name)] !== undefined && settingsOf(given)[String(name)] === undefined;
}
