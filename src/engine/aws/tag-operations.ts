/** Tags on whatever has them. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html */
import type { Effect } from '../change.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import { operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { strings, TAGS } from './shape.ts';
import type { Tag } from './spelling.ts';
import { checkTags, sorted } from './tag-input.ts';
import { tagsOf } from './tags.ts';

const RESOURCES = { ...strings, required: true } as const;

const createTags = operation({
  service: 'ec2',
  name: 'CreateTags',
  kind: null,
  writes: true,
  summary: { ko: '리소스에 태그를 붙입니다.', en: 'Puts tags on resources.' },
  members: { Resources: RESOURCES, Tags: { ...TAGS, required: true } },
  run: ({ world, input }) => {
    const added = input.Tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
    const wrong = checkTags(added);
    if (wrong !== null) return wrong;
    return retag(world, input.Resources, (tags) => [...tags.filter((tag) => !added.some((each) => each.Key === tag.Key)), ...added]);
  },
});

const deleteTags = operation({
  service: 'ec2',
  name: 'DeleteTags',
  kind: null,
  writes: true,
  summary: { ko: '리소스에서 태그를 뗍니다.', en: 'Takes tags off resources.' },
  members: { Resources: RESOURCES, Tags: TAGS },
  run: ({ world, input }) => {
    // Without a list all tags go; a tag given without a value goes whatever its value is.
    const given = input.Tags;
    const goes = (tag: Tag) =>
      given === undefined || given.some((each) => each.Key === tag.Key && (each.Value === undefined || each.Value === tag.Value));
    return retag(world, input.Resources, (tags) => tags.filter((tag) => !goes(tag)));
  },
});

function retag(
  world: World,
  ids: readonly string[],
  change: (tags: readonly Tag[]) => readonly Tag[],
): { readonly effects: Effect[]; readonly output: object } | Refusal {
  const effects: Effect[] = [];
  for (const id of ids) {
    const kind = kindOf(id);
    if (kind === undefined) return refuse('InvalidID', `The ID '${id}' is not valid`);
    const found = find(world, kind, id);
    if (isRefusal(found)) return found;
    const tags = sorted(change(tagsOf(found)));
    const wrong = checkTags(tags);
    if (wrong !== null) return wrong;
    effects.push(store(kind, { ...found, [kind === 'NetworkInterface' ? 'TagSet' : 'Tags']: tags }));
  }
  return { effects, output: {} };
}

/** The longest prefix decides: `tgw-rtb-0…` is a table of a transit gateway. */
function kindOf(id: string): keyof AwsKinds | undefined {
  const kinds = Object.values(awsKinds).filter((kind) => kind.service === 'ec2' && id.startsWith(`${kind.idPrefix}-`));
  const longest = kinds.sort((one, other) => other.idPrefix.length - one.idPrefix.length)[0];
  return longest?.kind as keyof AwsKinds | undefined;
}

export const tagOperations = [createTags, deleteTags];
