import { expect, it } from 'vitest';
import { manifestsOf } from '../../../src/engine/controllers/aws/addon-manifests.ts';
import { courseWorld } from '../../support/world-of.ts';

// https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/templates/eniconfig.yaml
it('the configuration of vpc-cni makes an ENIConfig for each key of its subnets, named by the key, if it is told to create them', () => {
  const subnets = { 'us-west-2a': { id: 'subnet-a', securityGroups: ['sg-1'] }, 'us-west-2b': { id: 'subnet-b' } };
  const made = (create: boolean) =>
    manifestsOf(courseWorld(), 'vpc-cni', {
      network: { serviceIpv4Cidr: '10.100.0.0/16', ipFamily: 'ipv4' },
      configurationValues: JSON.stringify({ eniConfig: { create, region: 'us-west-2', subnets } }),
    }).filter(({ kind }) => kind === 'ENIConfig');
  expect(made(true).map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
    ['us-west-2a', { subnet: 'subnet-a', securityGroups: ['sg-1'] }],
    ['us-west-2b', { subnet: 'subnet-b' }],
  ]);
  expect(made(false)).toEqual([]);
});
