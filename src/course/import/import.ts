/** Real output of `aws` and `kubectl` made into the parts of a world. */
import type { Text } from '../../engine/text.ts';
import type { WorldParts } from '../../engine/world-of.ts';
import { complaint, type FileProblem, problemAt, type Source } from '../problem.ts';
import { importAws } from './aws.ts';
import { importCluster } from './cluster.ts';
import { documentsOf, type Placed } from './documents.ts';
import { factsOf } from './facts.ts';
import type { Note } from './note.ts';

export type Imported = { readonly parts: WorldParts; readonly notes: readonly Note[]; readonly problems: readonly FileProblem[] };

/** The parts of the world that the files show; what is not simulated of them and what is wrong with them beside. */
export function importFiles({ aws, kubernetes }: { readonly aws: readonly Source[]; readonly kubernetes: readonly Source[] }): Imported {
  const [printed, manifests] = [read(aws), read(kubernetes)];
  const network = importAws(printed.documents);
  const unread = [...printed.problems, ...manifests.problems];
  const facts = factsOf(manifests.documents.map(({ node }) => node.value));
  const now = Math.max(network.parts.now ?? 0, facts.now ?? 0);
  const named = printed.documents.length > 0 || facts.region === undefined ? {} : { region: facts.region };
  const parts: WorldParts = { ...network.parts, ...named, ...(now === 0 ? {} : { now }) };
  const wrong = [...unread, ...network.problems];
  const cluster = importCluster(manifests.documents, wrong.length > 0 ? {} : parts);
  // Where the network is not whole, what the cluster lacks of it is no mistake of its own.
  const problems = [
    ...wrong,
    ...(wrong.length > 0 ? cluster.problems.filter(({ path }) => kubernetes.some((source) => source.path === path)) : cluster.problems),
  ];
  const whole = { ...parts, ...(cluster.cluster.length === 0 ? {} : { cluster: cluster.cluster }) };
  const notes = [...network.notes, ...cluster.notes];
  const [first] = [...aws, ...kubernetes];
  if (problems.length === 0 && first !== undefined && isEmpty(whole)) problems.push(problemAt(first, 0, complaint(NOTHING_WHAT, NOTHING_HOW)));
  return { parts: whole, notes, problems };
}

function read(sources: readonly Source[]): { readonly documents: readonly Placed[]; readonly problems: readonly FileProblem[] } {
  const all = sources.map(documentsOf);
  return { documents: all.flatMap(({ documents }) => documents), problems: all.flatMap(({ problems }) => problems) };
}

function isEmpty({ aws = {}, cluster = [] }: WorldParts): boolean {
  return Object.keys(aws).length === 0 && cluster.length === 0;
}

const NOTHING_WHAT: Text = { ko: '파일에 월드로 만들 오브젝트가 하나도 없습니다.', en: 'the files hold nothing that can stand in a world.' };
const NOTHING_HOW: Text = {
  ko: 'VPC, 서브넷, 라우팅 테이블, 보안 그룹이나 파드, 서비스의 출력을 넣으세요.',
  en: 'Give the output about VPCs, subnets, route tables and security groups, or about pods and services.',
};
