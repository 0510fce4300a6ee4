import { describe, expect, it } from 'vitest';
import { type Account, accountWith } from '../account.ts';

function account(): Account & { readonly VpcId: string; readonly network: string; readonly service: string; readonly group: string } {
  const made = accountWith();
  const { VpcId } = made.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
  const network = made.call('CreateServiceNetwork', { name: 'shared' }).id;
  const service = made.call('CreateService', { name: 'shop' }).id;
  const config = { port: 80, protocol: 'HTTP', vpcIdentifier: VpcId };
  const group = made.call('CreateLatticeTargetGroup', { name: 'shop', type: 'IP', config }).id;
  return { ...made, VpcId, network, service, group };
}

describe('service networks and services', () => {
  it('get ids, ARNs and names as the API reference prints them', () => {
    const { call, service, group, VpcId, wait } = account();
    wait(60);
    const shown = call('GetService', { serviceIdentifier: service });
    expect(shown).toMatchObject({ name: 'shop', status: 'ACTIVE', authType: 'NONE' });
    expect(shown.arn).toBe(`arn:aws:vpc-lattice:us-east-1:111122223333:service/${service}`);
    expect(shown.dnsEntry.domainName).toBe(`shop-${service.slice(4)}.7d67968.vpc-lattice-svcs.us-east-1.on.aws`);
    // https://docs.aws.amazon.com/cli/latest/reference/vpc-lattice/create-target-group.html
    expect(call('GetTargetGroup', { targetGroupIdentifier: group }).config).toEqual({
      healthCheck: {
        enabled: true,
        healthCheckIntervalSeconds: 30,
        healthCheckTimeoutSeconds: 5,
        healthyThresholdCount: 5,
        matcher: { httpCode: '200' },
        path: '/',
        protocol: 'HTTP',
        protocolVersion: 'HTTP1',
        unhealthyThresholdCount: 2,
      },
      ipAddressType: 'IPV4',
      port: 80,
      protocol: 'HTTP',
      protocolVersion: 'HTTP1',
      vpcIdentifier: VpcId,
    });
  });

  it('are refused under a name that is taken or malformed', () => {
    const { refusal } = account();
    expect(refusal('CreateServiceNetwork', { name: 'shared' })).toMatch(/^ConflictException: /);
    expect(refusal('CreateService', { name: 'Shop' })).toMatch(
      /^ValidationException: 1 validation error detected: Value 'Shop' at 'name' failed to satisfy constraint/,
    );
    expect(refusal('CreateService', { name: 'svc-shop' })).toMatch(/^ValidationException: /);
  });

  it('are not found under an id that nobody has, and invalid under none', () => {
    const { refusal } = account();
    expect(refusal('GetServiceNetwork', { serviceNetworkIdentifier: 'sn-0123456789abcdef0' })).toMatch(/^ResourceNotFoundException: /);
    expect(refusal('GetServiceNetwork', { serviceNetworkIdentifier: 'shared' })).toMatch(/^ValidationException: /);
  });

  it('cannot be deleted while something is associated with them', () => {
    const { call, refusal, network, service, VpcId, wait } = account();
    const association = call('CreateServiceNetworkVpcAssociation', { serviceNetworkIdentifier: network, vpcIdentifier: VpcId });
    expect(association.status).toBe('CREATE_IN_PROGRESS');
    // https://github.com/gruntwork-io/cloud-nuke/pull/1158
    expect(refusal('DeleteServiceNetwork', { serviceNetworkIdentifier: network })).toBe(
      `ConflictException: ServiceNetwork ${network} has VPC(s) associated`,
    );
    call('CreateServiceNetworkServiceAssociation', { serviceNetworkIdentifier: network, serviceIdentifier: service });
    expect(refusal('DeleteService', { serviceIdentifier: service })).toMatch(/^ConflictException: /);
    const named = { serviceNetworkVpcAssociationIdentifier: association.id };
    // "You can't disassociate the VPC if there is a create or update association in progress."
    expect(refusal('DeleteServiceNetworkVpcAssociation', named)).toMatch(/^ConflictException: /);
    wait(120);
    expect(call('GetServiceNetworkVpcAssociation', named).status).toBe('ACTIVE');
    expect(call('DeleteServiceNetworkVpcAssociation', named).status).toBe('DELETE_IN_PROGRESS');
    wait(120);
    expect(refusal('GetServiceNetworkVpcAssociation', named)).toMatch(/^ResourceNotFoundException: /);
  });
});

