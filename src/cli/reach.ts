/** `ekslab reach`: who can talk to whom in a world, what decides it, and what lines would change. */
import type { World } from '../engine/world.ts';
import { type Answer, answerOf, diffAnswer } from '../shell/reach/answer.ts';
import { complaintOf } from '../shell/reach/complaint.ts';
import type { NotFound } from '../shell/reach/ends.ts';
import type { ReachRequest } from '../shell/reach/request.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../shell/session.ts';
import { structured } from '../shell/structured.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';
import { notesOf } from './transcript.ts';
import { openWorld } from './world.ts';

export type ReachOptions = ReachRequest & { readonly world: string; readonly after: readonly string[] };

/** 0 when what was asked about holds (the pair connects, nothing changes, nothing is flagged), 1 when not, 2 when it cannot be asked. */
export async function reach(call: Call, { world: path, after, ...request }: ReachOptions): Promise<ExitStatus> {
  const world = openWorld(call, path);
  if (world === null) return 2;
  const edited = after.length === 0 ? world : afterLines(call, world, after);
  if (edited === null) return 2;
  const answer = after.length === 0 ? answerOf(world, request) : diffAnswer({ before: world, after: edited }, request);
  return tell(call, answer);
}

function tell(call: Call, answer: Answer | NotFound): ExitStatus {
  if ('wrong' in answer) return complain(call, complaintOf(answer));
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? answer.text(call.lang) : structured(answer.value(call.lang), format));
  return answer.yes ? 0 : 1;
}

/** The world after the lines, typed into a shell whose world nobody keeps; null after a line that was turned down. */
function afterLines({ io, lang }: Call, start: World, lines: readonly string[]): World | null {
  let session: Session = { world: start, origin: LEARNER_ORIGIN, recent: [], history: [] };
  for (const line of lines) {
    const { world, variables, code, stderr, notes } = runLine(session, line);
    if (code !== 0) {
      io.stderr.write(stderr + notesOf(notes, lang));
      return null;
    }
    session = { ...session, world, variables: variables ?? {}, history: [...(session.history ?? []), line] };
  }
  return session.world;
}
