/** Operations on VPC peering connections. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-lifecycle */
import { overlaps, parseCidr } from '../net/cidr.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { type Done, operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { ipv6BlocksOf } from './vpc.ts';
import { blocksOf, isOpen, type PeeredVpc, type PeeringStatus, type VpcPeeringConnection, vpcPeeringConnection } from './vpc-peering-connection.ts';

/** A request expires after 7 days. */
export const EXPIRES_AFTER = 7 * 24 * 3600 * 1000;

const PEERING = { ...idOf('VpcPeeringConnection'), required: true } as const;

const describeVpcPeeringConnections = describeOperation(vpcPeeringConnection, {
  ko: 'VPC 피어링 연결을 보여 줍니다.',
  en: 'Shows VPC peering connections.',
});

const createVpcPeeringConnection = operation({
  service: 'ec2',
  name: 'CreateVpcPeeringConnection',
  kind: 'VpcPeeringConnection',
  writes: true,
  summary: { ko: '다른 VPC에 피어링을 요청합니다.', en: 'Requests a peering connection with another VPC.' },
  members: {
    PeerRegion: string,
    TagSpecifications: TAG_SPECIFICATIONS,
    VpcId: { ...idOf('Vpc'), required: true },
    PeerVpcId: idOf('Vpc'),
    PeerOwnerId: string,
  },
  run: ({ world, input, as }) => {
    const vpc = find(world, 'Vpc', input.VpcId);
    if (isRefusal(vpc)) return vpc;
    if (input.PeerVpcId === undefined) return refuse('MissingParameter', 'The request must contain the parameter peerVpcId');
    const Region = input.PeerRegion ?? world.region;
    const OwnerId = input.PeerOwnerId ?? world.account;
    const isHere = Region === world.region && OwnerId === world.account;
    const peer = isHere ? find(world, 'Vpc', input.PeerVpcId) : null;
    if (isRefusal(peer)) return peer;
    const Tags = tagsFor('vpc-peering-connection', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const wrong = firstRefusal(
      input.PeerVpcId === vpc.VpcId ? refuse('InvalidParameterValue', 'The requester VPC and the accepter VPC must be different.') : null,
      checkUnique(world, vpc.VpcId, input.PeerVpcId),
      checkCounts(world, vpc.VpcId),
    );
    if (wrong !== null) return wrong;
    const minted = mintIds(world, as, ['pcx']);
    const side = (VpcId: string, owner: string, region: string): PeeredVpc => {
      return { VpcId, OwnerId: owner, Region: region, PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false } };
    };
    const created: VpcPeeringConnection = {
      VpcPeeringConnectionId: minted.ids[0],
      RequesterVpcInfo: side(vpc.VpcId, world.account, world.region),
      AccepterVpcInfo: side(input.PeerVpcId, OwnerId, Region),
      Status: { Code: 'initiating-request', Message: `Initiating Request to ${OwnerId}` },
      ExpirationTime: timestamp(world.now + EXPIRES_AFTER),
      Tags,
      since: world.now,
    };
    const shown = vpcPeeringConnection.describe.show(created, world);
    return {
      world: minted.world,
      effects: [store('VpcPeeringConnection', created)],
      output: { VpcPeeringConnection: { ...shown, ExpirationTime: created.ExpirationTime } },
    };
  },
});

function checkUnique(world: World, one: string, other: string): Refusal | null {
  const same = lookup(world.aws.VpcPeeringConnection, 'byVpc', one).some(
    (peering) => isOpen(peering) && [peering.RequesterVpcInfo.VpcId, peering.AccepterVpcInfo.VpcId].includes(other),
  );
  return same ? refuse('VpcPeeringConnectionAlreadyExists', `A VPC peering connection between ${one} and ${other} already exists.`) : null;
}

function checkCounts(world: World, VpcId: string): Refusal | null {
  const present = lookup(world.aws.VpcPeeringConnection, 'byVpc', VpcId);
  const count = (code: PeeringStatus) => present.filter((peering) => peering.Status.Code === code).length;
  return firstRefusal(checkQuota('peeringsPerVpc', count('active') + 1), checkQuota('outstandingPeeringRequests', count('pending-acceptance') + 1));
}

