import { describe, expect, it } from 'vitest';
import type { awsKinds } from '../../../src/engine/aws/kinds.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf, type Store } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { emptyWorld } from '../../../src/engine/world-of.ts';
import { awsLines } from '../../../src/shell/aws-lines/index.ts';
import { entered } from '../../support/lattice-world.ts';

const BASE = [
  'VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)',
  'A=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --availability-zone us-west-2a --query Subnet.SubnetId --output text)',
  'B=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/24 --availability-zone us-west-2b --query Subnet.SubnetId --output text)',
  'SG=$(aws ec2 create-security-group --group-name web --description web --vpc-id $VPC --query GroupId --output text)',
];

/** What AWS draws anew, and what passes with time. */
const DRAWN =
  /^(id|\w*Id|\w*Arn|arn|serviceArns|\w*(Time|Date)|createdAt|lastUpdatedAt|DNSName|dnsEntry|MacAddress|Association\w*|\w*State|State|TargetHealth|Health\w*|since|streak|status|reasonCode|Status|AmiLaunchIndex|ClientToken|PrivateDnsName|LaunchTime|ReservationId|OwnerId|IpId|endpoint|modifiedAt|associatedAt|InstanceProfileName)$/;

type Kind = keyof typeof awsKinds;

function shown(world: World, kinds: readonly Kind[], called: ReadonlyMap<string, string>): unknown {
  return kinds.map((kind) => [kind, objectsOf(world.aws[kind] as unknown as Store<object>).map((object) => canonical(object, called))]);
}

