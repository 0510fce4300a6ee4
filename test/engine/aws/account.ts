/** Calls of the AWS APIs in the words of a test: an account, what is called, what is answered. */
import { callAws } from '../../../src/engine/aws/api.ts';
import { awsKinds } from '../../../src/engine/aws/kinds.ts';
import { operations } from '../../../src/engine/aws/operations.ts';
import { readAws } from '../../../src/engine/aws/read.ts';
import { commit } from '../../../src/engine/change.ts';
import { beginInput } from '../../../src/engine/input.ts';
import type { AwsKind } from '../../../src/engine/kind.ts';
import { learner, type Principal } from '../../../src/engine/principal.ts';
import { advance, settleAll } from '../../../src/engine/settle.ts';
import type { AwsError } from '../../../src/engine/verb.ts';
import type { World } from '../../../src/engine/world.ts';
import { courseAws } from '../../support/course-aws.ts';
import { emptyWorld } from '../../support/empty-world.ts';

/** The kinds of EC2 that a Describe operation lists without being told anything. */
export const describedKinds: readonly AwsKind<never>[] = (Object.values(awsKinds) as readonly unknown[] as readonly AwsKind<never>[]).filter(
  (kind) => kind.service === 'ec2' && kind.describe.operation.startsWith('Describe') && operations[kind.describe.operation] !== undefined,
);

type Body = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by path, as a reader of JSON would.
type Answer = any;

/** An account in which things are made one after the other; `world` is the world after the last call. */
export type Account = {
  readonly world: () => World;
  /** Calls an operation that must succeed, and gives its output. */
  readonly call: (operation: string, body?: Body, as?: Principal) => Answer;
  /** Calls an operation that must be refused, and gives `CODE: MESSAGE`. */
  readonly refusal: (operation: string, body?: Body, as?: Principal) => string;
  /** Lets the services of AWS do what is due within so many simulated seconds. */
  readonly wait: (seconds?: number) => void;
};

/** An account that holds what the lists describe, by default nothing. */
export function accountWith(lists: Parameters<typeof readAws>[1] = {}): Account {
  const start = { ...emptyWorld(), region: 'us-east-1' };
  const read = readAws(start, lists);
  if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
  let world = commit(start, { by: 'lab', verb: 'load', because: null }, read.effects).world;
  const send = (operation: string, body: Body, as: Principal) => {
    const before = beginInput(world);
    const written = callAws(before, { plane: 'aws', verb: operation, kind: 'Vpc', body, as }, null);
    return { before, ...written };
  };
  return {
    world: () => world,
    call: (operation, body = {}, as = learner(world.account)) => {
      const { answer, world: after } = send(operation, body, as);
      if (!answer.ok) throw new Error(`${operation}: ${inWords(answer.error as AwsError)}`);
      world = after;
      return answer.output;
    },
    refusal: (operation, body = {}, as = learner(world.account)) => {
      const { answer, world: after, before } = send(operation, body, as);
      if (answer.ok) throw new Error(`${operation} was not refused`);
      if (after !== before) throw new Error(`${operation} was refused but changed the world`);
      return inWords(answer.error as AwsError);
    },
    wait: (seconds = 0) => {
      world = advance(settleAll(world), seconds * 1000);
    },
  };
}

/** The account of the course's worked example. */
export function courseAccount(): Account {
  return accountWith(courseAws());
}

/** An account with one VPC 10.0.0.0/16. */
export function accountWithVpc() {
  const account = accountWith();
  const { Vpc } = account.call('CreateVpc', { CidrBlock: '10.0.0.0/16' });
  return { ...account, VpcId: Vpc.VpcId as string };
}

/** The session of a node's instance profile. */
export function nodeRole(account: string, InstanceId: string): Principal {
  return { name: 'aws-node', groups: [], arn: `arn:aws:sts::${account}:assumed-role/lab-node/${InstanceId}` };
}

function inWords(error: AwsError): string {
  return `${error.code}: ${error.message}`;
}
