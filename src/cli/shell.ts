/** `ekslab shell`: the simulated shell over a world file, at a prompt or from lines. */
import { createInterface } from 'node:readline';
import type { Text } from '../engine/text.ts';
import { completeLine } from '../shell/complete.ts';
import type { Output } from '../shell/output.ts';
import { needsMore } from '../shell/parse.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../shell/session.ts';
import { structured } from '../shell/structured.ts';
import { viewWord } from '../shell/view-word.ts';
import { type Call, type ExitStatus, print } from './call.ts';
import { readLines } from './lines.ts';
import { notesOf, transcriptValue } from './transcript.ts';
import { openWorld } from './world.ts';

export type ShellOptions = { readonly world: string; readonly lines: readonly string[]; readonly stdin: boolean };

const PROMPT = '$ ';
const PROMPT_MORE = '> ';
/** `clear` of a terminal: home, and wipe what stands there. */
const WIPE = '\u001b[H\u001b[2J';

/** 0 when the last line succeeded, 1 when it did not, 2 when the world does not stand. */
export async function shell(call: Call, { world: path, lines, stdin }: ShellOptions): Promise<ExitStatus> {
  const world = openWorld(call, path);
  if (world === null) return 2;
  const start: Session = { world, origin: LEARNER_ORIGIN, recent: [], history: [] };
  const { io } = call;
  if (lines.length === 0 && !stdin && io.stdin.isTTY && io.stdout.isTTY) return prompt(call, start);
  const all = [...lines, ...(stdin || lines.length === 0 ? await readLines(io.stdin) : [])];
  return play(call, start, all);
}

function play(call: Call, start: Session, lines: readonly string[]): ExitStatus {
  const format = call.options.output ?? 'text';
  const played: { line: string; output: Output }[] = [];
  let session = start;
  for (const line of lines) {
    if (viewWord(line) === 'exit') break;
    const output = runLine(session, line);
    session = after(session, line, output);
    played.push({ line, output });
    if (format === 'text') show(call, output);
  }
  if (format !== 'text') print(call, structured({ lines: played.map(({ line, output }) => transcriptValue(line, output, call.lang)) }, format));
  return (played.at(-1)?.output.code ?? 0) === 0 ? 0 : 1;
}

/** The session in which the next line is typed. */
function after(session: Session, line: string, { world, connections, variables }: Output): Session {
  const recent = [...connections.toReversed(), ...session.recent];
  return { ...session, world, recent, history: [...(session.history ?? []), line], variables: variables ?? session.variables ?? {} };
}

/** The real tool's streams stay what they are, so that a pipe gets no word of ours: notes go to stderr. */
function show({ io, lang }: Call, output: Output): void {
  io.stdout.write(output.stdout);
  io.stderr.write(output.stderr + notesOf(output.notes, lang));
}

async function prompt(call: Call, start: Session): Promise<ExitStatus> {
  const { io, lang } = call;
  let [session, open, code] = [start, '', 0];
  const ask = createInterface({
    input: io.stdin,
    output: io.stdout,
    prompt: PROMPT,
    completer: (typed: string) => candidates(session, open, typed),
  });
  ask.on('SIGINT', () => {
    open = '';
    io.stdout.write('^C\n');
    ask.setPrompt(PROMPT);
    // Readline keeps what was typed: this is its own way of dropping it.
    ask.write(null, { ctrl: true, name: 'e' });
    ask.write(null, { ctrl: true, name: 'u' });
    ask.prompt();
  });
  print(call, WELCOME[lang]);
  ask.prompt();
  for await (const typed of ask) {
    const line = (open === '' ? typed : `${open}\n${typed}`).normalize('NFC');
    open = needsMore(line) ? line : '';
    if (open === '' && line.trim() !== '') {
      if (viewWord(line) === 'exit') break;
      if (viewWord(line) === 'clear') io.stdout.write(WIPE);
      const output = runLine(session, line);
      session = after(session, line, output);
      code = output.code;
      show(call, output);
    }
    ask.setPrompt(open === '' ? PROMPT : PROMPT_MORE);
    ask.prompt();
  }
  ask.close();
  return code === 0 ? 0 : 1;
}

function candidates(session: Session, open: string, typed: string): [string[], string] {
  const before = open === '' ? '' : `${open}\n`;
  const line = before + typed;
  const { from, items } = completeLine(session, line, line.length);
  return [items.map((item) => item.text), line.slice(Math.max(from, before.length))];
}

const WELCOME: Text = {
  ko: '시뮬레이션 셸입니다. `help`는 명령의 목록을 보여 주고, `exit`는 셸을 끝냅니다.',
  en: 'The simulated shell. `help` lists the commands, `exit` leaves.',
};
