/** Documents that the AWS CLI printed, sorted into the lists of a world. */
import { LISTS } from '../../engine/aws/read.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Text } from '../../engine/text.ts';
import { complaint, type FileProblem, problemAt } from '../problem.ts';
import type { YamlEntry } from '../yaml.ts';
import { BESIDE_LISTS, DESCRIBE_LISTS, DESCRIBE_MEMBERS, SINGLES } from './describe-lists.ts';
import type { Placed } from './documents.ts';
import { joined, latticeList } from './lattice-lists.ts';
import { type Note, noteAt } from './note.ts';

/** One item of a list and where it stands. */
export type Stated = Placed & { readonly value: Readonly<Record<string, unknown>> };

export type AwsLists = { readonly [list: string]: readonly Stated[] };

type Sorting = {
  readonly lists: Map<string, Stated[]>;
  readonly seen: Map<string, Set<string>>;
  /** What describe-vpc-attribute tells of VPCs. */
  readonly attributes: Stated[];
  /** What search-transit-gateway-routes found, in a table that it does not name. */
  readonly searched: Stated[];
  readonly notes: Note[];
  readonly problems: FileProblem[];
};

/** The lists of all documents: pages joined, what stands there twice taken once. */
export function sortIntoLists(documents: readonly Placed[]): {
  readonly lists: AwsLists;
  readonly notes: readonly Note[];
  readonly problems: readonly FileProblem[];
} {
  const sorting: Sorting = { lists: new Map(), seen: new Map(), attributes: [], searched: [], notes: [], problems: [] };
  for (const document of documents) sortDocument(sorting, document);
  giveAttributes(sorting);
  joinLattice(sorting);
  giveRoutes(sorting);
  const { notes, problems } = sorting;
  return { lists: Object.fromEntries(sorting.lists), notes, problems };
}

function sortDocument(sorting: Sorting, { source, node }: Placed): void {
  const wrong = (offset: number, what: Parameters<typeof problemAt>[2]) => sorting.problems.push(problemAt(source, offset, what));
  if (node.node === 'sequence') {
    for (const item of node.items) sortDocument(sorting, { source, node: item });
  } else if (node.node === 'scalar') {
    wrong(node.start, FOREIGN);
  } else if (node.entries.has('apiVersion') && node.entries.has('kind')) {
    wrong(node.start, MANIFEST);
  } else if (node.entries.has('VpcId') && [...node.entries.keys()].some((name) => VPC_ATTRIBUTES.includes(name))) {
    sorting.attributes.push({ source, node, value: node.value as Stated['value'] });
  } else if (node.entries.has('associatedAccessPolicies') && node.entries.has('principalArn')) {
    keep(sorting, 'associatedAccessPolicies', { source, node, value: node.value as Stated['value'] });
  } else if (node.entries.has('AdditionalRoutesAvailable') && node.entries.has('Routes')) {
    sorting.searched.push({ source, node, value: node.value as Stated['value'] });
  } else if (latticeList((node.value as Stated['value']).arn) !== null) {
    keep(sorting, latticeList((node.value as Stated['value']).arn) as string, { source, node, value: node.value as Stated['value'] });
  } else {
    for (const [name, entry] of node.entries) sortMember(sorting, { source, node }, { name, entry });
    const members = [...node.entries.keys()].filter((name) => DESCRIBE_MEMBERS.has(name) && !KNOWN.has(name));
    if (members.length > 0) sorting.notes.push(noteAt({ source, node }, [members[0] as string], DOCUMENT_NOT_SIMULATED, { members }));
  }
}

function sortMember(sorting: Sorting, document: Placed, { name, entry }: { readonly name: string; readonly entry: YamlEntry }): void {
  const { source } = document;
  const list = SINGLES[name] ?? name;
  const items = SINGLES[name] !== undefined && entry.value.node === 'mapping' ? [entry.value] : itemsOf(entry);
  if (BESIDE_LISTS.has(name) || (name === 'items' && keepLattice(sorting, document, items ?? []))) return;
  if (!KNOWN.has(list) || items === null) {
    const isReal = (DESCRIBE_LISTS.has(list) || name in SINGLES) && items !== null;
    if (isReal) sorting.notes.push(noteAt(document, [name], LIST_NOT_SIMULATED, { list: name, count: items.length }));
    else if (!DESCRIBE_MEMBERS.has(name))
      sorting.problems.push(problemAt(source, entry.keyStart, KNOWN.has(list) ? complaint(NO_LIST_WHAT, NO_LIST_HOW, { list }) : noSuchList(name)));
    return;
  }
  for (const node of items) {
    if (node.node === 'mapping') keep(sorting, list, { source, node, value: node.value as Stated['value'] });
    else if (NAMED_BY[list] !== undefined) {
      const command = NAMED_BY[list] as string;
      sorting.notes.push({ ...noteAt({ source, node }, [], NAMES_ONLY, { name: String(node.value), command }) });
    } else sorting.problems.push(problemAt(source, node.start, complaint(NOT_ITEM_WHAT, NO_LIST_HOW, { list })));
  }
}

