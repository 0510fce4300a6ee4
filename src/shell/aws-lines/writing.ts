/** Lines of `aws` being written: ids go into shell variables, and later lines name the variables. */
import type { AwsKinds } from '../../engine/aws/kinds.ts';
import type { Tag } from '../../engine/aws/spelling.ts';
import type { World } from '../../engine/world.ts';

export type Writing = {
  readonly world: World;
  readonly lines: string[];
  /** The variable of each object that a line has made or found. */
  readonly variables: Map<string, string>;
  readonly counts: Map<string, number>;
  /** What no line makes, by kind. */
  readonly left: Map<string, string[]>;
};

/** A line that makes an object or finds it: what its variable is called, the command, and where in the output the id stands. */
export type Naming = { readonly id: string; readonly prefix: string; readonly command: string; readonly query: string };

export function startWriting(world: World): Writing {
  return { world, lines: [], variables: new Map(), counts: new Map(), left: new Map() };
}

/** Writes a line whose output names the object from here on: `VPC1=$(aws …)`. */
export function name(writing: Writing, { id, prefix, command, query }: Naming): void {
  const number = (writing.counts.get(prefix) ?? 0) + 1;
  writing.counts.set(prefix, number);
  const variable = `${prefix}${number}`;
  writing.lines.push(`${variable}=$(aws ${command} --query ${quoted(query)} --output text)`);
  writing.variables.set(id, variable);
}

/** Writes a line whose output nobody needs. */
export function run(writing: Writing, command: string): void {
  writing.lines.push(`aws ${command}`);
}

/** Writes a line that lets what was asked for become ready: not every service has a waiter. */
export function pause(writing: Writing, seconds: number): void {
  writing.lines.push(`sleep ${seconds}`);
}

/** Notes an object that no line makes. */
export function leave(writing: Writing, kind: keyof AwsKinds, id: string): void {
  writing.left.set(kind, [...(writing.left.get(kind) ?? []), id]);
}

/** Whether a line has made or found the object. */
export function isNamed(writing: Writing, id: string | undefined): id is string {
  return id !== undefined && writing.variables.has(id);
}

/** The object as a line names it: its variable, or its id as it is. */
export function ref(writing: Writing, id: string): string {
  const variable = writing.variables.get(id);
  return variable === undefined ? quoted(id) : `$${variable}`;
}

/** A value as JSON in single quotes, ids of named objects as their variables. */
export function json(writing: Writing, value: unknown): string {
  const text = JSON.stringify(value).replaceAll("'", "'\\''");
  const named = text.replace(/"((?:[a-z]+-|arn:)[^"\\]+)"/g, (whole, id: string) => {
    const variable = writing.variables.get(id);
    return variable === undefined ? whole : `"'$${variable}'"`;
  });
  return `'${named}'`;
}

/** A word as the shell reads it back. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** ` --tag-specifications …`, or nothing. Tags of AWS's own cannot be given: their keys are reserved. */
export function tagged(writing: Writing, ResourceType: string, tags: readonly Tag[]): string {
  const Tags = tags.filter(({ Key }) => !Key.startsWith('aws:'));
  return Tags.length === 0 ? '' : ` --tag-specifications ${json(writing, [{ ResourceType, Tags }])}`;
}

/** Gives an object that was there already its tags. */
export function tagFound(writing: Writing, id: string, tags: readonly Tag[]): void {
  const own = tags.filter(({ Key }) => !Key.startsWith('aws:'));
  if (own.length > 0) run(writing, `ec2 create-tags --resources ${ref(writing, id)} --tags ${json(writing, own)}`);
}
