/** Tags of what Elastic Load Balancing has. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html */
import type { World } from '../../world.ts';
import { store } from '../effects.ts';
import { type Done, operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { strings, TAGS } from '../shape.ts';
import type { Tag } from '../spelling.ts';
import { isElbArn } from './arn.ts';
import { balancerAt, groupAt, invalid, listenerAt, ruleAt } from './refusals.ts';

type TagInput = { readonly Key?: string | undefined; readonly Value?: string | undefined };

/** The tags that an operation gives to what it creates, in ascending order of key. */
export function givenTags(tags: readonly TagInput[] | undefined): readonly Tag[] | Refusal {
  const given = (tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  const keys = given.map((tag) => tag.Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return refuse('DuplicateTagKeys', `Tag key was specified more than once: ${twice}`);
  if (given.length > 50) return refuse('TooManyTags', 'The maximum number of tags for a resource is 50');
  return given.sort((one, other) => (one.Key < other.Key ? -1 : 1));
}

const addTags = operation({
  service: 'elbv2',
  name: 'AddTags',
  kind: null,
  writes: true,
  summary: { ko: '로드 밸런서, 대상 그룹, 리스너에 태그를 붙입니다.', en: 'Puts tags on load balancers, target groups and listeners.' },
  members: { ResourceArns: { ...strings, required: true }, Tags: { ...TAGS, required: true } },
  run: ({ world, input }) => {
    const added = givenTags(input.Tags);
    if (isRefusal(added)) return added;
    const replaces = (tag: Tag) => added.some((each) => each.Key === tag.Key);
    return retag(world, input.ResourceArns, (tags) => [...tags.filter((tag) => !replaces(tag)), ...added]);
  },
});

const removeTags = operation({
  service: 'elbv2',
  name: 'RemoveTags',
  kind: null,
  writes: true,
  summary: { ko: '로드 밸런서, 대상 그룹, 리스너에서 태그를 뗍니다.', en: 'Takes tags off load balancers, target groups and listeners.' },
  members: { ResourceArns: { ...strings, required: true }, TagKeys: { ...strings, required: true } },
  run: ({ world, input }) => retag(world, input.ResourceArns, (tags) => tags.filter((tag) => !input.TagKeys.includes(tag.Key))),
});

const describeTags = operation({
  service: 'elbv2',
  verb: 'elbv2:DescribeTags',
  name: 'DescribeTags',
  kind: null,
  writes: false,
  summary: { ko: '태그를 보여 줍니다.', en: 'Shows tags.' },
  members: { ResourceArns: { ...strings, required: true } },
  run: ({ world, input }) => {
    const TagDescriptions: object[] = [];
    for (const ResourceArn of input.ResourceArns) {
      const found = taggable(world, ResourceArn);
      if (isRefusal(found)) return found;
      TagDescriptions.push({ ResourceArn, Tags: found.object.Tags });
    }
    return { output: { TagDescriptions } };
  },
});

function retag(world: World, arns: readonly string[], change: (tags: readonly Tag[]) => readonly Tag[]): Done | Refusal {
  const effects = [];
  for (const arn of arns) {
    const found = taggable(world, arn);
    if (isRefusal(found)) return found;
    const Tags = givenTags(change(found.object.Tags));
    if (isRefusal(Tags)) return Tags;
    effects.push(store(found.kind, { ...found.object, Tags } as never));
  }
  return { effects, output: {} };
}

function taggable(world: World, arn: string) {
  if (isElbArn('loadbalancer', arn)) return named('LoadBalancer', balancerAt(world, arn));
  if (isElbArn('targetgroup', arn)) return named('TargetGroup', groupAt(world, arn));
  if (isElbArn('listener-rule', arn)) return named('ListenerRule', ruleAt(world, arn));
  if (isElbArn('listener', arn)) return named('Listener', listenerAt(world, arn));
  return invalid(`'${arn}' is not a valid load balancer ARN`);
}

function named<K extends string, T>(kind: K, found: T | Refusal) {
  return isRefusal(found) ? found : { kind, object: found as Exclude<T, Refusal> };
}

export const elbTagOperations = [addTags, removeTags, describeTags];
