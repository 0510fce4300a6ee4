/** `aws SERVICE wait NAME`: polls an operation until it answers what was waited for. https://github.com/boto/botocore/blob/develop/botocore/waiter.py */
import jmespath from 'jmespath';
import { callAws } from '../../../engine/aws/api.ts';
import { particle } from '../../../engine/particle.ts';
import { advance } from '../../../engine/settle.ts';
import type { AwsError, AwsVerb } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import { durationText } from '../../duration.ts';
import type { Output } from '../../output.ts';
import { info, output } from '../../print.ts';
import type { Service } from './services.ts';
import { kebab } from './spelling.ts';
import { type Acceptor, WAITERS, type Waiter } from './waiters.ts';

export type NamedWaiter = Waiter & { readonly name: string };

/** The waiters of a service by the names that are typed, `cluster-active`. */
export function waitersOf({ name: service }: Service): ReadonlyMap<string, NamedWaiter> {
  return new Map(Object.entries(WAITERS[service] ?? {}).map(([name, waiter]) => [kebab(name), { ...waiter, name }]));
}

/** Polls until an acceptor says success or failure, or until the attempts are used up; simulated time passes between two polls. */
export function waitFor(world: World, waiter: NamedWaiter, verb: AwsVerb): Output {
  let now = world;
  let matched: Acceptor | undefined;
  for (let attempt = 1; ; attempt++) {
    const response = poll(now, verb);
    const acceptor = waiter.acceptors.find((candidate) => matches(candidate, response));
    if (acceptor?.state === 'success') return waited(world, now, '');
    if (acceptor === undefined && response.error !== null) {
      return waited(world, now, failure(waiter, `An error occurred (${response.error.code}): ${response.error.message}`));
    }
    if (acceptor?.state === 'failure')
      return waited(world, now, failure(waiter, `Waiter encountered a terminal failure state: ${explained(acceptor)}`));
    matched = acceptor ?? matched;
    if (attempt >= waiter.maxAttempts) {
      const before = matched === undefined ? '' : `. Previously accepted state: ${explained(acceptor ?? (waiter.acceptors.at(-1) as Acceptor))}`;
      return waited(world, now, failure(waiter, `Max attempts exceeded${before}`));
    }
    now = advance(now, waiter.delay * 1000);
  }
}

type Response = { readonly answer: object; readonly status: number; readonly error: AwsError | null };

/** What is asked is written nowhere: a waiter only looks. */
function poll(world: World, verb: AwsVerb): Response {
  const { answer } = callAws(world, verb, null);
  if (answer.ok) return { answer: answer.output, status: 200, error: null };
  const error = answer.error as AwsError;
  return { answer: {}, status: error.http, error };
}

function matches({ matcher, expected, argument = '' }: Acceptor, { answer, status, error }: Response): boolean {
  if (matcher === 'status') return status === expected;
  if (matcher === 'error') return typeof expected === 'boolean' ? (error !== null) === expected : error?.code === expected;
  if (error !== null) return false;
  const found = jmespath.search(answer, argument) as unknown;
  if (matcher === 'path') return found === expected;
  if (!Array.isArray(found) || found.length === 0) return false;
  return matcher === 'pathAll' ? found.every((item) => item === expected) : found.includes(expected);
}

function explained({ matcher, expected, argument }: Acceptor): string {
  const value = expected === true ? 'True' : expected === false ? 'False' : String(expected);
  switch (matcher) {
    case 'path':
      return `For expression "${argument}" we matched expected path: "${value}"`;
    case 'pathAll':
      return `For expression "${argument}" all members matched expected path: "${value}"`;
    case 'pathAny':
      return `For expression "${argument}" we matched expected path: "${value}" at least once`;
    case 'status':
      return `Matched expected HTTP status code: ${value}`;
    default:
      return `Matched expected service error code: ${value}`;
  }
}

function failure({ name }: Waiter & { readonly name: string }, reason: string): string {
  return `\nWaiter ${name} failed: ${reason}\n`;
}

function waited(before: World, after: World, stderr: string): Output {
  const passed = durationText(after.now - before.now);
  const notes =
    after.now === before.now
      ? []
      : [info({ ko: `시뮬레이션 시간 ${passed.ko}${particle(passed.ko, '이/가')} 지났습니다.`, en: `Simulated time passed: ${passed.en}.` })];
  return output(after, { kind: 'wait', stderr, code: stderr === '' ? 0 : 255, notes });
}