const acceptVpcPeeringConnection = operation({
  service: 'ec2',
  name: 'AcceptVpcPeeringConnection',
  kind: 'VpcPeeringConnection',
  writes: true,
  summary: { ko: 'VPC 피어링 요청을 수락합니다.', en: 'Accepts a request for a peering connection.' },
  members: { VpcPeeringConnectionId: PEERING },
  run: ({ world, input: { VpcPeeringConnectionId } }) => {
    const peering = answerable(world, VpcPeeringConnectionId, { to: 'active', verb: 'accept' });
    if (isRefusal(peering)) return peering;
    const { ExpirationTime: _expiration, ...kept } = peering;
    const accepted = inState(world, kept, 'provisioning', 'Provisioning');
    return {
      effects: [store('VpcPeeringConnection', accepted)],
      output: { VpcPeeringConnection: vpcPeeringConnection.describe.show(accepted, world) },
    };
  },
});

const rejectVpcPeeringConnection = operation({
  service: 'ec2',
  name: 'RejectVpcPeeringConnection',
  kind: 'VpcPeeringConnection',
  writes: true,
  summary: { ko: 'VPC 피어링 요청을 거절합니다.', en: 'Rejects a request for a peering connection.' },
  members: { VpcPeeringConnectionId: PEERING },
  run: ({ world, input: { VpcPeeringConnectionId } }) => {
    const peering = answerable(world, VpcPeeringConnectionId, { to: 'rejected', verb: 'reject' });
    if (isRefusal(peering)) return peering;
    return { effects: [store('VpcPeeringConnection', inState(world, peering, 'rejected', 'Inactive'))], output: { Return: true } };
  },
});

const deleteVpcPeeringConnection = operation({
  service: 'ec2',
  name: 'DeleteVpcPeeringConnection',
  kind: 'VpcPeeringConnection',
  writes: true,
  summary: { ko: 'VPC 피어링 연결이나 요청을 지웁니다.', en: 'Deletes a peering connection, or a request for one.' },
  members: { VpcPeeringConnectionId: PEERING },
  run: ({ world, input: { VpcPeeringConnectionId } }) => {
    const peering = find(world, 'VpcPeeringConnection', VpcPeeringConnectionId);
    if (isRefusal(peering)) return peering;
    if (!isOpen(peering)) return transition(peering, 'deleted');
    return {
      effects: [store('VpcPeeringConnection', inState(world, peering, 'deleted', `Deleted by ${world.account}`))],
      output: { Return: true },
    };
  },
});

const OPTIONS = { type: 'structure', members: { AllowDnsResolutionFromRemoteVpc: boolean } } as const;

const modifyVpcPeeringConnectionOptions = operation({
  service: 'ec2',
  name: 'ModifyVpcPeeringConnectionOptions',
  kind: 'VpcPeeringConnection',
  writes: true,
  summary: {
    ko: '피어링에서 상대 VPC의 DNS 이름을 프라이빗 주소로 풀지 정합니다.',
    en: 'Decides whether names of the other VPC resolve to private addresses.',
  },
  members: { AccepterPeeringConnectionOptions: OPTIONS, RequesterPeeringConnectionOptions: OPTIONS, VpcPeeringConnectionId: PEERING },
  run: ({ world, input }) => {
    const peering = find(world, 'VpcPeeringConnection', input.VpcPeeringConnectionId);
    if (isRefusal(peering)) return peering;
    if (peering.Status.Code !== 'active') {
      const mend = 'Peering options can be added only to active peerings.';
      return refuse('OperationNotPermitted', `Peering ${peering.VpcPeeringConnectionId} is not active. ${mend}`);
    }
    const changed = {
      ...peering,
      AccepterVpcInfo: withOptions(peering.AccepterVpcInfo, input.AccepterPeeringConnectionOptions),
      RequesterVpcInfo: withOptions(peering.RequesterVpcInfo, input.RequesterPeeringConnectionOptions),
    };
    const shown = (options: object | undefined, side: PeeredVpc) => (options === undefined ? undefined : side.PeeringOptions);
    return {
      effects: [store('VpcPeeringConnection', changed)],
      output: {
        ...present('AccepterPeeringConnectionOptions', shown(input.AccepterPeeringConnectionOptions, changed.AccepterVpcInfo)),
        ...present('RequesterPeeringConnectionOptions', shown(input.RequesterPeeringConnectionOptions, changed.RequesterVpcInfo)),
      },
    };
  },
});

