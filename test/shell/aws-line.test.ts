import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/engine/aws/operation.ts';
import { operations } from '../../src/engine/aws/operations.ts';
import type { Shape } from '../../src/engine/aws/shape.ts';
import { learner } from '../../src/engine/principal.ts';
import type { AwsVerb } from '../../src/engine/verb.ts';
import { sortArguments } from '../../src/shell/commands/aws/arguments.ts';
import { verbFrom } from '../../src/shell/commands/aws/call.ts';
import { isWrong } from '../../src/shell/commands/aws/usage.ts';
import { awsLine } from '../../src/shell/commands/aws-line.ts';
import { emptyWorld } from '../support/empty-world.ts';
import { wordsOf } from './aws-account.ts';

const world = emptyWorld();

function verb(operation: Operation, body: AwsVerb['body']): AwsVerb {
  return { plane: 'aws', verb: operation.verb ?? operation.name, kind: operation.kind ?? 'Vpc', body, as: learner(world.account) };
}

function readBack(operation: Operation, line: string): AwsVerb {
  const words = wordsOf(line).map((word) => word.text);
  const sorted = sortArguments(operation, words.slice(2));
  if (isWrong(sorted)) throw new Error(sorted.wrong);
  const read = verbFrom(world, operation, sorted);
  if (isWrong(read)) throw new Error(read.wrong);
  return read;
}

/** Texts as they occur in calls, and some that the shell or the shorthand would trip over. */
const text = fc.oneof(
  fc.constantFrom('vpc-1', '10.0.0.0/16', 'a b', "it's", 'x,y', 'k=v', '[x]', '{y}', '한글', '*', '$HOME', '"q"', 'back\\slash', '0'),
  fc.string({ minLength: 1, maxLength: 8 }).filter((each) => !each.startsWith('-') && !each.includes('\0')),
);

function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.type === 'string') return shape.values === undefined ? text : fc.constantFrom(...shape.values);
  if (shape.type === 'integer') return fc.integer({ min: -1, max: 70_000 });
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'list') return fc.array(anyOf(shape.of), { minLength: 1, maxLength: 3 });
  if (shape.type === 'map') return fc.dictionary(fc.constantFrom('team', 'env', 'a b'), anyOf(shape.of), { maxKeys: 2 });
  return fc.record(Object.fromEntries(Object.entries(shape.members).map(([name, part]) => [name, anyOf(part)])), { requiredKeys: [] });
}

/** Inputs that have their required members and any of the others. */
function bodyOf(operation: Operation): fc.Arbitrary<AwsVerb['body']> {
  const members = Object.entries(operation.members);
  const requiredKeys = members.filter(([, member]) => member.required).map(([name]) => name);
  const body = fc.record(Object.fromEntries(members.map(([name, member]) => [name, anyOf(member)])), { requiredKeys }) as fc.Arbitrary<
    AwsVerb['body']
  >;
  return operation.name === 'RunInstances' ? fc.tuple(body, launched).map(([drawn, own]) => ({ ...drawn, ...own })) : body;
}

/** What the CLI itself makes of `--count` and `--user-data`. */
const launched = fc
  .record({ MinCount: fc.nat(50), more: fc.nat(50), script: text })
  .map(({ MinCount, more, script }) => ({ MinCount, MaxCount: MinCount + more, UserData: Buffer.from(script, 'utf8').toString('base64') }));

/** ACL entries are sent with protocol numbers, whatever word was typed. */
function meaning(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (key === 'Protocol') return ({ tcp: '6', udp: '17', icmp: '1', all: '-1' } as Record<string, string>)[String(value)] ?? value;
    return value;
  });
}

describe('the line of a call', () => {
  it('gives the call back when it is read', () => {
    const all = Object.values(operations) as Operation[];
    fc.assert(
      fc.property(
        fc.constantFrom(...all).chain((operation) => bodyOf(operation).map((body) => ({ operation, body }))),
        ({ operation, body }) => {
          const line = awsLine(verb(operation, body));
          expect(meaning(readBack(operation, line).body)).toEqual(meaning(body));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('writes counts and user data of a launch as the flags that the CLI has for them', () => {
    const body = { ImageId: 'ami-1', MinCount: 2, MaxCount: 3, UserData: Buffer.from('#!/bin/sh\n').toString('base64') };
    expect(line('RunInstances', body)).toContain('--count 2:3');
    expect(line('RunInstances', body)).toContain("--user-data '#!/bin/sh\n'");
  });

  const line = (name: string, body: AwsVerb['body']) => awsLine(verb(operations[name] as Operation, body));

  it('is what one would type: short flags for one rule, shorthand for structures', () => {
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 30000, ToPort: 32767, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    expect(line('AuthorizeSecurityGroupIngress', { GroupId: 'sg-1', IpPermissions })).toBe(
      'aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0',
    );
    expect(line('CreateRoute', { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' })).toBe(
      'aws ec2 create-route --destination-cidr-block 0.0.0.0/0 --gateway-id igw-1 --route-table-id rtb-1',
    );
    expect(line('ModifyVpcAttribute', { VpcId: 'vpc-1', EnableDnsHostnames: { Value: true } })).toBe(
      'aws ec2 modify-vpc-attribute --enable-dns-hostnames --vpc-id vpc-1',
    );
    expect(line('CreateTags', { Resources: ['subnet-1'], Tags: [{ Key: 'Name', Value: 'a' }] })).toBe(
      'aws ec2 create-tags --resources subnet-1 --tags Key=Name,Value=a',
    );
    expect(line('DescribeSubnets', { Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }] })).toBe(
      'aws ec2 describe-subnets --filters Name=vpc-id,Values=vpc-1,vpc-2',
    );
  });
});
