import { describe, expect, it } from 'vitest';
import { type Account, accountWith, courseAccount } from '../account.ts';

/** Two private subnets in two zones, one more in the first of them, and a security group. */
function network(): { account: Account; VpcId: string; subnets: string[]; again: string; group: string } {
  const account = accountWith();
  const VpcId = account.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc.VpcId;
  const subnet = (CidrBlock: string, AvailabilityZone: string) =>
    account.call('CreateSubnet', { VpcId, CidrBlock, AvailabilityZone }).Subnet.SubnetId;
  const subnets = [subnet('10.0.0.0/24', 'us-east-1a'), subnet('10.0.1.0/24', 'us-east-1b')];
  const group = account.call('CreateSecurityGroup', { VpcId, GroupName: 'lb', Description: 'lb' }).GroupId;
  return { account, VpcId, subnets, again: subnet('10.0.2.0/24', 'us-east-1a'), group };
}

const internal = (Name: string, Subnets: readonly string[], more: object = {}) => ({ Name, Scheme: 'internal', Subnets, ...more });

describe('a new load balancer', () => {
  it('has an interface in each of its subnets, made and managed by Elastic Load Balancing', () => {
    const { account, subnets, group } = network();
    const [balancer] = account.call('CreateLoadBalancer', internal('web', subnets, { SecurityGroups: [group] })).LoadBalancers;
    expect(balancer).toMatchObject({ Type: 'application', Scheme: 'internal', State: { Code: 'provisioning' }, SecurityGroups: [group] });
    expect(balancer.LoadBalancerArn).toMatch(/^arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer\/app\/web\/[0-9a-f]{16}$/);
    const enis = account.call('DescribeNetworkInterfaces', { Filters: [{ Name: 'description', Values: ['ELB app/web/*'] }] }).NetworkInterfaces;
    expect(enis.map((eni: { SubnetId: string }) => eni.SubnetId).sort()).toEqual([...subnets].sort());
    expect(enis[0]).toMatchObject({ RequesterManaged: true, RequesterId: 'amazon-elb', Groups: [{ GroupId: group }] });
  });

  it('is named after its kind: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html', () => {
    const { account, subnets } = network();
    const [alb] = account.call('CreateLoadBalancer', internal('web', subnets)).LoadBalancers;
    expect(alb.DNSName).toMatch(/^internal-web-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    const [nlb] = account.call('CreateLoadBalancer', internal('tcp', subnets, { Type: 'network' })).LoadBalancers;
    expect(nlb.DNSName).toBe(`tcp-${nlb.LoadBalancerArn.split('/').at(-1)}.elb.us-east-1.amazonaws.com`);
  });

  it('has the default group of its VPC when none is named, but an NLB has none', () => {
    const { account, subnets } = network();
    expect(account.call('CreateLoadBalancer', internal('web', subnets)).LoadBalancers[0].SecurityGroups).toHaveLength(1);
    expect(account.call('CreateLoadBalancer', internal('tcp', subnets, { Type: 'network' })).LoadBalancers[0].SecurityGroups).toBeUndefined();
  });

  it('has public addresses when it is internet-facing', () => {
    const account = courseAccount();
    const Subnets = account.call('DescribeSubnets').Subnets.map((subnet: { SubnetId: string }) => subnet.SubnetId);
    account.call('CreateLoadBalancer', { Name: 'web', Subnets });
    const enis = account.call('DescribeNetworkInterfaces', { Filters: [{ Name: 'description', Values: ['ELB *'] }] }).NetworkInterfaces;
    expect(enis.map((eni: { Association: { IpOwnerId: string } }) => eni.Association.IpOwnerId)).toEqual(['amazon-elb', 'amazon-elb']);
  });

  it('asked for again with the same settings is the one that there is, and with others is refused', () => {
    const { account, subnets } = network();
    const [first] = account.call('CreateLoadBalancer', internal('web', subnets)).LoadBalancers;
    expect(account.call('CreateLoadBalancer', internal('web', subnets)).LoadBalancers[0].LoadBalancerArn).toBe(first.LoadBalancerArn);
    expect(account.refusal('CreateLoadBalancer', internal('web', subnets, { Type: 'network' }))).toBe(
      "DuplicateLoadBalancerName: A load balancer with the same name 'web' exists, but with different settings",
    );
  });
});

describe('a load balancer is refused', () => {
  it('when an ALB has one zone only, and an NLB is content with that', () => {
    const { account, subnets } = network();
    const [one] = subnets;
    expect(account.refusal('CreateLoadBalancer', internal('web', [one as string]))).toBe(
      'ValidationError: At least two subnets in two different Availability Zones must be specified',
    );
    expect(account.call('CreateLoadBalancer', internal('web', [one as string], { Type: 'network' })).LoadBalancers).toHaveLength(1);
  });

  it('when two subnets are in one zone', () => {
    const { account, subnets, again } = network();
    expect(account.refusal('CreateLoadBalancer', internal('web', [...subnets, again]))).toBe(
      'InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    );
  });

  it('when a subnet does not exist, or has fewer than 8 free addresses', () => {
    const { account, VpcId, subnets } = network();
    expect(account.refusal('CreateLoadBalancer', internal('web', ['subnet-0123456789abcdef0']))).toMatch(/^SubnetNotFound: /);
    const small = account.call('CreateSubnet', { VpcId, CidrBlock: '10.0.9.0/28', AvailabilityZone: 'us-east-1b' }).Subnet.SubnetId;
    account.call('CreateNetworkInterface', { SubnetId: small, SecondaryPrivateIpAddressCount: 3 });
    expect(account.refusal('CreateLoadBalancer', internal('web', [subnets[0] as string, small]))).toBe(
      `InvalidSubnet: Not enough IP space available in ${small}. ELB requires at least 8 free IP addresses in each subnet.`,
    );
  });

  it('when it is to face an internet that the VPC has no gateway to', () => {
    const { account, VpcId, subnets } = network();
    expect(account.refusal('CreateLoadBalancer', { Name: 'web', Subnets: subnets })).toBe(`InvalidSubnet: VPC ${VpcId} has no internet gateway`);
  });

  it('when its name cannot be one', () => {
    const { account, subnets } = network();
    for (const Name of ['under_score', '-web', 'internal-web', 'a'.repeat(33)]) {
      expect(account.refusal('CreateLoadBalancer', internal(Name, subnets))).toMatch(/^ValidationError: Load balancer name /);
    }
  });
});

/** A load balancer of the type with a group `pods` of the protocol. */
function balancer(Type: 'application' | 'network', Protocol = Type === 'application' ? 'HTTP' : 'TCP') {
  const made = network();
  const { account, subnets, VpcId } = made;
  const LoadBalancerArn: string = account.call('CreateLoadBalancer', internal('web', subnets, { Type })).LoadBalancers[0].LoadBalancerArn;
  const TargetGroupArn: string = account.call('CreateTargetGroup', { Name: 'pods', Protocol, Port: 8080, VpcId, TargetType: 'ip' }).TargetGroups[0]
    .TargetGroupArn;
  const DefaultActions = [{ Type: 'forward', TargetGroupArn }];
  return { ...made, LoadBalancerArn, TargetGroupArn, DefaultActions };
}

describe('a listener', () => {
  it('ties the group to the load balancer, and keeps it from being deleted', () => {
    const { account, LoadBalancerArn, TargetGroupArn, DefaultActions } = balancer('application');
    account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions });
    expect(account.call('DescribeTargetGroups').TargetGroups[0].LoadBalancerArns).toEqual([LoadBalancerArn]);
    expect(account.refusal('DeleteTargetGroup', { TargetGroupArn })).toBe(
      `ResourceInUse: Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
    );
  });

  it('has a port of its own', () => {
    const { account, LoadBalancerArn, DefaultActions } = balancer('application');
    account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions });
    expect(account.refusal('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions })).toBe(
      `DuplicateListener: A listener already exists on this port for this load balancer '${LoadBalancerArn}'`,
    );
  });

  it('speaks what its load balancer speaks, and what its group takes', () => {
    const alb = balancer('application');
    const { LoadBalancerArn, DefaultActions } = alb;
    expect(alb.account.refusal('CreateListener', { LoadBalancerArn, Protocol: 'TCP', Port: 80, DefaultActions })).toBe(
      "ValidationError: Listener protocol 'TCP' must be one of 'HTTPS, HTTP'",
    );
    const nlb = balancer('network', 'HTTP');
    const wrong = { LoadBalancerArn: nlb.LoadBalancerArn, Protocol: 'TCP', Port: 80, DefaultActions: nlb.DefaultActions };
    expect(nlb.account.refusal('CreateListener', wrong)).toMatch(/^IncompatibleProtocols: /);
    expect(alb.account.refusal('CreateListener', { LoadBalancerArn, Protocol: 'HTTPS', Port: 443, DefaultActions })).toBe(
      'ValidationError: A certificate must be specified for HTTPS listeners',
    );
  });

  it('cannot have a group that another load balancer has', () => {
    const { account, LoadBalancerArn, DefaultActions, TargetGroupArn, subnets } = balancer('application');
    account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions });
    const other = account.call('CreateLoadBalancer', internal('other', subnets)).LoadBalancers[0].LoadBalancerArn;
    expect(account.refusal('CreateListener', { LoadBalancerArn: other, Protocol: 'HTTP', Port: 80, DefaultActions })).toBe(
      `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${TargetGroupArn}`,
    );
  });

  it('goes with its load balancer, whose interfaces go too, while the group stays', () => {
    const { account, LoadBalancerArn, DefaultActions } = balancer('application');
    const { ListenerArn } = account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }).Listeners[0];
    account.call('DeleteLoadBalancer', { LoadBalancerArn });
    expect(account.refusal('DescribeListeners', { ListenerArns: [ListenerArn] })).toBe('ListenerNotFound: One or more listeners not found');
    expect(account.call('DescribeNetworkInterfaces').NetworkInterfaces).toEqual([]);
    expect(account.call('DescribeTargetGroups').TargetGroups[0].LoadBalancerArns).toEqual([]);
  });
});

describe('a rule', () => {
  it('comes before the default rule, in order of priority', () => {
    const { account, LoadBalancerArn, DefaultActions } = balancer('application');
    const { ListenerArn } = account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }).Listeners[0];
    const rule = (Priority: number) => ({ ListenerArn, Priority, Conditions: [{ Field: 'path-pattern', Values: ['/x'] }], Actions: DefaultActions });
    account.call('CreateRule', rule(20));
    account.call('CreateRule', rule(10));
    const rules = account.call('DescribeRules', { ListenerArn }).Rules;
    expect(rules.map((each: { Priority: string }) => each.Priority)).toEqual(['10', '20', 'default']);
    expect(account.refusal('CreateRule', rule(10))).toBe("PriorityInUse: Priority '10' is currently in use");
    expect(account.refusal('DeleteRule', { RuleArn: rules[2].RuleArn })).toMatch(/^OperationNotPermitted: Default rule /);
  });

  it('is nothing that an NLB has', () => {
    const { account, LoadBalancerArn, DefaultActions } = balancer('network');
    const { ListenerArn } = account.call('CreateListener', { LoadBalancerArn, Protocol: 'TCP', Port: 80, DefaultActions }).Listeners[0];
    const Conditions = [{ Field: 'path-pattern', Values: ['/x'] }];
    expect(account.refusal('CreateRule', { ListenerArn, Priority: 1, Conditions, Actions: DefaultActions })).toMatch(/^OperationNotPermitted: /);
  });
});

describe('targets', () => {
  it('are unused until a listener forwards to their group', () => {
    const { account, TargetGroupArn } = balancer('application');
    account.call('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.50' }] });
    expect(account.call('DescribeTargetHealth', { TargetGroupArn }).TargetHealthDescriptions).toEqual([
      {
        Target: { Id: '10.0.0.50', Port: 8080 },
        HealthCheckPort: '8080',
        TargetHealth: {
          State: 'unused',
          Reason: 'Target.NotInUse',
          Description: 'Target group is not configured to receive traffic from the load balancer',
        },
      },
    ]);
  });

  it('that are not registered are told apart', () => {
    const { account, TargetGroupArn } = balancer('application');
    const [told] = account.call('DescribeTargetHealth', { TargetGroupArn, Targets: [{ Id: '10.0.0.51', Port: 80 }] }).TargetHealthDescriptions;
    expect(told.TargetHealth).toMatchObject({ State: 'unused', Reason: 'Target.NotRegistered' });
  });

  it('must be where the group can reach them', () => {
    const { account, TargetGroupArn, VpcId } = balancer('application');
    expect(account.refusal('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '8.8.8.8' }] })).toMatch(/^ValidationError: /);
    expect(account.refusal('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '172.16.0.9' }] })).toMatch(/Availability Zone/);
    account.call('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '172.16.0.9', AvailabilityZone: 'all' }] });
    const instances = account.call('CreateTargetGroup', { Name: 'nodes', Protocol: 'HTTP', Port: 80, VpcId }).TargetGroups[0].TargetGroupArn;
    expect(account.refusal('RegisterTargets', { TargetGroupArn: instances, Targets: [{ Id: 'i-0123456789abcdef0' }] })).toMatch(/^InvalidTarget: /);
  });
});

describe('attributes', () => {
  it('have the values of the documentation until they are changed', () => {
    const { account, LoadBalancerArn, TargetGroupArn } = balancer('network');
    const attribute = (list: { Key: string; Value: string }[], key: string) => list.find((each) => each.Key === key)?.Value;
    const crossZone = 'load_balancing.cross_zone.enabled';
    expect(attribute(account.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }).Attributes, crossZone)).toBe('false');
    account.call('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: [{ Key: crossZone, Value: 'true' }] });
    expect(attribute(account.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }).Attributes, crossZone)).toBe('true');
    expect(attribute(account.call('DescribeTargetGroupAttributes', { TargetGroupArn }).Attributes, 'preserve_client_ip.enabled')).toBe('false');
    expect(account.refusal('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: [{ Key: 'x', Value: '1' }] })).toBe(
      "ValidationError: Load balancer attribute key 'x' is not recognized",
    );
  });

  it('protect a load balancer from deletion', () => {
    const { account, LoadBalancerArn } = balancer('application');
    account.call('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] });
    expect(account.refusal('DeleteLoadBalancer', { LoadBalancerArn })).toMatch(/^OperationNotPermitted: .*deletion protection is enabled$/);
  });
});

describe('what is described and read again', () => {
  it('is described the same', () => {
    const { account, LoadBalancerArn, TargetGroupArn, DefaultActions } = balancer('application');
    const { ListenerArn } = account.call('CreateListener', { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }).Listeners[0];
    const Conditions = [{ Field: 'host-header', Values: ['a.example.com'] }];
    account.call('CreateRule', {
      ListenerArn,
      Priority: 5,
      Conditions,
      Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
    account.call('RegisterTargets', { TargetGroupArn, Targets: [{ Id: '10.0.0.50' }] });
    account.call('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '15' }] });
    account.call('AddTags', { ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'team', Value: 'web' }] });
    const described = (of: Account) => ({
      Vpcs: of.call('DescribeVpcs').Vpcs,
      Subnets: of.call('DescribeSubnets').Subnets,
      SecurityGroups: of.call('DescribeSecurityGroups').SecurityGroups,
      NetworkInterfaces: of.call('DescribeNetworkInterfaces').NetworkInterfaces,
      LoadBalancers: of.call('DescribeLoadBalancers').LoadBalancers,
      LoadBalancerAttributes: [{ LoadBalancerArn, ...of.call('DescribeLoadBalancerAttributes', { LoadBalancerArn }) }],
      TargetGroups: of.call('DescribeTargetGroups').TargetGroups,
      TargetGroupAttributes: [{ TargetGroupArn, ...of.call('DescribeTargetGroupAttributes', { TargetGroupArn }) }],
      TargetHealth: [{ TargetGroupArn, ...of.call('DescribeTargetHealth', { TargetGroupArn }) }],
      Listeners: of.call('DescribeListeners', { LoadBalancerArn }).Listeners,
      Rules: of.call('DescribeRules', { ListenerArn }).Rules,
      TagDescriptions: of.call('elbv2:DescribeTags', { ResourceArns: [LoadBalancerArn] }).TagDescriptions,
    });
    const lists = described(account);
    expect(described(accountWith(lists))).toEqual(lists);
  });
});
