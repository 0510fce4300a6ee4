/** The VPC that lies behind a gateway, seen from where packets come in by it. */
import { peerOf } from '../../aws/vpc-peering-connection.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Place } from '../step.ts';

/** The VPC into which the gateway at this place delivers. Throws where none is attached: such a gateway takes nothing. */
export function vpcBehind(world: World, { of, device }: Place): string {
  const found = attached(world, of, device);
  if (found === undefined) throw new Error(`Expected ${of.kind} ${of.key} to be attached to a VPC`);
  return found;
}

function attached({ aws }: World, { kind, key }: Place['of'], from: string | undefined): string | undefined {
  if (kind === 'InternetGateway') return objectAt(aws.InternetGateway, key)?.Attachments[0]?.VpcId;
  if (kind === 'EgressOnlyInternetGateway') return objectAt(aws.EgressOnlyInternetGateway, key)?.Attachments[0]?.VpcId;
  if (kind === 'VpnGateway') return objectAt(aws.VpnGateway, key)?.VpcAttachments.find(({ State }) => State === 'attached')?.VpcId;
  if (kind === 'VpcEndpoint') return objectAt(aws.VpcEndpoint, key)?.VpcId;
  const peering = kind === 'VpcPeeringConnection' ? objectAt(aws.VpcPeeringConnection, key) : undefined;
  return peering === undefined || from === undefined ? undefined : peerOf(peering, from)?.VpcId;
}
