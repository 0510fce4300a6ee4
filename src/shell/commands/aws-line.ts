/** The line of the AWS CLI that makes a verb: what a hint shows when the edit is an AWS call. */
import { operations } from '../../engine/aws/operations.ts';
import type { AwsVerb } from '../../engine/verb.ts';
import { type Flag, flagsOf, isAttributeBoolean, isRuleOperation } from './aws/flags.ts';
import { launchWords } from './aws/launch-flags.ts';
import { kebab } from './aws/spelling.ts';

type Structure = Readonly<Record<string, unknown>>;

/** The line that, typed, calls the operation with the same input. */
export function awsLine(verb: AwsVerb): string {
  const operation = operations[verb.verb];
  if (operation === undefined) throw new Error(`There is no operation ${verb.verb}`);
  const rule = isRuleOperation(operation) ? ruleWords(verb.body) : null;
  const launch = operation.name === 'RunInstances' ? launchWords(verb.body) : null;
  const words = flagsOf(operation).flatMap((flag) => {
    if (launch !== null && flag.name === 'count') return launch.count === null ? [] : ['--count', launch.count];
    if (launch !== null && flag.member === 'UserData') return launch.userData === null ? [] : ['--user-data', quoted(launch.userData)];
    if (flag.member === null || (rule !== null && flag.member === 'IpPermissions')) return [];
    return flagWords(flag, verb.body[flag.member]);
  });
  return ['aws', operation.service, kebab(operation.name), ...words, ...(rule ?? [])].join(' ');
}

function flagWords(flag: Flag, value: unknown): string[] {
  if (value === undefined) return [];
  const name = `--${flag.name}`;
  if (flag.sets !== undefined) {
    const given = isAttributeBoolean(flag.shape) ? (value as { readonly Value?: unknown }).Value : value;
    if (given === undefined) return flag.sets ? [name, quoted('{}')] : [];
    return given === flag.sets ? [name] : [];
  }
  if (flag.shape.type === 'integer') return [name, String(value)];
  if (flag.shape.type === 'string') return [name, quoted(String(value))];
  if (flag.shape.type === 'list' && flag.shape.of.type === 'string') return [name, ...stringWords(value as readonly string[])];
  if (flag.shape.type === 'list') return [name, ...listWords(value as readonly Structure[])];
  return [name, quoted(shorthandOf(value as Structure, 'outermost') ?? JSON.stringify(value))];
}

/** A lone word that looks like JSON is read as JSON. */
function stringWords(list: readonly string[]): string[] {
  return list.length === 1 && /^\s*[[{]/.test(list[0] as string) ? [quoted(JSON.stringify(list))] : list.map(quoted);
}

/** Structures in shorthand where all of them can be, else one word of JSON. */
function listWords(list: readonly Structure[]): string[] {
  const short = list.map((each) => shorthandOf(each, 'outermost'));
  const spelled = short.every((each) => each !== null) && list.length > 0;
  return spelled ? (short as string[]).map(quoted) : [quoted(JSON.stringify(list))];
}

/** One rule with one peer and no description, by the short flags. */
function ruleWords(body: Structure): string[] | null {
  const permissions = body.IpPermissions;
  if (!Array.isArray(permissions) || permissions.length !== 1) return null;
  const { IpProtocol, FromPort, ToPort, IpRanges, UserIdGroupPairs, ...rest } = permissions[0] as Structure;
  const protocol = protocolWord(IpProtocol);
  const peer = peerWords(IpRanges, UserIdGroupPairs);
  if (protocol === null || peer === null || Object.keys(rest).length > 0) return null;
  if (FromPort === undefined && ToPort === undefined) return ['--protocol', protocol, ...peer];
  const port = portWord(FromPort, ToPort);
  return port === null ? null : ['--protocol', protocol, '--port', port, ...peer];
}

function protocolWord(protocol: unknown): string | null {
  return typeof protocol === 'string' && /^(tcp|udp|icmp|-1)$/.test(protocol) ? protocol : null;
}

function portWord(from: unknown, to: unknown): string | null {
  if (!Number.isInteger(from) || !Number.isInteger(to)) return null;
  if (from === -1 && to === -1) return '-1';
  if ((from as number) < 0 || (to as number) < -1) return null;
  return from === to ? String(from) : `${from}-${to}`;
}

function peerWords(ranges: unknown, pairs: unknown): string[] | null {
  const range = onlyMember(ranges, 'CidrIp');
  if (range !== null && pairs === undefined) return ['--cidr', quoted(range)];
  const group = onlyMember(pairs, 'GroupId');
  return group?.startsWith('sg-') && ranges === undefined ? ['--source-group', quoted(group)] : null;
}

/** The value of the one member of the one structure, or null. */
function onlyMember(list: unknown, member: string): string | null {
  if (!Array.isArray(list) || list.length !== 1) return null;
  const [only] = list as [Structure];
  const value = only[member];
  return Object.keys(only).length === 1 && typeof value === 'string' && value !== '' ? value : null;
}

type Depth = 'outermost' | 'nested';

/** The shorthand of a structure, or null where its syntax cannot hold a value. */
function shorthandOf(structure: Structure, depth: Depth): string | null {
  const parts = Object.entries(structure).map(([key, value]) => {
    const text = /^[\w.:/-]+$/.test(key) ? partOf(value, depth) : null;
    return text === null ? null : `${key}=${text}`;
  });
  return parts.includes(null) || parts.length === 0 ? null : parts.join(',');
}

function partOf(value: unknown, depth: Depth): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return /^[\w.:/*-]+$/.test(value) ? value : null;
  if (Array.isArray(value)) {
    const items = value.map((item) => partOf(item, 'nested'));
    if (items.includes(null) || items.length === 0) return null;
    // Only the outermost structure may have a list without brackets: within braces a comma begins the next key.
    const isFlat = depth === 'outermost' && value.every((item) => typeof item === 'string');
    return isFlat ? items.join(',') : `[${items.join(',')}]`;
  }
  const inner = typeof value === 'object' && value !== null ? shorthandOf(value as Structure, 'nested') : null;
  return inner === null ? null : `{${inner}}`;
}

/** The word as the shell takes it: quoted where it holds what the shell would act on. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
