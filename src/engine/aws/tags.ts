/** Tags: every taggable kind keeps them as `Tags`, network interfaces alone as `TagSet`. */
import type { Tag } from './spelling.ts';

/** The tags of a stored object of any kind. */
export function tagsOf(object: object): readonly Tag[] {
  const tagged = object as { readonly Tags?: readonly Tag[]; readonly TagSet?: readonly Tag[]; readonly tags?: Readonly<Record<string, string>> };
  if (tagged.tags !== undefined) return Object.entries(tagged.tags).map(([Key, Value]) => ({ Key, Value }));
  return tagged.Tags ?? tagged.TagSet ?? [];
}

/** The value of the tag, or undefined. */
export function tagOf(object: object, key: string): string | undefined {
  return tagsOf(object).find((tag) => tag.Key === key)?.Value;
}

/** The `Tags` member for the kinds whose description leaves it out when there is none. */
export function shownTags(object: { readonly Tags: readonly Tag[] }): { readonly Tags?: readonly Tag[] } {
  return object.Tags.length === 0 ? {} : { Tags: object.Tags };
}