describe('the association of a VPC', () => {
  it('is the only one that the VPC has', () => {
    const { call, refusal, network, VpcId } = account();
    call('CreateServiceNetworkVpcAssociation', { serviceNetworkIdentifier: network, vpcIdentifier: VpcId });
    const other = call('CreateServiceNetwork', { name: 'other' }).id;
    expect(refusal('CreateServiceNetworkVpcAssociation', { serviceNetworkIdentifier: other, vpcIdentifier: VpcId })).toMatch(/^ConflictException: /);
  });

  it('has at most five security groups, of its own VPC', () => {
    const { call, refusal, network, VpcId } = account();
    const elsewhere = call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc.VpcId;
    const GroupId = call('CreateSecurityGroup', { GroupName: 'a', Description: 'a', VpcId: elsewhere }).GroupId;
    const wanted = { serviceNetworkIdentifier: network, vpcIdentifier: VpcId };
    expect(refusal('CreateServiceNetworkVpcAssociation', { ...wanted, securityGroupIds: [GroupId] })).toMatch(/^ValidationException: /);
    const six = ['1', '2', '3', '4', '5', '6'].map((digit) => `sg-0123456789abcdef${digit}`);
    expect(refusal('CreateServiceNetworkVpcAssociation', { ...wanted, securityGroupIds: six })).toMatch(/^ValidationException: /);
  });
});

describe('target groups', () => {
  it('take targets of their own VPC and tell of the others', () => {
    const { call, group } = account();
    const told = call('RegisterLatticeTargets', { targetGroupIdentifier: group, targets: [{ id: '10.0.0.9' }, { id: '172.16.0.9' }] });
    expect(told.successful).toEqual([{ id: '10.0.0.9', port: 80 }]);
    expect(told.unsuccessful).toMatchObject([{ id: '172.16.0.9', failureCode: 'UnsupportedTarget' }]);
    expect(call('ListTargets', { targetGroupIdentifier: group }).items).toMatchObject([{ id: '10.0.0.9', status: 'UNUSED' }]);
  });

  it('cannot be deleted while a listener forwards to them', () => {
    const { call, refusal, group, service } = account();
    const defaultAction = { forward: { targetGroups: [{ targetGroupIdentifier: group }] } };
    const listener = call('CreateLatticeListener', { serviceIdentifier: service, name: 'web', protocol: 'HTTP', defaultAction });
    expect(listener).toMatchObject({ port: 80, defaultAction: { forward: { targetGroups: [{ targetGroupIdentifier: group, weight: 100 }] } } });
    expect(refusal('DeleteLatticeTargetGroup', { targetGroupIdentifier: group })).toMatch(/^ConflictException: /);
    expect(refusal('CreateLatticeListener', { serviceIdentifier: service, name: 'more', protocol: 'HTTP', defaultAction })).toMatch(
      /^ConflictException: /,
    );
  });
});

describe('sharing', () => {
  const OWNER = '444455556666';
  const FOREIGN = { id: 'sn-0fedcba9876543210', arn: `arn:aws:vpc-lattice:us-east-1:${OWNER}:servicenetwork/sn-0fedcba9876543210`, name: 'theirs' };
  const share = {
    resourceShareArn: `arn:aws:ram:us-east-1:${OWNER}:resource-share/1`,
    name: 'lattice',
    owningAccountId: OWNER,
    resourceArns: [FOREIGN.arn],
    principals: ['111122223333'],
  };

  it('of a service network lets the other account associate its VPC, and not change the network', () => {
    const { call, refusal } = accountWith({ LatticeServiceNetworks: [FOREIGN], resourceShares: [share] });
    const { VpcId } = call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
    expect(call('ListServiceNetworks').items).toMatchObject([{ name: 'theirs' }]);
    call('CreateServiceNetworkVpcAssociation', { serviceNetworkIdentifier: FOREIGN.arn, vpcIdentifier: VpcId });
    expect(refusal('DeleteServiceNetwork', { serviceNetworkIdentifier: FOREIGN.id })).toMatch(/^AccessDeniedException: /);
  });

  it('is what makes a network of another account visible at all', () => {
    const { call, refusal } = accountWith({ LatticeServiceNetworks: [FOREIGN] });
    expect(call('ListServiceNetworks').items).toEqual([]);
    expect(refusal('GetServiceNetwork', { serviceNetworkIdentifier: FOREIGN.id })).toMatch(/^ResourceNotFoundException: /);
  });

  it('of one’s own network is a resource of RAM', () => {
    const { call, network } = account();
    const { arn } = call('GetServiceNetwork', { serviceNetworkIdentifier: network });
    call('CreateResourceShare', { name: 'lattice', resourceArns: [arn], principals: [OWNER] });
    expect(call('ListResources', { resourceOwner: 'SELF' }).resources).toMatchObject([{ arn, type: 'vpc-lattice:ServiceNetwork' }]);
  });
});
