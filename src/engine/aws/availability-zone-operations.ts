/** Availability Zones. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html */
import { type FilterInput, matchesPattern } from './describe.ts';
import { operation } from './operation.ts';
import { refuse } from './refusal.ts';
import { boolean, FILTERS, strings } from './shape.ts';
import { type zonesOf, zonesOfAccount } from './zones.ts';

type Zone = ReturnType<typeof zonesOf>[number];

const FILTER_VALUES: { readonly [name: string]: (zone: Zone, region: string) => string } = {
  'group-name': (_zone, region) => `${region}-zg-1`,
  'opt-in-status': () => 'opt-in-not-required',
  'region-name': (_zone, region) => region,
  state: () => 'available',
  'zone-id': (zone) => zone.id,
  'zone-name': (zone) => zone.name,
  'zone-type': () => 'availability-zone',
};

const describeAvailabilityZones = operation({
  service: 'ec2',
  name: 'DescribeAvailabilityZones',
  kind: null,
  writes: false,
  summary: { ko: '리전의 가용 영역과 그 ID를 보여 줍니다.', en: 'Shows the Availability Zones of the Region and their ids.' },
  members: { ZoneNames: strings, ZoneIds: strings, AllAvailabilityZones: boolean, Filters: FILTERS },
  run: ({ world, input }) => {
    const zones = zonesOfAccount(world);
    const unknown = [...(input.ZoneNames ?? []), ...(input.ZoneIds ?? [])].find(
      (given) => !zones.some((zone) => zone.name === given || zone.id === given),
    );
    if (unknown !== undefined) return refuse('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
    const filters = (input.Filters ?? []) as readonly FilterInput[];
    const wrong = filters.find((filter) => FILTER_VALUES[filter.Name ?? ''] === undefined);
    if (wrong !== undefined) return refuse('InvalidParameterValue', `The filter '${wrong.Name}' is invalid`);
    const passes = (zone: Zone) =>
      filters.every(({ Name = '', Values = [] }) => Values.some((value) => matchesPattern(value, FILTER_VALUES[Name]?.(zone, world.region) ?? '')));
    const named = zones.filter((zone) => (input.ZoneNames?.includes(zone.name) ?? true) && (input.ZoneIds?.includes(zone.id) ?? true));
    return {
      output: {
        AvailabilityZones: named.filter(passes).map((zone) => ({
          OptInStatus: 'opt-in-not-required',
          Messages: [],
          RegionName: world.region,
          ZoneName: zone.name,
          ZoneId: zone.id,
          GroupName: `${world.region}-zg-1`,
          NetworkBorderGroup: world.region,
          ZoneType: 'availability-zone',
          State: 'available',
        })),
      },
    };
  },
});

export const availabilityZoneOperations = [describeAvailabilityZones];
