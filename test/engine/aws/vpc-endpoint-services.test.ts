import { describe, expect, it } from 'vitest';
import {
  endpointServices,
  matchesPrivateName,
  privateDnsNamesOfService,
  serviceOfName,
  takesPolicy,
} from '../../../src/engine/aws/vpc-endpoint-services.ts';

const eksOf = (region: string) =>
  endpointServices(region)
    .map(({ ServiceName }) => ServiceName.slice(`com.amazonaws.${region}.`.length))
    .filter((code) => code.startsWith('eks') && code !== 'eks-proxy');

// https://docs.aws.amazon.com/eks/latest/userguide/vpc-interface-endpoints.html
describe('the endpoint services of EKS', () => {
  it.each([
    ['us-west-2', ['eks', 'eks-auth', 'eks-fips']],
    ['ap-northeast-2', ['eks', 'eks-auth']],
    ['ap-southeast-5', ['eks-auth']],
    ['ap-southeast-7', []],
    ['mx-central-1', []],
    ['ap-east-2', []],
  ])('in %s are %j', (region, services) => {
    expect(eksOf(region)).toEqual(services);
  });

  it('have the names that private DNS answers', () => {
    const names = (code: string) => privateDnsNamesOfService(`com.amazonaws.us-west-2.${code}`, 'us-west-2');
    expect(names('eks')).toEqual(['eks.us-west-2.amazonaws.com', 'eks.us-west-2.api.aws']);
    expect(names('eks-auth')).toEqual(['eks-auth.us-west-2.api.aws']);
    expect(names('eks-fips')).toEqual(['fips.eks.us-west-2.amazonaws.com']);
    expect(names('oidc-eks')).toEqual(['oidc.eks.us-west-2.amazonaws.com', 'oidc-eks.us-west-2.api.aws']);
  });

  it('take endpoint policies, except for the OIDC endpoint, which is asked without credentials', () => {
    expect(takesPolicy('com.amazonaws.us-west-2.eks')).toBe(true);
    expect(takesPolicy('com.amazonaws.us-west-2.oidc-eks')).toBe(false);
  });
});

describe('a name of a service', () => {
  it('may stand for every registry of an account, and for every bucket', () => {
    expect(matchesPrivateName('*.dkr.ecr.us-west-2.amazonaws.com', '602401143452.dkr.ecr.us-west-2.amazonaws.com')).toBe(true);
    expect(matchesPrivateName('*.dkr.ecr.us-west-2.amazonaws.com', 'a.b.dkr.ecr.us-west-2.amazonaws.com')).toBe(false);
    expect(serviceOfName('us-west-2', 'prod-us-west-2-starport-layer-bucket.s3.us-west-2.amazonaws.com')).toBe('s3');
  });

  it('is none of AWS when it only looks like one', () => {
    expect(serviceOfName('us-west-2', 'nosuch.us-west-2.amazonaws.com')).toBeUndefined();
    expect(serviceOfName('us-west-2', '0123.gr7.us-west-2.eks.amazonaws.com')).toBeUndefined();
  });
});
