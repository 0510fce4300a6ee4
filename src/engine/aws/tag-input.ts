/** Tags as inputs give them: at creation by TagSpecifications, later by CreateTags. */
import { checkQuota } from './quotas.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Tag } from './spelling.ts';

type TagInput = { readonly Key?: string | undefined; readonly Value?: string | undefined };
type Specification = { readonly ResourceType?: string | undefined; readonly Tags?: readonly TagInput[] | undefined };

/** The tags for the resource that an operation creates, or what EC2 answers to specifications that do not fit it. */
export function tagsFor(resourceType: string, specifications: readonly Specification[] | undefined): readonly Tag[] | Refusal {
  const tags: Tag[] = [];
  for (const { ResourceType, Tags } of specifications ?? []) {
    if (ResourceType === undefined) return refuse('InvalidParameterValue', 'Tag specification resource type must have a value');
    if (ResourceType !== resourceType) {
      return refuse('InvalidParameterValue', `'${ResourceType}' is not a valid taggable resource type for this operation.`);
    }
    if (Tags === undefined || Tags.length === 0) return refuse('InvalidParameterValue', 'Tag specification must have at least one tag');
    for (const tag of Tags) tags.push({ Key: tag.Key ?? '', Value: tag.Value ?? '' });
  }
  return checkTags(tags) ?? sorted(tags);
}

/** Null when a resource may carry these tags. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
export function checkTags(tags: readonly Tag[]): Refusal | null {
  const keys = tags.map((tag) => tag.Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return refuse('InvalidParameterValue', `Duplicate tag key '${twice}' specified.`);
  for (const { Key, Value } of tags) {
    if (Key === '') return refuse('InvalidParameterValue', 'Tag key cannot be empty.');
    if (Key.toLowerCase().startsWith('aws:')) return refuse('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
    if (Key.length > 128) return refuse('InvalidParameterValue', 'Tag key exceeds the maximum length of 128 characters');
    if (Value.length > 256) return refuse('InvalidParameterValue', 'Tag value exceeds the maximum length of 256 characters');
  }
  return checkQuota('tagsPerResource', tags.length);
}

/** Tags in ascending order of key: their order means nothing. */
export function sorted(tags: readonly Tag[]): readonly Tag[] {
  return [...tags].sort((one, other) => (one.Key < other.Key ? -1 : 1));
}
