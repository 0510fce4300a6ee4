/** What instance types can hold. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html */
import { type FilterInput, matchesPattern } from './describe.ts';
import { type InstanceLimits, instanceTypes, limitsOf } from './instance-limits.ts';
import { architectureOf } from './instance-show.ts';
import { operation } from './operation.ts';
import { firstRefusal, type Refusal, refuse } from './refusal.ts';
import { FILTERS, integer, string, strings } from './shape.ts';

const PAGE = { least: 5, most: 100 };

const FILTER_VALUES: { readonly [name: string]: (type: InstanceLimits) => string | undefined } = {
  'bare-metal': ({ bareMetal }) => String(bareMetal),
  hypervisor: ({ hypervisor }) => (hypervisor === 'unknown' ? undefined : hypervisor),
  'instance-type': ({ InstanceType }) => InstanceType,
  'memory-info.size-in-mib': ({ memory }) => memory?.toString(),
  'network-info.ipv4-addresses-per-interface': ({ ipv4PerEni }) => String(ipv4PerEni),
  'network-info.maximum-network-cards': ({ networkCards }) => String(networkCards.length),
  'network-info.maximum-network-interfaces': (type) => String(interfacesOfAllCards(type)),
  'processor-info.supported-architecture': ({ InstanceType }) => architectureOf(InstanceType),
  'vcpu-info.default-vcpus': ({ vcpus }) => vcpus?.toString(),
};

const describeInstanceTypes = operation({
  service: 'ec2',
  name: 'DescribeInstanceTypes',
  kind: null,
  writes: false,
  summary: {
    ko: '인스턴스 타입과 타입마다 붙일 수 있는 인터페이스, 주소 수를 보여 줍니다.',
    en: 'Shows instance types and how many interfaces and addresses each takes.',
  },
  pages: 'InstanceTypes',
  members: { InstanceTypes: strings, Filters: FILTERS, MaxResults: integer, NextToken: string },
  run: ({ input: { InstanceTypes: asked = [], Filters = [], MaxResults, NextToken } }) => {
    const wrong = firstRefusal(checkNames(asked), checkFilters(Filters), checkPage(MaxResults, asked));
    if (wrong !== null) return wrong;
    const found = instanceTypes().filter((type) => (asked.length === 0 || asked.includes(type.InstanceType)) && passes(type, Filters));
    const start = NextToken === undefined ? 0 : found.findIndex(({ InstanceType }) => InstanceType === NextToken);
    if (start < 0) return refuse('InvalidNextToken', `The token '${NextToken}' is invalid`);
    const end = start + (MaxResults ?? (asked.length === 0 ? PAGE.most : found.length));
    const next = found[end]?.InstanceType;
    return { output: { InstanceTypes: found.slice(start, end).map(show), ...(next === undefined ? {} : { NextToken: next }) } };
  },
});

function checkNames(asked: readonly string[]): Refusal | null {
  const unknown = asked.filter((type) => limitsOf(type) === undefined);
  if (unknown.length === 0) return null;
  return refuse('InvalidInstanceType', `The following supplied instance types do not exist: [${unknown.join(', ')}]`);
}

function checkFilters(filters: readonly FilterInput[]): Refusal | null {
  const wrong = filters.find(({ Name = '' }) => FILTER_VALUES[Name] === undefined);
  return wrong === undefined ? null : refuse('InvalidParameterValue', `The filter '${wrong.Name}' is invalid`);
}

function checkPage(MaxResults: number | undefined, asked: readonly string[]): Refusal | null {
  if (MaxResults === undefined) return null;
  if (asked.length > 0)
    return refuse('InvalidParameterCombination', 'The parameter instanceTypes cannot be used with the parameter maxResults in the same call');
  if (MaxResults >= PAGE.least && MaxResults <= PAGE.most) return null;
  const range = `Expecting a value between ${PAGE.least} and ${PAGE.most}.`;
  return refuse('InvalidParameterValue', `Value ( ${MaxResults} ) for parameter maxResults is invalid. ${range}`);
}

function passes(type: InstanceLimits, filters: readonly FilterInput[]): boolean {
  return filters.every(({ Name = '', Values = [] }) => {
    const value = FILTER_VALUES[Name]?.(type);
    return value !== undefined && Values.some((pattern) => matchesPattern(pattern, value));
  });
}

/** EC2 counts the interfaces of all network cards; the VPC CNI those of the default one. */
function interfacesOfAllCards({ networkCards }: InstanceLimits): number {
  return networkCards.reduce((sum, most) => sum + most, 0);
}

function show(type: InstanceLimits): object {
  const { InstanceType, bareMetal, hypervisor, vcpus, memory, networkCards, ipv4PerEni } = type;
  return {
    InstanceType,
    BareMetal: bareMetal,
    ...(hypervisor === 'unknown' ? {} : { Hypervisor: hypervisor }),
    ProcessorInfo: { SupportedArchitectures: [architectureOf(InstanceType)] },
    ...(vcpus === undefined ? {} : { VCpuInfo: { DefaultVCpus: vcpus } }),
    ...(memory === undefined ? {} : { MemoryInfo: { SizeInMiB: memory } }),
    NetworkInfo: {
      MaximumNetworkInterfaces: interfacesOfAllCards(type),
      MaximumNetworkCards: networkCards.length,
      DefaultNetworkCardIndex: 0,
      NetworkCards: networkCards.map((MaximumNetworkInterfaces, NetworkCardIndex) => ({ NetworkCardIndex, MaximumNetworkInterfaces })),
      Ipv4AddressesPerInterface: ipv4PerEni,
    },
  };
}

export const instanceTypeOperations = [describeInstanceTypes];
