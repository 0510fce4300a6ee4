/** The placeholders of vpc/api-errors.json: `{vpc1}` is the first VPC made, `{vpc1.mainRtb}` its main route table. */
import { defaultNetworkAclOf, networkAclOf } from '../engine/aws/network-acl.ts';
import { mainRouteTableOf } from '../engine/aws/route-table.ts';
import { lookup, objectAt } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import type { Output } from '../shell/output.ts';

/** Ids made so far, in order, by the word that placeholders have for their kind. */
export type Made = ReadonlyMap<string, readonly string[]>;

type Answer = { readonly [member: string]: unknown };

/** Where the id stands in the answer of each command that makes something. */
const MAKERS: { readonly [command: string]: readonly [kind: string, id: (answer: Answer) => unknown] } = {
  'create-vpc': ['vpc', (answer) => (answer.Vpc as Answer).VpcId],
  'create-subnet': ['subnet', (answer) => (answer.Subnet as Answer).SubnetId],
  'create-route-table': ['rtb', (answer) => (answer.RouteTable as Answer).RouteTableId],
  'create-internet-gateway': ['igw', (answer) => (answer.InternetGateway as Answer).InternetGatewayId],
  'create-security-group': ['sg', (answer) => answer.GroupId],
  'create-network-acl': ['acl', (answer) => (answer.NetworkAcl as Answer).NetworkAclId],
  'create-network-interface': ['eni', (answer) => (answer.NetworkInterface as Answer).NetworkInterfaceId],
  'create-default-vpc': ['vpc', (answer) => (answer.Vpc as Answer).VpcId],
  'allocate-address': ['eipalloc', (answer) => answer.AllocationId],
  'associate-address': ['eipassoc', (answer) => answer.AssociationId],
  'create-nat-gateway': ['nat', (answer) => (answer.NatGateway as Answer).NatGatewayId],
  'create-egress-only-internet-gateway': ['eigw', (answer) => (answer.EgressOnlyInternetGateway as Answer).EgressOnlyInternetGatewayId],
  'create-vpc-endpoint': ['vpce', (answer) => (answer.VpcEndpoint as Answer).VpcEndpointId],
  'create-vpc-peering-connection': ['pcx', (answer) => (answer.VpcPeeringConnection as Answer).VpcPeeringConnectionId],
  'create-transit-gateway': ['tgw', (answer) => (answer.TransitGateway as Answer).TransitGatewayId],
  'create-transit-gateway-vpc-attachment': ['tgwattach', (answer) => (answer.TransitGatewayVpcAttachment as Answer).TransitGatewayAttachmentId],
  'create-cluster': ['cluster', (answer) => (answer.cluster as Answer).name],
  'associate-route-table': ['rtbassoc', (answer) => answer.AssociationId],
  'associate-vpc-cidr-block': ['cidrassoc', (answer) => ((answer.CidrBlockAssociation ?? answer.Ipv6CidrBlockAssociation) as Answer).AssociationId],
  'authorize-security-group-ingress': ['sgr', (answer) => (answer.SecurityGroupRules as readonly Answer[])[0]?.SecurityGroupRuleId],
};

/** The ids after a line was typed. */
export function noteMade(made: Made, line: string, out: Output): Made {
  const maker = MAKERS[line.split(/\s+/)[2] ?? ''];
  if (maker === undefined || out.code !== 0 || out.stdout === '') return made;
  const [kind, idIn] = maker;
  const id = idIn(JSON.parse(out.stdout) as Answer);
  return typeof id === 'string' ? new Map([...made, [kind, [...(made.get(kind) ?? []), id]]]) : made;
}

/** The text with its placeholders filled in. */
export function fillPlaceholders(text: string, made: Made, world: World): string {
  return text.replace(/\{([a-z]+)(\d+)(?:\.([A-Za-z]+))?\}/g, (whole, kind: string, number: string, property: string | undefined) => {
    const id = made.get(kind)?.[Number(number) - 1];
    if (id === undefined) return whole;
    return property === undefined ? id : (propertyOf(world, id, property) ?? whole);
  });
}

function propertyOf(world: World, id: string, property: string): string | undefined {
  const table = mainRouteTableOf(world, id);
  switch (property) {
    case 'mainRtb':
      return table?.RouteTableId;
    case 'mainRtbAssoc':
      return table?.Associations.find((association) => association.Main)?.RouteTableAssociationId;
    case 'defaultSg':
      return lookup(world.aws.SecurityGroup, 'byVpc', id).find((group) => group.GroupName === 'default')?.GroupId;
    case 'defaultAcl':
      return defaultNetworkAclOf(world, id)?.NetworkAclId;
    case 'cidrAssoc':
      return objectAt(world.aws.Vpc, id)?.CidrBlockAssociationSet[0]?.AssociationId;
    case 'aclAssoc':
      return networkAclOf(world, id)?.Associations.find((association) => association.SubnetId === id)?.NetworkAclAssociationId;
    case 'eni':
      return objectAt(world.aws.VpcEndpoint, id)?.NetworkInterfaceIds[0];
    case 'sg':
      return objectAt(world.aws.EksCluster, id)?.resourcesVpcConfig.clusterSecurityGroupId;
    default:
      return undefined;
  }
}
