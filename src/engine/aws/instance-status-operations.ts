/** The status checks of instances. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html */
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { type FilterInput, matchesPattern } from './describe.ts';
import { checkIds } from './find.ts';
import { type Instance, instance, subnetOf } from './instance.ts';
import { operation } from './operation.ts';
import { refuse } from './refusal.ts';
import { boolean, FILTERS, idsOf, integer, string } from './shape.ts';

/** From running to the first checks that pass. */
const TO_PASS = 120_000;

type Status = 'ok' | 'initializing' | 'not-applicable';
type Item = { readonly instance: Instance; readonly zone: string | undefined; readonly status: Status };

const REACHABILITY = { ok: 'passed', initializing: 'initializing', 'not-applicable': undefined } as const;

const FILTER_VALUES: { readonly [name: string]: (item: Item) => string | undefined } = {
  'availability-zone': ({ zone }) => zone,
  'instance-state-code': ({ instance: { State } }) => String(State.Code),
  'instance-state-name': ({ instance: { State } }) => State.Name,
  'instance-status.reachability': ({ status }) => REACHABILITY[status],
  'instance-status.status': ({ status }) => status,
  'system-status.reachability': ({ status }) => REACHABILITY[status],
  'system-status.status': ({ status }) => status,
};

const describeInstanceStatus = operation({
  service: 'ec2',
  name: 'DescribeInstanceStatus',
  kind: 'Instance',
  writes: false,
  summary: {
    ko: '인스턴스의 상태와 상태 검사를 보여 줍니다. 실행 중이 아닌 것은 --include-all-instances로 봅니다.',
    en: 'Shows the states and status checks of instances; --include-all-instances also shows what does not run.',
  },
  pages: 'InstanceStatuses',
  members: { InstanceIds: idsOf('Instance'), MaxResults: integer, NextToken: string, Filters: FILTERS, IncludeAllInstances: boolean },
  run: ({ world, input: { InstanceIds = [], Filters = [], IncludeAllInstances = false } }) => {
    const wrong = checkIds(world, instance, InstanceIds);
    if (wrong !== null) return wrong;
    const unknown = Filters.find(({ Name = '' }) => FILTER_VALUES[Name] === undefined);
    if (unknown !== undefined) return refuse('InvalidParameterValue', `The filter '${unknown.Name ?? ''}' is invalid`);
    const items = objectsOf(world.aws.Instance)
      .filter(
        ({ InstanceId, State }) =>
          (InstanceIds.length === 0 || InstanceIds.includes(InstanceId)) && (IncludeAllInstances || State.Name === 'running'),
      )
      .map((each) => itemOf(world, each));
    return { output: { InstanceStatuses: items.filter((item) => passes(item, Filters)).map(show) } };
  },
});

function itemOf(world: World, each: Instance): Item {
  const checked = each.since === undefined || world.now >= each.since + TO_PASS;
  const status = each.State.Name !== 'running' ? 'not-applicable' : checked ? 'ok' : 'initializing';
  return { instance: each, zone: subnetOf(world, each)?.AvailabilityZone, status };
}

function passes(item: Item, filters: readonly FilterInput[]): boolean {
  return filters.every(({ Name = '', Values = [] }) => {
    const value = FILTER_VALUES[Name]?.(item);
    return value !== undefined && Values.some((pattern) => matchesPattern(pattern, value));
  });
}

function show({ instance: { InstanceId, State }, zone, status }: Item): object {
  const reachability = REACHABILITY[status];
  const check = { ...(reachability === undefined ? {} : { Details: [{ Name: 'reachability', Status: reachability }] }), Status: status };
  return { ...(zone === undefined ? {} : { AvailabilityZone: zone }), InstanceId, InstanceState: State, InstanceStatus: check, SystemStatus: check };
}

export const instanceStatusOperations = [describeInstanceStatus];