/** Whether these are objects of VPC Lattice, which are kept then. */
function keepLattice(sorting: Sorting, { source }: Placed, items: readonly YamlEntry['value'][]): boolean {
  const found = items.flatMap((node) => {
    const value = node.value as Stated['value'];
    const list = node.node === 'mapping' ? latticeList(value.arn) : null;
    return list === null ? [] : [{ list, item: { source, node, value } as Stated }];
  });
  if (found.length < items.length) return false;
  for (const { list, item } of found) keep(sorting, list, item);
  return true;
}

function joinLattice({ lists, notes }: Sorting): void {
  for (const [list, items] of lists) {
    if (!list.startsWith('Lattice')) continue;
    const whole = joined(list, items);
    lists.set(list, [...whole.items]);
    notes.push(...whole.notes);
  }
}

function itemsOf({ value }: YamlEntry) {
  return value.node === 'sequence' ? value.items : null;
}

/** Pages overlap when a call is repeated: the same object in the same words is one. */
function keep({ lists, seen }: Sorting, list: string, item: Stated): void {
  const words = JSON.stringify(item.value);
  const before = seen.get(list) ?? new Set();
  seen.set(list, before);
  if (before.has(words)) return;
  before.add(words);
  const items = lists.get(list);
  if (items === undefined) lists.set(list, [item]);
  else items.push(item);
}

/** describe-vpcs leaves two attributes out; where describe-vpc-attribute tells them, the VPC has them. */
function giveAttributes({ lists, attributes, notes }: Sorting): void {
  const told = new Map<unknown, Record<string, unknown>>();
  for (const each of attributes) {
    const values = Object.entries(each.value).flatMap(([name, value]) =>
      READ_ATTRIBUTES.includes(name) ? [[name, (value as { readonly Value?: unknown } | null)?.Value]] : [],
    );
    for (const name of Object.keys(each.value)) {
      if (VPC_ATTRIBUTES.includes(name) && !READ_ATTRIBUTES.includes(name)) notes.push(noteAt(each, [name], MEMBER_NOT_SIMULATED, { name }));
    }
    told.set(each.value.VpcId, { ...told.get(each.value.VpcId), ...Object.fromEntries(values) });
  }
  const named = namedVpcs(lists);
  const vpcs = lists.get('Vpcs') ?? [];
  if (vpcs.length === 0) return;
  lists.set(
    'Vpcs',
    vpcs.map((vpc) => {
      const guessed = named.has(vpc.value.VpcId) ? { EnableDnsHostnames: true } : {};
      return { ...vpc, value: { ...guessed, ...vpc.value, ...told.get(vpc.value.VpcId) } };
    }),
  );
}

/** VPCs in which something has a public DNS name: they have EnableDnsHostnames. */
function namedVpcs(lists: ReadonlyMap<string, readonly Stated[]>): ReadonlySet<unknown> {
  const instances = (lists.get('Reservations') ?? []).flatMap(({ value }) => (Array.isArray(value.Instances) ? value.Instances : []));
  const interfaces = (lists.get('NetworkInterfaces') ?? []).map(({ value }) => ({
    VpcId: value.VpcId,
    ...(value.Association as object | undefined),
  }));
  const all = [...instances, ...interfaces] as readonly { readonly VpcId?: unknown; readonly PublicDnsName?: unknown }[];
  return new Set(all.flatMap((each) => (typeof each?.PublicDnsName === 'string' && each.PublicDnsName !== '' ? [each.VpcId] : [])));
}

