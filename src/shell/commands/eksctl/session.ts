/** What eksctl works with while it runs: the world as it goes, the lines of its log, and AWS as the learner may call it. */
import { callAws } from '../../../engine/aws/api.ts';
import type { AwsKinds } from '../../../engine/aws/kinds.ts';
import { operations } from '../../../engine/aws/operations.ts';
import { learner } from '../../../engine/principal.ts';
import { advance, settle } from '../../../engine/settle.ts';
import type { AwsError } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import type { Note } from '../../output.ts';

export type Session = { world: World; stdout: string; readonly notes: Note[] };

/** An error that ends the command, in eksctl's words. */
export class EksctlError extends Error {}

/** A resource of a stack that could not be made: CloudFormation rolls the stack back. */
export class ResourceFailed extends Error {}

type Level = 'info' | 'success' | 'warning' | 'critical';

/** https://github.com/kris-nova/logger */
const MARKS: { readonly [L in Level]: string } = { info: 'ℹ', success: '✔', warning: '!', critical: '✖' };

export function openSession(world: World): Session {
  return { world, stdout: '', notes: [] };
}

/** One line of the log, with the time and its mark. */
export function log(session: Session, level: Level, text: string): void {
  const time = new Date(session.world.now).toISOString().slice(0, 19).replace('T', ' ');
  session.stdout += `${time} [${MARKS[level]}]  ${text}\n`;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the AWS APIs, whose members are read by name.
export type Answer = any;
export type Body = Readonly<Record<string, unknown>>;

/** Calls an operation; controllers settle what it changed. A refusal ends the command. */
export function call(session: Session, verb: string, body: Body = {}): Answer {
  const asked = ask(session, verb, body);
  if ('error' in asked) throw new EksctlError(sdkText(verb, asked.error));
  return asked.output;
}

/** Calls an operation for a resource of a stack. A refusal fails the stack. */
export function make(session: Session, { verb, resource }: { readonly verb: string; readonly resource: string }, body: Body): Answer {
  const asked = ask(session, verb, body);
  if ('error' in asked) {
    const { code, http, message } = asked.error;
    const service = serviceName(verb);
    const said = `Resource handler returned message: \\"${message} (Service: ${service}, Status Code: ${http})\\" (HandlerErrorCode: ${code})`;
    throw new ResourceFailed(`${resource}: CREATE_FAILED – "${said}"`);
  }
  return asked.output;
}

/** What an operation answers, or its error. */
export function ask(session: Session, verb: string, body: Body = {}): { readonly output: Answer } | { readonly error: AwsError } {
  const before = session.world;
  const kind = (operations[verb]?.kind ?? 'Vpc') as keyof AwsKinds;
  const { world, answer } = callAws(before, { plane: 'aws', verb, kind, body, as: learner(before.account) }, null);
  if (!answer.ok) return { error: answer.error as AwsError };
  session.world = world.revision === before.revision ? world : settle(world, before.revision);
  return { output: answer.output };
}

/** An error of the AWS SDK for Go, version 2, as eksctl prints it. */
function sdkText(verb: string, { http, code, message }: AwsError): string {
  const name = operations[verb]?.name ?? verb;
  const error = code.endsWith('Exception') ? `${code}: ${message}` : `api error ${code}: ${message}`;
  return `operation error ${serviceName(verb).toUpperCase()}: ${name}, https response error StatusCode: ${http}, ${error}`;
}

function serviceName(verb: string): string {
  const service = operations[verb]?.service ?? 'ec2';
  return service.slice(0, 1).toUpperCase() + service.slice(1);
}

type Waiting = { readonly stack: string; readonly limit: number; readonly done: () => boolean };

/** Waits for a stack as eksctl does, with a line at every look, until it is done or the limit (seconds) is up. */
export function waitForStack(session: Session, { stack, limit, done }: Waiting): void {
  waitUntil(session, { limit, done, look: () => log(session, 'info', `waiting for CloudFormation stack "${stack}"`) });
}

/** Looks twice after half a minute, then every minute; `look` is what is done after each. */
export function waitUntil(session: Session, { limit, done, look }: Omit<Waiting, 'stack'> & { readonly look?: () => void }): void {
  const start = session.world.now;
  for (let looks = 0; !done() && session.world.now - start < limit * 1000; looks++) {
    session.world = advance(session.world, looks < 2 ? 30_000 : 60_000);
    look?.();
  }
}
