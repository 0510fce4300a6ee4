/** Acceptance lines proposed from what is different between two worlds, as a check would judge them. */
import { clusterKinds } from '../../engine/cluster/kinds.ts';
import type { Connection } from '../../engine/connection.ts';
import { objectsOf } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { accepted, judgeAt } from '../accept.ts';
import type { AcceptLine, CheckCall } from '../content.ts';
import { find } from '../find.ts';
import { say } from '../say.ts';
import { goalOf, startOf } from './ends.ts';

type Change = { readonly start: World; readonly goal: World };
type Proposal = Omit<AcceptLine, 'id'>;

/** Lines that fail at the start and pass at the goal: connections that were tested, ready endpoints, objects. Each can be kept or deleted. */
export function proposedLines(connections: readonly Connection[], change: Change): readonly AcceptLine[] {
  const all = [...connections.flatMap((one) => ofConnection(one, change)), ...ofEndpoints(change), ...ofObjects(change)];
  const distinct = [...new Map(all.map((one) => [JSON.stringify(one.check), one])).values()];
  return distinct.filter((one) => tells(one, change)).map((one, index) => ({ ...one, id: `line-${index + 1}` }));
}

function tells(proposal: Proposal, { start, goal }: Change): boolean {
  const passes = (world: World): boolean =>
    accepted(judgeAt([{ ...proposal, id: 'line' }], { world, start, recent: [], prediction: { state: 'none' } }));
  return !passes(start) && passes(goal);
}

function ofConnection(connection: Connection, { goal }: Change): readonly Proposal[] {
  const [from, to] = [startOf(goal, connection.origin), goalOf(goal, connection)];
  if (from === null) return [];
  const { protocol } = connection.target;
  const args = { from: from.endpoint, to: to.endpoint, ...(protocol === 'tcp' ? {} : { protocol }) };
  const fill = { from: from.text, to: to.text };
  return [line({ name: 'reaches', args }, sentence(REACHES, fill)), line({ name: 'blocked', args }, sentence(BLOCKED, fill))];
}

function ofEndpoints({ goal }: Change): readonly Proposal[] {
  return objectsOf(goal.cluster.Service).map(({ metadata: { namespace, name } }) => {
    const slices = find(goal, { kind: 'EndpointSlice', namespace, labels: { 'kubernetes.io/service-name': name } }) as readonly Slice[];
    const ready = slices.reduce((sum, { endpoints }) => sum + (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).length, 0);
    return line({ name: 'endpoints', args: { service: `${namespace}/${name}`, ready } }, say(READY, { name, ready }));
  });
}

type Slice = { readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null };

/** What nobody but a learner makes: no object that a controller owns, none that comes with a namespace. */
function ofObjects({ goal }: Change): readonly Proposal[] {
  const cluster = Object.keys(clusterKinds)
    .filter((kind) => !DERIVED.includes(kind))
    .flatMap((kind) =>
      (find(goal, { kind }) as readonly Owned[]).flatMap(({ metadata: { namespace, name, ownerReferences } }) =>
        ownerReferences !== undefined || name === 'default' || name === 'kube-root-ca.crt'
          ? []
          : [line({ name: 'exists', args: { kind, ...(namespace === undefined ? {} : { namespace }), name } }, say(THERE, { kind, name }))],
      ),
    );
  const aws = NAMED.flatMap((kind) =>
    (find(goal, { kind }) as readonly Tagged[]).flatMap(({ GroupName, Tags = [] }) => {
      const name = Tags.find(({ Key }) => Key === 'Name')?.Value ?? GroupName;
      return name === undefined ? [] : [line({ name: 'exists', args: { kind, name } }, say(THERE, { kind, name }))];
    }),
  );
  return [...cluster, ...aws];
}

type Owned = { readonly metadata: { readonly namespace?: string; readonly name: string; readonly ownerReferences?: unknown } };
type Tagged = { readonly GroupName?: string; readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] };

function line(check: CheckCall, text: Text): Proposal {
  return { check, text, after: [] };
}

/** A sentence begins with a capital letter, whatever fills its first hole. */
function sentence(template: Text, { from, to }: { readonly from: Text; readonly to: Text }): Text {
  const en = template.en.replace('{from}', from.en).replace('{to}', to.en);
  return { ko: template.ko.replace('{from}', from.ko).replace('{to}', to.ko), en: `${en.charAt(0).toUpperCase()}${en.slice(1)}` };
}

const DERIVED = ['Event', 'Endpoints', 'EndpointSlice', 'Node', 'Lease', 'ReplicaSet', 'ControllerRevision', 'PolicyEndpoint', 'CNINode'];
const NAMED = [
  'Vpc',
  'Subnet',
  'RouteTable',
  'InternetGateway',
  'SecurityGroup',
  'NetworkAcl',
  'NatGateway',
  'Instance',
  'VpcEndpoint',
  'VpcPeeringConnection',
  'TransitGateway',
];
const REACHES: Text = { ko: '{from}에서 {to}에 연결된다', en: '{from} connects to {to}' };
const BLOCKED: Text = { ko: '{from}에서 {to}에 연결되지 않는다', en: '{from} does not connect to {to}' };
const READY: Text = { ko: '`{name}` 서비스에 Ready 엔드포인트가 {ready}개 있다', en: 'Ready endpoints of Service `{name}`: {ready}' };
const THERE: Text = { ko: '{kind} 오브젝트 `{name}` 하나가 있다', en: '{kind} `{name}` exists' };