function withOptions(side: PeeredVpc, given: { readonly AllowDnsResolutionFromRemoteVpc?: boolean | undefined } | undefined): PeeredVpc {
  const allow = given?.AllowDnsResolutionFromRemoteVpc ?? side.PeeringOptions.AllowDnsResolutionFromRemoteVpc;
  return { ...side, PeeringOptions: { AllowDnsResolutionFromRemoteVpc: allow } };
}

function present(member: string, value: object | undefined): object {
  return value === undefined ? {} : { [member]: value };
}

const advanceVpcPeeringConnection = operation({
  service: 'ec2',
  name: 'AdvanceVpcPeeringConnection',
  kind: 'VpcPeeringConnection',
  writes: true,
  internal: true,
  summary: { ko: 'VPC 피어링 연결의 상태를 다음으로 넘깁니다.', en: 'Takes a peering connection to its next state.' },
  members: { VpcPeeringConnectionId: PEERING },
  run: ({ world, input: { VpcPeeringConnectionId } }): Done | Refusal => {
    const peering = find(world, 'VpcPeeringConnection', VpcPeeringConnectionId);
    if (isRefusal(peering)) return peering;
    const to = (code: PeeringStatus, message: string): Done => {
      return { effects: [store('VpcPeeringConnection', inState(world, peering, code, message))], output: {} };
    };
    switch (peering.Status.Code) {
      case 'initiating-request':
        if (sharesBlocks(world, peering)) return to('failed', 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range');
        return to('pending-acceptance', `Pending Acceptance by ${peering.AccepterVpcInfo.OwnerId}`);
      case 'pending-acceptance':
        return to('expired', 'Expired');
      case 'provisioning':
        return to('active', 'Active');
      case 'active':
        return { output: {} };
      default:
        return { effects: [erase('VpcPeeringConnection', VpcPeeringConnectionId)], output: {} };
    }
  },
});

/** Any block in common counts, secondary ones and IPv6 ones, too. */
function sharesBlocks(world: World, { RequesterVpcInfo, AccepterVpcInfo }: VpcPeeringConnection): boolean {
  const all = (side: PeeredVpc) => {
    const vpc = objectAt(world.aws.Vpc, side.VpcId);
    return [...blocksOf(world, side), ...(vpc === undefined ? [] : ipv6BlocksOf(vpc))].map(parseCidr);
  };
  const theirs = all(AccepterVpcInfo);
  return all(RequesterVpcInfo).some((one) => theirs.some((other) => overlaps(one, other)));
}

type Answer = { readonly to: PeeringStatus; readonly verb: 'accept' | 'reject' };

/** The request if it waits for an answer that this account may give. */
function answerable(world: World, id: string, { to, verb }: Answer): VpcPeeringConnection | Refusal {
  const peering = find(world, 'VpcPeeringConnection', id);
  if (isRefusal(peering)) return peering;
  const { OwnerId, Region } = peering.AccepterVpcInfo;
  if (OwnerId !== world.account) return refuse('OperationNotPermitted', `User (${world.account}) cannot ${verb} peering ${id}`);
  if (Region !== world.region) {
    const mend = `VPC peering connection ${id} must be accepted in region ${Region}`;
    return refuse('OperationNotPermitted', `Incorrect region (${world.region}) specified for this request. ${mend}`);
  }
  return peering.Status.Code === 'pending-acceptance' ? peering : transition(peering, to);
}

function transition(peering: VpcPeeringConnection, to: PeeringStatus): Refusal {
  const { VpcPeeringConnectionId: id, Status } = peering;
  return refuse('InvalidStateTransition', `Invalid state transition for ${id}, attempting to transition from ${Status.Code} to ${to}`);
}

function inState(world: World, peering: VpcPeeringConnection, Code: PeeringStatus, Message: string): VpcPeeringConnection {
  return { ...peering, Status: { Code, Message }, since: world.now };
}

export const vpcPeeringOperations = [
  describeVpcPeeringConnections,
  createVpcPeeringConnection,
  acceptVpcPeeringConnection,
  rejectVpcPeeringConnection,
  deleteVpcPeeringConnection,
  modifyVpcPeeringConnectionOptions,
  advanceVpcPeeringConnection,
];
