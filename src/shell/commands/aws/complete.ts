/** What may come next on a line of `aws`: services, operations, flags, and the ids and filters that a flag takes. */

import { type AwsKinds, awsKinds } from '../../../engine/aws/kinds.ts';
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Shape } from '../../../engine/aws/shape.ts';
import { tagOf } from '../../../engine/aws/tags.ts';
import type { AwsKind } from '../../../engine/kind.ts';
import * as map from '../../../engine/persistent-map.ts';
import type { Store } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { Completion, Invocation } from '../../command.ts';
import { isFlag } from './arguments.ts';
import { type Flag, flagsOf, GLOBAL_FLAGS } from './flags.ts';
import { services } from './services.ts';
import { kebab } from './spelling.ts';
import { waitersOf } from './wait.ts';

/** Candidates for the last word. */
export function completeAws({ world, words }: Invocation): readonly Completion[] {
  const typed = words.map((word) => word.text);
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const [service, operation, waiter] = before.filter((word, index) => !isFlag(word) && !takesValue(before[index - 1]));
  if (service === undefined) return [...services.values()].map((each) => ({ text: each.name, about: each.summary }));
  const known = services.get(service);
  if (known === undefined) return [];
  const waiters = waitersOf(known);
  if (operation === undefined) {
    return [...[...known.operations].map(([text, each]) => ({ text, about: each.summary })), ...(waiters.size === 0 ? [] : [bare('wait')])];
  }
  if (operation === 'wait' && waiter === undefined) return [...waiters.keys()].map(bare);
  const found = known.operations.get(operation === 'wait' ? kebab(waiters.get(waiter ?? '')?.operation ?? '') : operation);
  return found === undefined ? [] : completeOperation(world, found, { before, current });
}

type Typed = { readonly before: readonly string[]; readonly current: string };

function completeOperation(world: World, operation: Operation, { before, current }: Typed): readonly Completion[] {
  const flags = flagsOf(operation);
  const lastFlag = before.findLast(isFlag)?.slice(2);
  const flag = flags.find((each) => each.name === lastFlag);
  const isOpen = flag !== undefined && flag.sets === undefined && (flag.shape.type === 'list' || before.at(-1) === `--${flag.name}`);
  const used = before.filter(isFlag).map((word) => word.slice(2));
  const offered = current.startsWith('-') || !isOpen ? offeredFlags(flags, used) : [];
  if (lastFlag !== undefined && GLOBAL_FLAGS[lastFlag]?.choices !== undefined && before.at(-1) === `--${lastFlag}`) {
    return (GLOBAL_FLAGS[lastFlag].choices ?? []).map(bare);
  }
  return isOpen && !current.startsWith('-') ? valuesFor(world, { operation, flag, current }) : offered;
}

function offeredFlags(flags: readonly Flag[], used: readonly string[]): Completion[] {
  const free = flags.filter((flag) => !used.includes(flag.name) && !used.includes(flag.pair ?? flag.name));
  const required = free.filter((flag) => flag.required);
  const rest = free.filter((flag) => !flag.required);
  return [...[...required, ...rest].map((flag) => `--${flag.name}`), '--query', '--output', '--region'].map(bare);
}

type Place = { readonly operation: Operation; readonly flag: Flag; readonly current: string };

function valuesFor(world: World, { operation, flag, current }: Place): readonly Completion[] {
  if (flag.member === 'Filters') return filterWords(world, operation, current);
  const shape: Shape = flag.shape.type === 'list' ? flag.shape.of : flag.shape;
  if (shape.type !== 'string') return [];
  if (flag.name === 'resources') return Object.keys(awsKinds).flatMap((kind) => idsOf(world, kind as keyof AwsKinds));
  return shape.names === undefined ? (shape.values ?? []).map(bare) : idsOf(world, shape.names);
}

/** The ids of a kind, each with its Name tag. */
function idsOf(world: World, kind: keyof AwsKinds): Completion[] {
  const store = world.aws[kind] as Store<object>;
  return [...map.entries(store.entries)].map(([text, { object }]) => {
    const name = tagOf(object, 'Name') ?? (object as { readonly GroupName?: string }).GroupName;
    return { text, about: name === undefined ? null : { ko: name, en: name } };
  });
}

/** `Name=vpc-id,Values=` and, behind it, what the filter would find. */
function filterWords(world: World, operation: Operation, current: string): Completion[] {
  const kind = operation.kind === null ? undefined : (awsKinds[operation.kind] as AwsKind<object>);
  if (kind === undefined) return [];
  const [, name, typed] = /^Name=([^,]*),Values=(.*)$/.exec(current) ?? [];
  if (name === undefined) {
    const names = [...Object.keys(kind.describe.filters), ...tagKeys(world, kind).map((key) => `tag:${key}`), 'tag-key'];
    return [...new Set(names)].map((each) => bare(`Name=${each},Values=`));
  }
  const lead = (typed ?? '').slice(0, (typed ?? '').lastIndexOf(',') + 1);
  const objects = map.values((world.aws[kind.kind as keyof AwsKinds] as Store<object>).entries).map((entry) => entry.object);
  const of = (object: object) => (name.startsWith('tag:') ? [tagOf(object, name.slice(4))] : (kind.describe.filters[name]?.(object, world) ?? []));
  const values = [...new Set(objects.flatMap(of))].filter((value) => value !== undefined);
  return values.map((value) => bare(`Name=${name},Values=${lead}${value}`));
}

function tagKeys(world: World, kind: AwsKind<object>): string[] {
  const store = world.aws[kind.kind as keyof AwsKinds] as Store<object>;
  return [...new Set(map.values(store.entries).flatMap(({ object }) => keysOf(object)))].sort();
}

function keysOf(object: object): string[] {
  const tagged = object as { readonly Tags?: readonly { readonly Key: string }[]; readonly TagSet?: readonly { readonly Key: string }[] };
  return (tagged.Tags ?? tagged.TagSet ?? []).map((tag) => tag.Key);
}

function takesValue(word: string | undefined): boolean {
  return word !== undefined && isFlag(word) && GLOBAL_FLAGS[word.slice(2)]?.value === true;
}

function bare(text: string): Completion {
  return { text, about: null };
}
