/** What the screen costs: the first frame against a bare Node, CPU and bytes for each key typed, memory after many, nothing while idle. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { openJournal } from '../progress/journal.ts';
import { type Measure, median } from './measure.ts';

const ROUNDS = 7;
const KEYS = 40;
const MANY_KEYS = 1000;
const IDLE_MS = 3000;

/** The program in a real pseudo-terminal of 120×40, as a learner starts it. */
export async function screenMeasures(root: string): Promise<readonly Measure[]> {
  const bare: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await runtimeOf(['-e', '0']));
    first.push(await firstFrame(root));
  }
  const ratio = median(first) / median(bare);
  const keys = await typing(root);
  return [
    { name: 'first frame', value: ratio, unit: 'x node -e 0', note: `${Math.round(median(first))} ms against ${Math.round(median(bare))} ms` },
    { name: 'a key typed in the prompt', value: keys.bytes, unit: 'bytes', note: `${keys.cpu.toFixed(1)} ms CPU a key` },
    {
      name: `memory after ${MANY_KEYS} keys`,
      value: keys.memory.after / keys.memory.before,
      unit: 'x before',
      note: `${Math.round(keys.memory.after)} MiB RSS against ${Math.round(keys.memory.before)} MiB`,
    },
    { name: `${IDLE_MS / 1000} idle seconds`, value: keys.idle.cpu, unit: 'ms CPU', note: `${keys.idle.bytes} bytes written` },
  ];
}

function environment(): Record<string, string> {
  const { CI: _, ...env } = process.env as Record<string, string>;
  return { ...env, TERM: 'xterm-256color', LANG: 'en_US.UTF-8', EKSLAB_DATA: usedFolder() };
}

/** A folder of a learner who has been here before: the course is what starts, not the tour. */
function usedFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'ekslab-bench-'));
  const journal = openJournal({ dir, now: () => Date.now() });
  journal.append('', { k: 'note', b: { place: 'home' } });
  journal.close();
  return dir;
}

function start(args: readonly string[]) {
  return spawn(process.execPath, [...args], { cols: 120, rows: 40, env: environment() });
}

function runtimeOf(args: readonly string[]): Promise<number> {
  const began = performance.now();
  return new Promise((done) => start(args).onExit(() => done(performance.now() - began)));
}

function firstFrame(root: string): Promise<number> {
  const began = performance.now();
  const terminal = start([join(root, 'bin/ekslab.js')]);
  return new Promise((done) => {
    let seen = '';
    terminal.onData((data) => {
      seen += data;
      if (!seen.includes('ekslab')) return;
      done(performance.now() - began);
      terminal.kill('SIGKILL');
    });
  });
}

/** Types into the prompt of a lab, one key at a time, each after the screen has answered the one before. */
type Typing = {
  readonly bytes: number;
  readonly cpu: number;
  readonly memory: { readonly before: number; readonly after: number };
  readonly idle: { readonly cpu: number; readonly bytes: number };
};

async function typing(root: string): Promise<Typing> {
  const terminal = start([join(root, 'bin/ekslab.js'), 'lab', 'two-nodes-one-port']);
  let bytes = 0;
  let last = performance.now();
  terminal.onData((data) => {
    bytes += Buffer.byteLength(data);
    last = performance.now();
  });
  const quiet = async (ms: number) => {
    do await new Promise((done) => setTimeout(done, 20));
    while (performance.now() - last < ms);
  };
  await quiet(1500);
  const before = { bytes, cpu: cpuOf(terminal.pid) };
  for (let key = 0; key < KEYS; key++) {
    terminal.write('x');
    last = performance.now();
    await quiet(60);
  }
  const after = { bytes, cpu: cpuOf(terminal.pid) };
  const resident = residentMiB(terminal.pid);
  // Typed and taken away again, scrolled and looked around: what a learner's hour is made of.
  const round = ['k', 'u', 'b', '\u0015', '\u001b[5~', '\u001b[6~', '\u001b[A', '\u001b[B', '\t', '\u001b[Z'];
  for (let key = 0; key < MANY_KEYS; key += round.length) {
    for (const one of round) {
      terminal.write(one);
      await new Promise((done) => setTimeout(done, 4));
    }
  }
  last = performance.now();
  await quiet(1500);
  const memory = { before: resident, after: residentMiB(terminal.pid) };
  const still = { bytes, cpu: cpuOf(terminal.pid) };
  await new Promise((done) => setTimeout(done, IDLE_MS));
  const idle = { bytes: bytes - still.bytes, cpu: cpuOf(terminal.pid) - still.cpu };
  terminal.kill('SIGKILL');
  return { bytes: (after.bytes - before.bytes) / KEYS, cpu: (after.cpu - before.cpu) / KEYS, memory, idle };
}

/** CPU milliseconds of a process so far, from procfs (ticks of 10 ms); not a number elsewhere. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** The resident memory of a process in MiB, from procfs; not a number elsewhere. */
function residentMiB(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
