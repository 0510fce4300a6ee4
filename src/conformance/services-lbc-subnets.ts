/** Judges services/lbc-subnets.json: which subnets the AWS Load Balancer Controller picks. */
import { same } from '../engine/canonical.ts';
import { attempt, hasFailed } from '../engine/controllers/cluster/load-balancer-controller/model-error.ts';
import {
  type Candidate,
  checkNamedSubnets,
  chooseSubnets,
  type Discovery,
  discoverSubnets,
  MINIMUM_FREE,
  minimalCount,
  onePerZone,
  type SubnetLocale,
  type SubnetRequest,
  subnetsNamed,
  subnetsWithTags,
} from '../engine/controllers/cluster/load-balancer-controller/subnet-discovery.ts';
import type { Adapter, Judgement } from './adapter.ts';

type GivenSubnet = Pick<Candidate, 'id' | 'az' | 'tags' | 'availableIps' | 'locale'> & { readonly ipv6Cidr?: unknown; readonly public?: boolean };

type Case = {
  readonly id: string;
  readonly question: string;
  readonly subnets: readonly GivenSubnet[];
  readonly features?: {
    readonly subnetsClusterTagCheck?: boolean;
    readonly albSingleSubnet?: boolean;
    readonly subnetDiscoveryByReachability?: boolean;
  };
  readonly request: {
    readonly type?: 'alb' | 'nlb';
    readonly scheme?: string;
    readonly ipAddressType?: string;
    readonly clusterName?: string;
    readonly subnetLocale?: SubnetLocale;
    readonly selector?: { readonly ids?: readonly string[]; readonly tags?: Readonly<Record<string, readonly string[]>> };
    readonly nameOrIds?: readonly string[];
  };
  readonly expect: object;
};

export const adapter: Adapter = {
  area: 'services',
  file: 'lbc-subnets.json',
  judge: (file) => (file as { readonly cases: readonly Case[] }).cases.map(judgeCase),
};

function judgeCase(asked: Case): Judgement {
  const answered = attempt(() => answer(asked));
  const actual = hasFailed(answered) ? { error: answered.error } : answered;
  const ok = same(actual, asked.expect);
  return { id: asked.id, ok, detail: ok ? '' : `expected ${JSON.stringify(asked.expect)} but got ${JSON.stringify(actual)}` };
}

function answer({ question, subnets: given, features, request: asked }: Case): object {
  const subnets = given.map(candidate);
  const request: SubnetRequest = {
    type: asked.type ?? 'alb',
    scheme: asked.scheme ?? 'internal',
    ipAddressType: asked.ipAddressType ?? 'ipv4',
    clusterName: asked.clusterName ?? '',
    clusterTagCheck: features?.subnetsClusterTagCheck ?? true,
    albSingleSubnet: features?.albSingleSubnet ?? false,
    byReachability: features?.subnetDiscoveryByReachability ?? true,
    minimumFree: MINIMUM_FREE,
  };
  switch (question) {
    case 'resolve-discovery':
      return outcome(discoverSubnets(subnets, request));
    case 'resolve-selector': {
      const { ids, tags } = asked.selector ?? {};
      return outcome(
        ids === undefined ? chooseSubnets(subnetsWithTags(subnets, tags ?? {}), request) : checkNamedSubnets(subnetsNamed(subnets, ids), request),
      );
    }
    case 'resolve-names-or-ids':
      return outcome(checkNamedSubnets(subnetsNamed(subnets, asked.nameOrIds ?? []), request));
    case 'choose-per-az':
      return { subnetIds: onePerZone(subnets, request.clusterName).map(({ id }) => id) };
    case 'minimal-count':
      return { minimalSubnetCount: minimalCount(request, asked.subnetLocale ?? 'availability-zone') };
    default:
      throw new Error(`Expected a question about subnets of load balancers but found ${JSON.stringify(question)}`);
  }
}

function candidate({ ipv6Cidr, public: isPublic, ...subnet }: GivenSubnet): Candidate {
  return { ...subnet, hasIpv6: Boolean(ipv6Cidr), isPublic: isPublic ?? false };
}

function outcome({ chosen, error }: Discovery): object {
  return error === undefined ? { subnetIds: chosen.map(({ id }) => id) } : { error };
}
