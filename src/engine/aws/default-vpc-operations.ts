/** The default VPC of an account. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
import type { Effect } from '../change.ts';
import { addressAt, parseCidr, showCidr } from '../net/cidr.ts';
import { objectsOf } from '../store.ts';
import { store } from './effects.ts';
import type { InternetGateway } from './internet-gateway.ts';
import { mintIds } from './mint-ids.ts';
import { newVpc, showNew } from './new-vpc.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { refuse } from './refusal.ts';
import type { Subnet } from './subnet.ts';
import { mainRouteTableFor } from './vpc-companions.ts';
import { zonesOfAccount } from './zones.ts';

const BLOCK = '172.31.0.0/16';
/** A /20 in each zone. */
const SUBNET_PREFIX = 20;

const createDefaultVpc = operation({
  service: 'ec2',
  name: 'CreateDefaultVpc',
  kind: 'Vpc',
  writes: true,
  summary: {
    ko: '기본 VPC를 서브넷, 인터넷 게이트웨이와 함께 만듭니다.',
    en: 'Creates the default VPC with a subnet in each zone and an internet gateway.',
  },
  members: {},
  run: ({ world, as }) => {
    if (objectsOf(world.aws.Vpc).some((vpc) => vpc.IsDefault)) {
      return refuse('DefaultVpcAlreadyExists', 'A Default VPC already exists for this account in this region.');
    }
    const quota = checkQuota('vpcs', objectsOf(world.aws.Vpc).filter(({ OwnerId }) => OwnerId === world.account).length + 1);
    if (quota !== null) return quota;
    const made = newVpc(world, as, { CidrBlock: BLOCK, Tags: [], ipv6: false, isDefault: true });
    const zones = zonesOfAccount(world);
    const minted = mintIds(made.world, as, ['igw', 'rtbassoc', ...zones.flatMap(() => ['subnet', 'aclassoc'])] as readonly string[]);
    const [InternetGatewayId, association, ...ids] = minted.ids as readonly [string, string, ...string[]];
    const { VpcId } = made.vpc;
    const subnets = zones.map((zone, index): Subnet => {
      const base = addressAt(parseCidr(BLOCK), index * 2 ** (32 - SUBNET_PREFIX));
      return {
        SubnetId: ids[index * 2] as string,
        VpcId,
        OwnerId: world.account,
        CidrBlock: showCidr({ base, prefix: SUBNET_PREFIX }),
        AvailabilityZone: zone.name,
        AvailabilityZoneId: zone.id,
        Ipv6CidrBlockAssociationSet: [],
        AssignIpv6AddressOnCreation: false,
        EnableDns64: false,
        MapPublicIpOnLaunch: true,
        DefaultForAz: true,
        Tags: [],
      };
    });
    const gateway: InternetGateway = { InternetGatewayId, OwnerId: world.account, Attachments: [{ VpcId, State: 'available' }], Tags: [] };
    const table = mainRouteTableFor(made.vpc, made.RouteTableId, association);
    const Routes = [...table.Routes, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId, Origin: 'CreateRoute' as const }];
    const Associations = subnets.map(({ SubnetId }, index) => ({ NetworkAclAssociationId: ids[index * 2 + 1] as string, SubnetId }));
    const effects: Effect[] = [
      ...made.effects,
      ...subnets.map((subnet) => store('Subnet', subnet)),
      store('NetworkAcl', { ...made.acl, Associations }),
      store('InternetGateway', gateway),
      store('RouteTable', { ...table, Routes }),
    ];
    return { world: minted.world, effects, output: { Vpc: showNew(made.vpc) } };
  },
});

export const defaultVpcOperations = [createDefaultVpc];
