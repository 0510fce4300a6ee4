/** The adapters, one per file of cases. A file without a line here is not judged, and the report says so. */
import type { Adapter } from './adapter.ts';
import { adapter as cniDataplane } from './cni-dataplane.ts';
import { adapter as cniInstanceLimits } from './cni-instance-limits.ts';
import { adapter as cniIpamd } from './cni-ipamd.ts';
import { adapter as cniMaxPods } from './cni-max-pods.ts';
import { adapter as cniSubnetCalc } from './cni-subnet-calc.ts';
import { adapter as netpolCases } from './netpol-cases.ts';
import { adapter as netpolValidation } from './netpol-validation.ts';
import { adapter as servicesDns } from './services-dns.ts';
import { adapter as servicesEndpointslices } from './services-endpointslices.ts';
import { adapter as servicesIngressPaths } from './services-ingress-paths.ts';
import { adapter as servicesKubeProxy } from './services-kube-proxy.ts';
import { adapter as servicesKubectlOutput } from './services-kubectl-output.ts';
import { adapter as servicesLbcModel } from './services-lbc-model.ts';
import { adapter as servicesLbcSubnets } from './services-lbc-subnets.ts';
import { adapter as servicesValidation } from './services-validation.ts';
import { adapter as vpcApiErrors } from './vpc-api-errors.ts';
import { adapter as vpcFilters } from './vpc-filters.ts';
import { adapter as vpcTraces } from './vpc-traces.ts';

export const adapters: readonly Adapter[] = [
  cniDataplane,
  cniInstanceLimits,
  cniIpamd,
  netpolCases,
  netpolValidation,
  cniMaxPods,
  cniSubnetCalc,
  servicesDns,
  servicesEndpointslices,
  servicesIngressPaths,
  servicesKubeProxy,
  servicesKubectlOutput,
  servicesLbcModel,
  servicesLbcSubnets,
  servicesValidation,
  vpcApiErrors,
  vpcFilters,
  vpcTraces,
];
