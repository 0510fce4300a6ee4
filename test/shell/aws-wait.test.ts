import { describe, expect, it } from 'vitest';
import { clusterIn, labIn, MINUTES, networkIn, nodegroupIn, openToInternet } from '../engine/eks/lab.ts';
import { type } from './aws-account.ts';

/** A cluster whose creation has just been asked for. */
function asked() {
  const lab = labIn();
  const { subnets } = networkIn(lab);
  const resourcesVpcConfig = { subnetIds: subnets };
  lab.call('CreateCluster', { name: 'lab', roleArn: 'arn:aws:iam::111122223333:role/eksClusterRole', resourcesVpcConfig });
  return lab.world();
}

const passed = (line: string, world = asked()) => {
  const { world: after, code, stdout, stderr } = type(line, world);
  return { code, stdout, stderr, seconds: (after.now - world.now) / 1000, after };
};

describe('aws eks wait', () => {
  it('cluster-active polls every 30 seconds, prints nothing and leaves the cluster active', () => {
    const { code, stdout, stderr, seconds, after } = passed('aws eks wait cluster-active --name lab');
    expect([code, stdout, stderr, seconds % 30]).toEqual([0, '', '', 0]);
    expect(seconds).toBeGreaterThan(0);
    expect(type('aws eks describe-cluster --name lab --query cluster.status --output text', after).stdout).toBe('ACTIVE\n');
  });

  it('cluster-deleted says at once which state ends the waiting', () => {
    const { code, stderr, seconds } = passed('aws eks wait cluster-deleted --name lab');
    expect([code, seconds]).toEqual([255, 0]);
    expect(stderr).toBe(
      '\nWaiter ClusterDeleted failed: Waiter encountered a terminal failure state: For expression "cluster.status" we matched expected path: "CREATING"\n',
    );
  });

  it('cluster-active of a cluster that does not exist fails with the error of the API', () => {
    const { code, stderr } = passed('aws eks wait cluster-active --name nobody');
    expect([code, stderr]).toEqual([
      255,
      '\nWaiter ClusterActive failed: An error occurred (ResourceNotFoundException): No cluster found for name: nobody.\n',
    ]);
  });

  it('nodegroup-active tells of a group that has failed', () => {
    const lab = labIn();
    const network = networkIn(lab);
    clusterIn(lab, network);
    nodegroupIn(lab, network);
    const { code, stderr, seconds } = passed('aws eks wait nodegroup-active --cluster-name lab --nodegroup-name ng', lab.world());
    expect(code).toBe(255);
    expect(stderr).toContain('Waiter NodegroupActive failed: Waiter encountered a terminal failure state: For expression "nodegroup.status"');
    // "Your nodes must join within 15 minutes"
    expect(seconds).toBe(15 * MINUTES);
  });

  it('nodegroup-active, then nodegroup-deleted, end well where nodes join', () => {
    const lab = labIn();
    const network = networkIn(lab);
    openToInternet(lab, network);
    clusterIn(lab, network);
    nodegroupIn(lab, network);
    const target = '--cluster-name lab --nodegroup-name ng';
    const active = passed(`aws eks wait nodegroup-active ${target}`, lab.world());
    expect(active.code).toBe(0);
    const later = labIn(active.after);
    later.call('DeleteNodegroup', { clusterName: 'lab', nodegroupName: 'ng' });
    expect(passed(`aws eks wait nodegroup-deleted ${target}`, later.world()).code).toBe(0);
  });
});

describe('aws ec2 wait', () => {
  it('nat-gateway-available takes the time that the gateway takes', () => {
    const lab = labIn();
    const network = networkIn(lab);
    openToInternet(lab, network);
    const { AllocationId } = lab.call('AllocateAddress', { Domain: 'vpc' });
    const { NatGatewayId } = lab.call('CreateNatGateway', { SubnetId: network.subnets[0], AllocationId }).NatGateway;
    const { code, after } = passed(`aws ec2 wait nat-gateway-available --nat-gateway-ids ${NatGatewayId}`, lab.world());
    expect(code).toBe(0);
    const state = `aws ec2 describe-nat-gateways --nat-gateway-ids ${NatGatewayId} --query NatGateways[0].State --output text`;
    expect(type(state, after).stdout).toBe('available\n');
  });

  it('vpc-exists gives up after 5 polls of a second', () => {
    const { code, seconds, stderr } = passed('aws ec2 wait vpc-exists --vpc-ids vpc-0123456789abcdef0');
    expect([code, seconds]).toEqual([255, 4]);
    expect(stderr).toContain(
      'Waiter VpcExists failed: Max attempts exceeded. Previously accepted state: Matched expected service error code: InvalidVpcID.NotFound',
    );
  });
});

describe('what is not a waiter', () => {
  it.each([
    ['aws eks wait', /usage: aws \[options\] eks wait <subcommand> \[parameters\]\naws: error: too few arguments/],
    [
      'aws eks wait cluster-aktive --name lab',
      /argument subcommand: Found invalid choice 'cluster-aktive'\n\nMaybe you meant:\n\n {2}\* cluster-active/,
    ],
    ['aws eks wait cluster-active', /the following arguments are required: --name/],
  ])('%s is said as the CLI says it', (line, text) => {
    const { code, stderr } = passed(line);
    expect(code).toBe(252);
    expect(stderr).toMatch(text);
  });

  it('a real waiter over something that is not here is said to be not simulated', () => {
    const { notes, stderr } = type('aws ec2 wait volume-available', asked());
    expect([stderr, notes[0]?.mark]).toEqual(['', 'not-simulated']);
  });
});

describe('aws eks update-kubeconfig', () => {
  it('names the context by the ARN of the cluster, once it stands', () => {
    const early = passed('aws eks update-kubeconfig --name lab');
    expect([early.code, early.stderr]).toEqual([255, '\nCluster status is CREATING\n']);
    const { after } = passed('aws eks wait cluster-active --name lab');
    expect(type('aws eks update-kubeconfig --name lab', after).stdout).toMatch(
      /^Added new context arn:aws:eks:us-west-2:\d{12}:cluster\/lab to \/root\/\.kube\/config\n$/,
    );
    expect(type('aws eks update-kubeconfig --name nobody', after).stderr).toContain('No cluster found for name: nobody.');
  });
});
