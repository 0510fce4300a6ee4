/** How kubectl asks the API server for a change. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { callApiServer } from '../../../engine/cluster/api-server.ts';
import type { Stored } from '../../../engine/cluster/request.ts';
import { learner } from '../../../engine/principal.ts';
import type { ClusterVerb, Written } from '../../../engine/verb.ts';
import type { World } from '../../../engine/world.ts';
import type { Note } from '../../output.ts';
import type { Done } from './call.ts';
import { type About, showStatusError } from './errors.ts';

type Common = 'plane' | 'kind' | 'namespace' | 'as' | 'manager';
type Asked = ClusterVerb extends infer V ? (V extends unknown ? Omit<V, Common> : never) : never;
export type Request = { readonly kind: AnyKind; readonly namespace: string; readonly manager: string } & Asked;

/** Carries out one request as the learner. */
export function send(world: World, { kind, namespace, ...asked }: Request): Written {
  const verb = {
    ...asked,
    plane: 'cluster',
    kind: kind.kind,
    namespace: kind.namespaced ? namespace : undefined,
    as: learner(world.account),
  } as ClusterVerb;
  return callApiServer(world, verb, null);
}

/** What a series of requests has come to so far. */
export type Progress = {
  readonly world: World;
  readonly stdout: string;
  readonly stderr: string;
  readonly failed: boolean;
  readonly wrote: boolean;
  readonly notes: readonly Note[];
};

export function start(world: World): Progress {
  return { world, stdout: '', stderr: '', failed: false, wrote: false, notes: [] };
}

type Said = {
  readonly line: string | ((output: Stored, changed: boolean) => string);
  readonly about: About;
  /** What kubectl puts before the server's message. */
  readonly prefix?: string;
};

/** One more request: its line when it was carried out, its refusal otherwise. */
export function carryOut(progress: Progress, request: Request, { line, about, prefix = '' }: Said): Progress {
  const { world, answer } = send(progress.world, request);
  if (!answer.ok) {
    const error = answer.error.plane === 'cluster' ? showStatusError(answer.error, about, prefix) : `${answer.error.message}\n`;
    return { ...progress, stderr: progress.stderr + error, failed: true };
  }
  const text = typeof line === 'string' ? line : line(answer.output as Stored, answer.changes.length > 0);
  const warnings = answer.warnings.map((warning) => `Warning: ${warning}\n`).join('');
  const notes = keptNotes(answer.notSimulated ?? []);
  return {
    ...progress,
    world,
    stdout: progress.stdout + text,
    stderr: progress.stderr + warnings,
    wrote: true,
    notes: [...progress.notes, ...notes],
  };
}

/** One more line that needed no request. */
export function say(
  progress: Progress,
  parts: { readonly stdout?: string; readonly stderr?: string; readonly failed?: boolean; readonly wrote?: boolean },
): Progress {
  return {
    ...progress,
    stdout: progress.stdout + (parts.stdout ?? ''),
    stderr: progress.stderr + (parts.stderr ?? ''),
    failed: progress.failed || (parts.failed ?? false),
    wrote: progress.wrote || (parts.wrote ?? false),
  };
}

export function finish(progress: Progress): Done {
  const { world, stdout, stderr, failed, wrote, notes } = progress;
  return { kind: wrote ? 'write' : failed ? 'refused' : 'write', stdout, stderr, code: failed ? 1 : 0, notes, world };
}

function keptNotes(fields: readonly string[]): Note[] {
  if (fields.length === 0) return [];
  const list = fields.join(', ');
  return [{ mark: 'not-simulated', text: { ko: `저장했지만 시뮬레이션하지 않는 필드: ${list}`, en: `Stored, but not simulated: ${list}.` } }];
}
