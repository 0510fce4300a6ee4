/** `VpcPeeringConnections`. One side may be a VPC of another account or Region that is not in the lists. */
import type { PeeredVpc, PeeringStatus, VpcPeeringConnection } from '../vpc-peering-connection.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import { block, checkMembers, flag, type Item, idOf, items, keep, needed, part, type Reading, tags, text } from './reading.ts';

export function readVpcPeeringConnection(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.VpcPeeringConnection);
  const RequesterVpcInfo = readSide(reading, item, 'RequesterVpcInfo');
  const AccepterVpcInfo = readSide(reading, item, 'AccepterVpcInfo');
  if (RequesterVpcInfo === undefined || AccepterVpcInfo === undefined) return;
  const status = part(reading, item, 'Status');
  const Code = ((status === undefined ? undefined : text(reading, status, 'Code')) ?? 'active') as PeeringStatus;
  const Message = (status === undefined ? undefined : text(reading, status, 'Message')) ?? (Code === 'active' ? 'Active' : '');
  const ExpirationTime = text(reading, item, 'ExpirationTime');
  const VpcPeeringConnectionId = idOf(reading, item, 'VpcPeeringConnectionId', 'pcx');
  const object: VpcPeeringConnection = {
    VpcPeeringConnectionId,
    RequesterVpcInfo,
    AccepterVpcInfo,
    Status: { Code, Message },
    ...(ExpirationTime === undefined ? {} : { ExpirationTime }),
    Tags: tags(reading, item),
  };
  keep(reading, 'VpcPeeringConnection', { id: VpcPeeringConnectionId, object, path: item.path });
}

function readSide(reading: Reading, item: Item, member: string): PeeredVpc | undefined {
  const side = needed(reading, item, member, part(reading, item, member));
  const VpcId = side === undefined ? undefined : needed(reading, side, 'VpcId', text(reading, side, 'VpcId'));
  if (side === undefined || VpcId === undefined) return undefined;
  const blocks = items(reading, side, 'CidrBlockSet').flatMap((each) => block(reading, each, 'CidrBlock') ?? []);
  const options = part(reading, side, 'PeeringOptions');
  const dns = options === undefined ? undefined : flag(reading, options, 'AllowDnsResolutionFromRemoteVpc');
  return {
    VpcId,
    OwnerId: text(reading, side, 'OwnerId') ?? reading.world.account,
    Region: text(reading, side, 'Region') ?? reading.world.region,
    ...(reading.objects.Vpc.has(VpcId) ? {} : { CidrBlockSet: blocks.map((CidrBlock) => ({ CidrBlock })) }),
    PeeringOptions: { AllowDnsResolutionFromRemoteVpc: dns ?? false },
  };
}
