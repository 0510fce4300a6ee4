/** From sorted arguments to the verb: what the operation is called with. */

import type { AwsKinds } from '../../../engine/aws/kinds.ts';
import type { Operation } from '../../../engine/aws/operation.ts';
import { learner } from '../../../engine/principal.ts';
import type { AwsVerb } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import type { Arguments } from './arguments.ts';
import { type Flag, flagsOf, isAttributeBoolean } from './flags.ts';
import { launchBody } from './launch-flags.ts';
import { checkParameters } from './parameters.ts';
import { permissionFrom } from './rule-flags.ts';
import { isWrong, unsendable, type Wrong } from './usage.ts';
import { readValue } from './value.ts';

/** The verb that the arguments spell out, asked by the learner, or what the command line says to them. */
export function verbFrom(world: World, operation: Operation, sorted: Arguments): AwsVerb | Wrong {
  const body: Record<string, unknown> = {};
  const rule: Record<string, string> = {};
  for (const flag of flagsOf(operation)) {
    const words = sorted.flags.get(flag.name);
    if (words === undefined) continue;
    if (flag.member === null) rule[flag.name] = words[0] ?? '';
    else {
      const read = givenBy(flag, words);
      if (isWrong(read)) return read;
      body[flag.member] = renamed(operation, flag.member, read.value);
    }
  }
  const short = permissionFrom(rule, body.IpPermissions !== undefined);
  if (isWrong(short)) return short;
  if (short.permission !== undefined) body.IpPermissions = [short.permission];
  const asked = operation.name === 'RunInstances' ? launchBody(sorted.flags, body) : body;
  if (isWrong(asked)) return asked;
  const complaints = checkParameters(operation, asked);
  if (complaints.length > 0) return unsendable(`Parameter validation failed:\n${complaints.join('\n')}`);
  return {
    plane: 'aws',
    verb: operation.verb ?? operation.name,
    kind: (operation.kind ?? 'Vpc') as keyof AwsKinds,
    body: asked,
    as: learner(world.account),
  };
}

function givenBy(flag: Flag, words: readonly string[]): { readonly value: unknown } | Wrong {
  if (flag.sets === undefined || words.length > 0) return readValue(flag.name, flag.shape, words);
  return { value: isAttributeBoolean(flag.shape) ? { Value: flag.sets } : flag.sets };
}

const PROTOCOLS: { readonly [name: string]: string } = { tcp: '6', udp: '17', icmp: '1', all: '-1' };

/** ACL entries are sent with protocol numbers: https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/protocolarg.py */
function renamed(operation: Operation, member: string, value: unknown): unknown {
  if (member !== 'Protocol' || !/NetworkAclEntry$/.test(operation.name)) return value;
  return PROTOCOLS[String(value)] ?? value;
}