function canonical(value: unknown, called: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return called.get(value) ?? value.replace(/\b[a-z]+-[0-9a-f]{17}\b/g, (id) => called.get(id) ?? id);
  if (Array.isArray(value)) {
    return value.map((item) => canonical(item, called)).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const named = Object.entries(value).map(([member, inner]): [string, unknown] => {
    const other = typeof inner === 'string' ? called.get(inner) : undefined;
    return [member, other ?? (DRAWN.test(member) ? '-' : canonical(inner, called))];
  });
  return Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Types what the world is written as into an empty one, and compares the kinds. */
function expectSame(lines: readonly string[], kinds: readonly Kind[]): void {
  const world = advance(entered(emptyWorld({ region: 'us-west-2' }), lines).world, 900_000);
  const written = awsLines(world);
  expect([...written.left]).toEqual([]);
  const again = entered(emptyWorld({ account: world.account, region: world.region, seed: 'elsewhere', now: world.now }), written.lines);
  const after = new Map([...written.variables.values()].map((variable) => [again.variables?.[variable] ?? '', variable]));
  const settled = advance(again.world, 900_000);
  const sorted = (value: unknown) => JSON.parse(JSON.stringify(value));
  const one = shown(world, kinds, written.variables) as [string, unknown[]][];
  const other = shown(settled, kinds, after) as [string, unknown[]][];
  const ordered = (all: [string, unknown[]][]) => all.map(([kind, objects]) => [kind, objects.map((each) => JSON.stringify(each)).sort()]);
  expect(sorted(ordered(other))).toEqual(sorted(ordered(one)));
  for (const [kind, objects] of one) expect([kind, objects.length > 0]).toEqual([kind, true]);
}

describe('the lines of aws build again', () => {
  it('transit gateways with tables of their own, propagations and static routes', () => {
    expectSame(
      [
        ...BASE,
        'TGW=$(aws ec2 create-transit-gateway --description hub --query TransitGateway.TransitGatewayId --output text)',
        'wait 5m',
        'ATT=$(aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id $TGW --vpc-id $VPC --subnet-ids $A $B --query TransitGatewayVpcAttachment.TransitGatewayAttachmentId --output text)',
        'wait 5m',
        'T=$(aws ec2 create-transit-gateway-route-table --transit-gateway-id $TGW --query TransitGatewayRouteTable.TransitGatewayRouteTableId --output text)',
        'aws ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id $T --transit-gateway-attachment-id $ATT',
        'aws ec2 create-transit-gateway-route --transit-gateway-route-table-id $T --destination-cidr-block 10.9.0.0/16 --blackhole',
        'aws ec2 create-transit-gateway-route --transit-gateway-route-table-id $T --destination-cidr-block 10.8.0.0/16 --transit-gateway-attachment-id $ATT',
        'RTB=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$VPC --query RouteTables[0].RouteTableId --output text)',
        'aws ec2 create-route --route-table-id $RTB --destination-cidr-block 10.0.0.0/8 --transit-gateway-id $TGW',
      ],
      ['TransitGateway', 'TransitGatewayVpcAttachment', 'TransitGatewayRouteTable', 'RouteTable'],
    );
  });

  it('roles with their policies and profiles, and load balancers with rules and targets', () => {
    expectSame(
      [
        ...BASE,
        `aws iam create-role --role-name app --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`,
        'aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
        `aws iam create-policy --policy-name look --path /lab/ --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}]}'`,
        'aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::$(aws sts get-caller-identity --query Account --output text):policy/lab/look',
        'aws iam create-instance-profile --instance-profile-name app',
        'aws iam add-role-to-instance-profile --instance-profile-name app --role-name app',
        'LB=$(aws elbv2 create-load-balancer --name web --scheme internal --subnets $A $B --security-groups $SG --query LoadBalancers[0].LoadBalancerArn --output text)',
        'TG=$(aws elbv2 create-target-group --name web --protocol HTTP --port 80 --vpc-id $VPC --target-type ip --health-check-path /ok --query TargetGroups[0].TargetGroupArn --output text)',
        'L=$(aws elbv2 create-listener --load-balancer-arn $LB --protocol HTTP --port 80 --default-actions Type=forward,TargetGroupArn=$TG --query Listeners[0].ListenerArn --output text)',
        'aws elbv2 create-rule --listener-arn $L --priority 5 --conditions Field=path-pattern,Values=/x --actions Type=fixed-response,FixedResponseConfig={StatusCode=404}',
        'aws elbv2 register-targets --target-group-arn $TG --targets Id=10.0.0.9 Id=10.0.1.9,Port=8080',
      ],
      ['IamPolicy', 'IamRole', 'IamInstanceProfile', 'LoadBalancer', 'TargetGroup', 'Listener', 'ListenerRule'],
    );
  });

  it('databases, private zones, resolver endpoints and rules, and shares', () => {
    expectSame(
      [
        ...BASE,
        'aws rds create-db-subnet-group --db-subnet-group-name db --db-subnet-group-description db --subnet-ids $A $B',
        'aws rds create-db-instance --db-instance-identifier shop --db-instance-class db.t3.micro --engine postgres --master-username admin --manage-master-user-password --db-subnet-group-name db --vpc-security-group-ids $SG',
        'ZONE=$(aws route53 create-hosted-zone --name shop.internal --caller-reference one --vpc VPCRegion=us-west-2,VPCId=$VPC --query HostedZone.Id --output text)',
        `aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":{"Name":"db.shop.internal","Type":"A","TTL":60,"ResourceRecords":[{"Value":"10.0.0.9"}]}}]}'`,
        'OUT=$(aws route53resolver create-resolver-endpoint --creator-request-id o --direction OUTBOUND --security-group-ids $SG --ip-addresses SubnetId=$A SubnetId=$B --query ResolverEndpoint.Id --output text)',
        'wait 5m',
        'RULE=$(aws route53resolver create-resolver-rule --creator-request-id r --rule-type FORWARD --domain-name corp.example --target-ips Ip=172.20.0.53 --resolver-endpoint-id $OUT --query ResolverRule.Id --output text)',
        'aws route53resolver associate-resolver-rule --resolver-rule-id $RULE --vpc-id $VPC',
        'ARN=$(aws ec2 describe-subnets --subnet-ids $A --query Subnets[0].SubnetArn --output text)',
        'aws ram create-resource-share --name net --resource-arns $ARN --principals 444455556666',
      ],
      ['DBSubnetGroup', 'DBInstance', 'HostedZone', 'ResolverEndpoint', 'ResolverRule', 'ResolverRuleAssociation', 'ResourceShare'],
    );
  });

  it('service networks of VPC Lattice with everything in them', () => {
    expectSame(
      [
        ...BASE,
        'SN=$(aws vpc-lattice create-service-network --name shared --auth-type AWS_IAM --query id --output text)',
        `aws vpc-lattice put-auth-policy --resource-identifier $SN --policy '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'`,
        'SVC=$(aws vpc-lattice create-service --name shop --query id --output text)',
        'TG=$(aws vpc-lattice create-target-group --name shop --type IP --config port=80,protocol=HTTP,vpcIdentifier=$VPC --query id --output text)',
        'aws vpc-lattice register-targets --target-group-identifier $TG --targets id=10.0.0.9',
        'L=$(aws vpc-lattice create-listener --service-identifier $SVC --name web --protocol HTTP --port 80 --default-action "forward={targetGroups=[{targetGroupIdentifier=$TG}]}" --query id --output text)',
        'aws vpc-lattice create-rule --service-identifier $SVC --listener-identifier $L --name none --priority 10 --match "httpMatch={pathMatch={match={prefix=/admin}}}" --action fixedResponse={statusCode=404}',
        'aws vpc-lattice create-service-network-service-association --service-identifier $SVC --service-network-identifier $SN',
        'aws vpc-lattice create-service-network-vpc-association --service-network-identifier $SN --vpc-identifier $VPC --security-group-ids $SG',
      ],
      [
        'LatticeServiceNetwork',
        'LatticeService',
        'LatticeTargetGroup',
        'LatticeListener',
        'LatticeRule',
        'LatticeServiceAssociation',
        'LatticeVpcAssociation',
      ],
    );
  });

  it('clusters with who may enter them, their nodes and their add-ons', () => {
    const trust = (service: string) =>
      `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${service}.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`;
    expectSame(
      [
        ...BASE,
        'IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)',
        'aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC',
        'RTB=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$VPC --query RouteTables[0].RouteTableId --output text)',
        'aws ec2 create-route --route-table-id $RTB --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW',
        'aws ec2 modify-vpc-attribute --vpc-id $VPC --enable-dns-hostnames',
        'aws ec2 modify-subnet-attribute --subnet-id $A --map-public-ip-on-launch',
        'aws ec2 modify-subnet-attribute --subnet-id $B --map-public-ip-on-launch',
        `C=$(aws iam create-role --role-name eks-cluster --assume-role-policy-document ${trust('eks')} --query Role.Arn --output text)`,
        'aws iam attach-role-policy --role-name eks-cluster --policy-arn arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
        `N=$(aws iam create-role --role-name eks-node --assume-role-policy-document ${trust('ec2')} --query Role.Arn --output text)`,
        'for p in AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryPullOnly; do aws iam attach-role-policy --role-name eks-node --policy-arn arn:aws:iam::aws:policy/$p; done',
        'aws eks create-cluster --name demo --role-arn $C --resources-vpc-config subnetIds=$A,$B,securityGroupIds=$SG,endpointPrivateAccess=true,publicAccessCidrs=203.0.113.0/24,198.51.100.7/32 --access-config authenticationMode=API_AND_CONFIG_MAP --tags team=net',
        'aws eks wait cluster-active --name demo',
        'aws eks create-access-entry --cluster-name demo --principal-arn arn:aws:iam::123456789012:role/ops --kubernetes-groups ops',
        'aws eks create-access-entry --cluster-name demo --principal-arn arn:aws:iam::123456789012:role/view',
        'aws eks associate-access-policy --cluster-name demo --principal-arn arn:aws:iam::123456789012:role/view --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy --access-scope type=namespace,namespaces=web',
        'CSG=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)',
        'aws ec2 authorize-security-group-ingress --group-id $CSG --protocol tcp --port 443 --source-group $SG',
        'aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 80 --source-group $CSG',
        'aws eks create-nodegroup --cluster-name demo --nodegroup-name ng --node-role $N --subnets $A $B --scaling-config minSize=1,maxSize=3,desiredSize=2 --labels tier=web --taints key=gpu,value=yes,effect=NO_SCHEDULE',
        'aws eks wait nodegroup-active --cluster-name demo --nodegroup-name ng',
        `aws eks create-addon --cluster-name demo --addon-name vpc-cni --configuration-values '{"env":{"WARM_IP_TARGET":"3"}}'`,
      ],
      ['EksCluster', 'EksNodegroup', 'EksAccessEntry', 'EksAddon', 'IamInstanceProfile', 'SecurityGroupRule'],
    );
  });
});
