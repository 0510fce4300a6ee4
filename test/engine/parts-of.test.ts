import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awsKinds } from '../../src/engine/aws/kinds.ts';
import { partsOf } from '../../src/engine/parts-of.ts';
import { objectsOf, type Store } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { type WorldParts, worldOf } from '../../src/engine/world-of.ts';
import { courseParts } from '../support/course-world.ts';
import { courseWorld, standing } from '../support/world-of.ts';

/** Every object of the AWS plane, as the account's owner sees it. */
function described(world: World): unknown {
  return Object.entries(awsKinds).map(([kind, { describe: shape }]) => [
    kind,
    objectsOf((world.aws as unknown as Record<string, Store<object>>)[kind] as Store<object>).map((object) =>
      (shape.show as (object: object, world: World) => object)(object, world),
    ),
  ]);
}

describe('the parts of a world', () => {
  it('make a world that is described the same', () => {
    const world = courseWorld();
    const { parts, unlisted } = partsOf(world);
    const again = standing(parts);
    expect(unlisted).toEqual([]);
    expect(described(again)).toEqual(described(world));
    expect(objectsOf(again.cluster.Pod).map(({ metadata, status }) => [metadata.name, status.podIP])).toEqual(
      objectsOf(world.cluster.Pod).map(({ metadata, status }) => [metadata.name, status.podIP]),
    );
    expect(objectsOf(again.cluster.Service)).toMatchObject(objectsOf(world.cluster.Service).map(({ spec }) => ({ spec })));
  });

  it('keep the faults that are in force, and what lies outside', () => {
    const faults = [{ fault: 'process-stopped', process: 'kube-proxy', node: 'node1' } as const];
    const { parts } = partsOf(worldOf({ ...courseParts(), faults }).world);
    expect(parts.faults).toEqual(faults);
    expect(parts.outside).toEqual(courseParts().outside);
  });

  const snapshots = JSON.parse(readFileSync(new URL('../conformance/cases/vpc/traces.json', import.meta.url), 'utf8')) as readonly {
    readonly id: string;
    readonly snapshot: NonNullable<WorldParts['aws']>;
  }[];

  it.each(snapshots.map(({ id, snapshot }) => [id, snapshot] as const))('of %s make a network that is described the same', (_id, aws) => {
    const { world } = worldOf({ aws }, { settle: false });
    const { parts, unlisted } = partsOf(world);
    const again = worldOf(parts, { settle: false });
    expect(unlisted).toEqual([]);
    expect(again.problems).toEqual([]);
    expect(described(again.world)).toEqual(described(world));
  });

  it('say nothing that is derived', () => {
    const { parts } = partsOf(courseWorld());
    const members = new Set(Object.values(parts.aws ?? {}).flatMap((list) => list.flatMap((item) => Object.keys(item))));
    expect(members).not.toContain('AvailableIpAddressCount');
    expect(members).not.toContain('SubnetArn');
  });
});
