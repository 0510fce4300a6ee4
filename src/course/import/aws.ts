/** What the AWS CLI printed, as a world that holds the same. */
import { type Lists, listsOf } from '../../engine/aws/lists-of.ts';
import { fillBoth, type Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { type Problem, type WorldParts, worldOf } from '../../engine/world-of.ts';
import { type FileProblem, problemAt } from '../problem.ts';
import { nodeAt } from '../yaml.ts';
import { type AwsLists, type Stated, sortIntoLists } from './aws-lists.ts';
import type { Placed } from './documents.ts';
import { type Facts, factsOf } from './facts.ts';
import { byId, KIND_OF } from './kind-of-list.ts';
import { isCompared, notSimulated } from './not-simulated.ts';
import { type Note, noteAt } from './note.ts';
import { type Missing, standIn, witnessesOf } from './stand-ins.ts';

export type ImportedAws = {
  readonly parts: Pick<WorldParts, 'account' | 'region' | 'now' | 'aws'>;
  readonly notes: readonly Note[];
  readonly problems: readonly FileProblem[];
};

/** An instance may need its subnet, the subnet its VPC, and an interface its groups and its instance. */
const ROUNDS = 5;

/** The AWS part of a world from the documents, with what is not simulated of it and what is wrong with it. */
export function importAws(documents: readonly Placed[]): ImportedAws {
  const sorted = sortIntoLists(documents);
  const facts = factsOf(Object.values(sorted.lists).flatMap((items) => items.map(({ value }) => value)));
  const notes: Note[] = [...sorted.notes];
  let lists = sorted.lists;
  let read = readLists(lists, facts);
  for (let round = 1; round < ROUNDS && read.problems.some(({ missing }) => missing !== undefined); round += 1) {
    const completed = complete(lists, read.problems, notes);
    if (completed === lists) break;
    lists = completed;
    read = readLists(lists, facts);
  }
  const leftOut = new Set(read.problems.flatMap(({ missing }) => missing?.id ?? []));
  const problems: FileProblem[] = [...sorted.problems];
  for (const problem of read.problems) tell(lists, problem, { notes, problems });
  const kept = whole(read.world, facts, { lists, notes });
  notes.push(...read.notSimulated.map(({ path, what }) => noteOf(lists, path, what)), ...notSimulated(kept.world, sorted.lists, leftOut));
  const { account, region } = read.world;
  return {
    parts: { account, region, ...(facts.now === undefined ? {} : { now: facts.now }), aws: kept.lists },
    notes,
    problems,
  };
}

type Read = { readonly world: World; readonly problems: readonly Problem[]; readonly notSimulated: readonly Problem[] };

function readLists(lists: AwsLists, facts: Facts): Read {
  const aws = Object.fromEntries(Object.entries(lists).map(([list, items]) => [list, items.map(({ value }) => value)]));
  return worldOf({ ...facts, aws }, { settle: false });
}

/** The lists with a stand-in for each object that is named and not there, as far as the others tell of it. */
function complete(lists: AwsLists, problems: readonly Problem[], notes: Note[]): AwsLists {
  const witnesses = witnessesOf(lists);
  const added = new Map<string, Stated[]>();
  // What is listed and was not read waits for what it names itself.
  const done = new Set<unknown>(byId(lists).keys());
  for (const { missing, path } of problems) {
    if (missing === undefined || done.has(missing.id)) continue;
    done.add(missing.id);
    const made = standIn(missing, witnesses);
    const [at, rest] = itemAt(lists, path);
    if (made === null || at === undefined) continue;
    notes.push(noteAt(at, rest, STOOD_IN[missing.kind] ?? LEFT_OUT, { ...told(missing), blocks: made.blocks }));
    added.set(made.list, [...(added.get(made.list) ?? []), { ...at, value: made.value }]);
  }
  if (added.size === 0) return lists;
  const names = new Set([...Object.keys(lists), ...added.keys()]);
  return Object.fromEntries([...names].map((name) => [name, [...(lists[name] ?? []), ...(added.get(name) ?? [])]]));
}

/** The world and its lists without the objects that cannot stand because of what was left out. */
function whole(
  world: World,
  facts: Facts,
  { lists, notes }: { readonly lists: AwsLists; readonly notes: Note[] },
): { readonly world: World; readonly lists: Lists } {
  let kept = listsOf(world).lists;
  let stood = world;
  for (let round = 1; round < ROUNDS; round += 1) {
    const { world: again, problems } = worldOf({ ...facts, aws: kept }, { settle: false });
    stood = again;
    if (problems.length === 0) break;
    const origins = byId(lists);
    const left = new Set<unknown>();
    for (const { path, what } of problems) {
      const item = kept[String(path[1])]?.[Number(path[2])];
      const id = (item as Stated['value'] | undefined)?.[KIND_OF.get(String(path[1]))?.idMember ?? ''];
      const origin = origins.get(id);
      if (origin !== undefined && !left.has(item)) notes.push({ ...noteAt(origin, [], PLAIN), text: fillBoth(NOT_STANDING, what) });
      left.add(item);
    }
    const standing = Object.entries(kept).map(([list, items]) => [list, items.filter((item) => !left.has(item))] as const);
    kept = Object.fromEntries(standing.filter(([, items]) => items.length > 0));
  }
  return { world: stood, lists: kept };
}

/** A problem of the lists: what names nothing is left out, a member that is newer than this program is not simulated, the rest is wrong. */
function tell(
  lists: AwsLists,
  { path, what, how, missing, unknown }: Problem,
  to: { readonly notes: Note[]; readonly problems: FileProblem[] },
): void {
  const [at, rest] = itemAt(lists, path);
  if (at === undefined) return;
  if (missing !== undefined) {
    to.notes.push(noteAt(at, rest, LEFT_OUT, told(missing)));
  } else if (unknown === undefined || unknown.near !== null) {
    to.problems.push(problemAt(at.source, nodeAt(at.node, rest).start, { what, how }));
  } else if (!isCompared(String(path[1]))) {
    to.notes.push(noteAt(at, rest, UNKNOWN_MEMBER, { list: String(path[1]), member: unknown.member }));
  }
}

function noteOf(lists: AwsLists, path: Problem['path'], text: Text): Note {
  const [at, rest] = itemAt(lists, path);
  if (at === undefined) throw new Error(`Nothing is at ${path.join('.')} of the lists that were read`);
  return { ...noteAt(at, rest, PLAIN), text };
}

/** The item that a path into the parts leads to, and the rest of the path below it. */
function itemAt(lists: AwsLists, [, list, index = 0, ...rest]: Problem['path']): readonly [Stated | undefined, Problem['path']] {
  return [lists[String(list)]?.[Number(index)], rest];
}

function told({ kind, id }: Missing) {
  return { id, command: DESCRIBED_BY[kind] ?? 'describe' };
}

const DESCRIBED_BY: Readonly<Record<string, string>> = {
  Vpc: 'aws ec2 describe-vpcs',
  Subnet: 'aws ec2 describe-subnets',
  SecurityGroup: 'aws ec2 describe-security-groups',
  Instance: 'aws ec2 describe-instances',
  RouteTable: 'aws ec2 describe-route-tables',
  NetworkInterface: 'aws ec2 describe-network-interfaces',
};

const NOT_STANDING: Text = { ko: '뺐습니다. {ko}', en: 'left out: {en}' };
const PLAIN: Text = { ko: '', en: '' };
const WITH_BLOCKS: Text = {
  ko: '{id} 오브젝트가 파일에 없어 {blocks} 블록으로 대신 만들었습니다. `{command}`의 출력도 넣으세요.',
  en: '{id} is not in the files. In its place stands one with block {blocks}. Import the output of `{command}` too.',
};
const STOOD_IN: Readonly<Record<string, Text>> = {
  Vpc: WITH_BLOCKS,
  Subnet: WITH_BLOCKS,
  SecurityGroup: {
    ko: '{id} 보안 그룹이 파일에 없어 인바운드 규칙 없이 대신 만들었습니다. `{command}`의 출력도 넣으세요.',
    en: 'security group {id} is not in the files. In its place stands one without inbound rules. Import the output of `{command}` too.',
  },
  Instance: {
    ko: '{id} 인스턴스가 파일에 없어 이름만 있는 것을 대신 만들었습니다. `{command}`의 출력도 넣으세요.',
    en: 'instance {id} is not in the files. In its place stands one of which only the id is known. Import the output of `{command}` too.',
  },
};
const LEFT_OUT: Text = {
  ko: '{id} 오브젝트가 파일에 없어 가리키는 쪽을 뺐습니다. `{command}`의 출력도 넣으세요.',
  en: 'left out, because {id} is not in the files. Import the output of `{command}` too.',
};
const UNKNOWN_MEMBER: Text = {
  ko: '{list} 오브젝트의 {member} 멤버는 시뮬레이션하지 않습니다.',
  en: '{list}: not simulated: {member}.',
};