/** search-transit-gateway-routes does not say whose routes it prints; where there is one table only, it is that. */
function giveRoutes({ lists, searched, notes }: Sorting): void {
  const tables = new Set((lists.get('TransitGatewayRouteTables') ?? []).map(({ value }) => value.TransitGatewayRouteTableId));
  const [table, ...others] = tables;
  for (const found of searched) {
    if (table === undefined || others.length > 0) notes.push(noteAt(found, ['Routes'], WHOSE_ROUTES));
    else {
      const Routes = (found.value.Routes as readonly { readonly Type?: unknown }[]).filter(({ Type }) => Type === 'static');
      const item: Stated = { ...found, value: { TransitGatewayRouteTableId: table, Routes } };
      lists.set('TransitGatewayStaticRoutes', [...(lists.get('TransitGatewayStaticRoutes') ?? []), item]);
    }
  }
}

const WHOSE_ROUTES: Text = {
  ko: '어느 라우팅 테이블의 라우트인지 출력에 없어 뺐습니다. TransitGatewayStaticRoutes 목록에 TransitGatewayRouteTableId와 함께 쓰세요.',
  en: 'left out: this output does not say whose routes these are. State them in TransitGatewayStaticRoutes, with their TransitGatewayRouteTableId.',
};

/** Lists of which `list-*` prints names alone, and what prints the rest. */
const NAMED_BY: { readonly [list: string]: string | undefined } = {
  clusters: 'describe-cluster',
  nodegroups: 'describe-nodegroup',
  addons: 'describe-addon',
  accessEntries: 'describe-access-entry',
};

const KNOWN: ReadonlySet<string> = new Set(LISTS);
const READ_ATTRIBUTES: readonly string[] = ['EnableDnsSupport', 'EnableDnsHostnames'];
const VPC_ATTRIBUTES: readonly string[] = [...READ_ATTRIBUTES, 'EnableNetworkAddressUsageMetrics'];

function noSuchList(name: string) {
  const near = nearest(name, [...KNOWN, ...Object.keys(SINGLES)]);
  return near === null ? complaint(UNKNOWN_WHAT, UNKNOWN_HOW, { name }) : complaint(UNKNOWN_WHAT, NEAR_HOW, { name, near });
}

const LIST_NOT_SIMULATED: Text = {
  ko: '{list} 목록은 시뮬레이션하지 않습니다. {count}개를 뺐습니다.',
  en: '{list}: not simulated. Left out: {count}.',
};
const DOCUMENT_NOT_SIMULATED: Text = { ko: '문서의 {members} 멤버는 시뮬레이션하지 않습니다.', en: 'not simulated: {members}.' };
const MEMBER_NOT_SIMULATED: Text = { ko: '{name} 속성은 시뮬레이션하지 않습니다.', en: 'not simulated: {name}.' };
const NAMES_ONLY: Text = {
  ko: '{name}의 이름만 있어 뺐습니다. `aws eks {command}`의 출력도 넣으세요.',
  en: 'left out: of {name} only the name is here. Import the output of `aws eks {command}` too.',
};
const FOREIGN = complaint(
  { ko: 'AWS CLI의 JSON 출력이 아닙니다.', en: 'this is not JSON output of the AWS CLI.' },
  { ko: '`aws … describe-* --output json`의 출력을 넣으세요.', en: 'Give what `aws … describe-* --output json` prints.' },
);
const MANIFEST = complaint(
  { ko: '쿠버네티스 매니페스트입니다.', en: 'this is a Kubernetes manifest.' },
  { ko: '`--kubernetes` 옵션에 쓰세요.', en: 'Give it to `--kubernetes`.' },
);
const UNKNOWN_WHAT: Text = { ko: 'AWS의 describe 출력에는 {name} 목록이 없습니다.', en: 'no describe output of AWS has a list {name}.' };
const UNKNOWN_HOW: Text = {
  ko: '`--query` 없이 출력한 문서 전체를 넣으세요.',
  en: 'Give whole documents, printed without `--query`.',
};
const NEAR_HOW: Text = { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' };
const NO_LIST_WHAT: Text = { ko: '{list} 자리에 목록이 없습니다.', en: '{list} does not hold a list.' };
const NOT_ITEM_WHAT: Text = { ko: '{list} 목록의 항목이 오브젝트가 아닙니다.', en: 'this item of {list} is not an object.' };
const NO_LIST_HOW: Text = { ko: '도구가 출력한 그대로 넣으세요.', en: 'Give the output as the tool printed it.' };
