/** Ids in typed lines written as the placeholders that name the same object: another play gives other ids. */
import { awsKinds } from '../../engine/aws/kinds.ts';
import type { World } from '../../engine/world.ts';
import { find } from '../find.ts';
import { fillPlaceholders } from '../placeholder.ts';

const PLACEHOLDERS: { readonly [prefix: string]: string | undefined } = {
  sg: 'sg',
  subnet: 'subnet',
  rtb: 'rtb',
  vpc: 'vpc',
  igw: 'igw',
  acl: 'acl',
  i: 'instance',
  nat: 'nat',
  eipalloc: 'eip',
  eni: 'eni',
  eigw: 'eigw',
  pcx: 'pcx',
  tgw: 'tgw',
  'tgw-attach': 'tgw-attach',
  'tgw-rtb': 'tgw-rtb',
  vgw: 'vgw',
};
const ID = /(?<![\w-])([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}(?![\w-])/g;

/** The text with each id that has a name in the world replaced; an id without one is left as it stands. */
export function withNames(world: World, text: string): string {
  return text.replace(ID, (id, prefix: string) => placeholderOf(world, PLACEHOLDERS[prefix], id) ?? id);
}

function placeholderOf(world: World, kind: string | undefined, id: string): string | null {
  if (kind === undefined) return null;
  const names = Object.keys(awsKinds).flatMap((aws) => find(world, { kind: aws, name: id }).flatMap((object) => namesOf(object)));
  const written = names.map((name) => `{${kind}:${name}}`);
  return (
    written.find((one) => {
      const filled = fillPlaceholders(world, one);
      return filled.ok && filled.text === id;
    }) ?? null
  );
}

type Named = { readonly GroupName?: string; readonly Tags?: readonly Tag[]; readonly TagSet?: readonly Tag[] };
type Tag = { readonly Key: string; readonly Value: string };

function namesOf(object: object): readonly string[] {
  const { GroupName, Tags = [], TagSet = [] } = object as Named;
  return [...[...Tags, ...TagSet].filter(({ Key }) => Key === 'Name').map(({ Value }) => Value), ...(GroupName === undefined ? [] : [GroupName])];
}
