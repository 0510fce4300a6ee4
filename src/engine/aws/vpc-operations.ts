/** Operations on VPCs. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/operation-list-vpc.html */
import { showCidr } from '../net/cidr.ts';
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { hasVpcSize, readBlock } from './cidr-input.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { egressOnlyGatewayOf } from './egress-only-internet-gateway.ts';
import { find } from './find.ts';
import { internetGatewayOf } from './internet-gateway.ts';
import { newVpc, showNew } from './new-vpc.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, refuse } from './refusal.ts';
import { ATTRIBUTE_BOOLEAN, boolean, idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { vpc } from './vpc.ts';
import { isOpen } from './vpc-peering-connection.ts';
import { vpnGatewayOf } from './vpn-gateway.ts';

const describeVpcs = describeOperation(vpc, { ko: 'VPC를 보여 줍니다.', en: 'Shows VPCs.' });

const createVpc = operation({
  service: 'ec2',
  name: 'CreateVpc',
  kind: 'Vpc',
  writes: true,
  summary: {
    ko: 'VPC를 만듭니다. 기본 라우팅 테이블, 네트워크 ACL, 보안 그룹이 함께 생깁니다.',
    en: 'Creates a VPC with its main route table, default network ACL and default security group.',
  },
  members: {
    CidrBlock: string,
    AmazonProvidedIpv6CidrBlock: boolean,
    InstanceTenancy: { type: 'string', values: ['default', 'dedicated', 'host'] },
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    if (input.CidrBlock === undefined) return refuse('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    const block = readBlock(input.CidrBlock, 'cidrBlock');
    if (isRefusal(block)) return block;
    if (!hasVpcSize(block)) return refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' is invalid.`);
    const Tags = tagsFor('vpc', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('vpcs', objectsOf(world.aws.Vpc).filter(({ OwnerId }) => OwnerId === world.account).length + 1);
    if (quota !== null) return quota;
    const made = newVpc(world, as, { CidrBlock: showCidr(block), Tags, ipv6: input.AmazonProvidedIpv6CidrBlock === true });
    return { world: made.world, effects: made.effects, output: { Vpc: showNew(made.vpc) } };
  },
});

const deleteVpc = operation({
  service: 'ec2',
  name: 'DeleteVpc',
  kind: 'Vpc',
  writes: true,
  summary: { ko: '비어 있는 VPC를 지웁니다.', en: 'Deletes a VPC that holds nothing but what it came with.' },
  members: { VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input: { VpcId } }) => {
    const found = find(world, 'Vpc', VpcId);
    if (isRefusal(found)) return found;
    const dependents = dependentsOf(world, VpcId);
    if (dependents.length > 0) return dependencyViolation(`The vpc '${VpcId}' has dependencies and cannot be deleted.`, dependents);
    const groups = lookup(world.aws.SecurityGroup, 'byVpc', VpcId);
    const rules = groups.flatMap((group) => lookup(world.aws.SecurityGroupRule, 'byGroup', group.GroupId));
    return {
      effects: [
        ...rules.map((rule) => erase('SecurityGroupRule', rule.SecurityGroupRuleId)),
        ...groups.map((group) => erase('SecurityGroup', group.GroupId)),
        ...lookup(world.aws.NetworkAcl, 'byVpc', VpcId).map((acl) => erase('NetworkAcl', acl.NetworkAclId)),
        ...lookup(world.aws.RouteTable, 'byVpc', VpcId).map((table) => erase('RouteTable', table.RouteTableId)),
        erase('Vpc', VpcId),
      ],
      output: {},
    };
  },
});

/** What DeleteVpc does not delete along with the VPC. */
function dependentsOf(world: World, VpcId: string): readonly string[] {
  const { Subnet, RouteTable, NetworkAcl, SecurityGroup, VpcEndpoint, VpcPeeringConnection } = world.aws;
  return [
    ...lookup(Subnet, 'byVpc', VpcId).map((each) => each.SubnetId),
    ...[internetGatewayOf(world, VpcId)].flatMap((each) => each?.InternetGatewayId ?? []),
    ...[egressOnlyGatewayOf(world, VpcId)].flatMap((each) => each?.EgressOnlyInternetGatewayId ?? []),
    ...lookup(RouteTable, 'byVpc', VpcId).flatMap((each) => (each.Associations.some(({ Main }) => Main) ? [] : each.RouteTableId)),
    ...lookup(NetworkAcl, 'byVpc', VpcId).flatMap((each) => (each.IsDefault ? [] : each.NetworkAclId)),
    ...lookup(SecurityGroup, 'byVpc', VpcId).flatMap((each) => (each.GroupName === 'default' ? [] : each.GroupId)),
    ...[vpnGatewayOf(world, VpcId)].flatMap((each) => each?.VpnGatewayId ?? []),
    ...lookup(VpcEndpoint, 'byVpc', VpcId).map((each) => each.VpcEndpointId),
    ...lookup(VpcPeeringConnection, 'byVpc', VpcId).flatMap((each) => (isOpen(each) ? each.VpcPeeringConnectionId : [])),
  ];
}

const modifyVpcAttribute = operation({
  service: 'ec2',
  name: 'ModifyVpcAttribute',
  dryRun: false,
  kind: 'Vpc',
  writes: true,
  summary: { ko: 'VPC의 DNS 속성을 바꿉니다. 한 번에 하나만 바꿉니다.', en: 'Changes one of the DNS attributes of a VPC.' },
  members: { EnableDnsSupport: ATTRIBUTE_BOOLEAN, EnableDnsHostnames: ATTRIBUTE_BOOLEAN, VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input }) => {
    const found = find(world, 'Vpc', input.VpcId);
    if (isRefusal(found)) return found;
    const { EnableDnsSupport: support, EnableDnsHostnames: hostnames } = input;
    if (support !== undefined && hostnames !== undefined) {
      return refuse('InvalidParameterCombination', 'The request can contain only one of enableDnsSupport and enableDnsHostnames.');
    }
    if (support === undefined && hostnames === undefined) {
      return refuse('MissingParameter', 'The request must contain exactly one of enableDnsSupport, enableDnsHostnames.');
    }
    if (support?.Value === false && found.EnableDnsHostnames) {
      return refuse('InvalidParameterValue', 'enableDnsSupport cannot be set to false while enableDnsHostnames is true.');
    }
    if (hostnames?.Value === true && !found.EnableDnsSupport) {
      return refuse('InvalidParameterValue', 'enableDnsHostnames can be set to true only if enableDnsSupport is true.');
    }
    const changed = {
      ...found,
      EnableDnsSupport: support?.Value ?? found.EnableDnsSupport,
      EnableDnsHostnames: hostnames?.Value ?? found.EnableDnsHostnames,
    };
    return { effects: [store('Vpc', changed)], output: {} };
  },
});

const describeVpcAttribute = operation({
  service: 'ec2',
  name: 'DescribeVpcAttribute',
  kind: 'Vpc',
  writes: false,
  summary: { ko: 'VPC의 속성 하나를 보여 줍니다.', en: 'Shows one attribute of a VPC.' },
  members: {
    Attribute: { type: 'string', values: ['enableDnsSupport', 'enableDnsHostnames'], required: true },
    VpcId: { ...idOf('Vpc'), required: true },
  },
  run: ({ world, input: { Attribute, VpcId } }) => {
    const found = find(world, 'Vpc', VpcId);
    if (isRefusal(found)) return found;
    if (Attribute === 'enableDnsSupport') return { output: { EnableDnsSupport: { Value: found.EnableDnsSupport }, VpcId } };
    if (Attribute === 'enableDnsHostnames') return { output: { EnableDnsHostnames: { Value: found.EnableDnsHostnames }, VpcId } };
    return refuse('InvalidParameterValue', `Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`);
  },
});

export const vpcOperations = [describeVpcs, createVpc, deleteVpc, modifyVpcAttribute, describeVpcAttribute];
