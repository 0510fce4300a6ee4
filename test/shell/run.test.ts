import { describe, expect, it } from 'vitest';
import { commit } from '../../src/engine/change.ts';
import { advance } from '../../src/engine/settle.ts';
import type { World } from '../../src/engine/world.ts';
import type { Command } from '../../src/shell/command.ts';
import type { LineKind, Output } from '../../src/shell/output.ts';
import { output } from '../../src/shell/print.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../../src/shell/session.ts';
import { emptyWorld } from '../support/empty-world.ts';

function sessionOf(world: World = emptyWorld()): Session {
  return { world, origin: LEARNER_ORIGIN, recent: [] };
}

/** A command that prints its words and its input. */
const show: Command = command('show', ({ world, words, stdin }) =>
  output(world, { kind: 'read', stdout: `${words.map((word) => `[${word.text}]`).join('')}${stdin === '' ? '' : `<${stdin}>`}\n` }),
);
const fail: Command = command('fail', ({ world }) => output(world, { kind: 'refused', stderr: 'no\n', code: 3 }));
/** A command that writes: what it writes is a notice under the input's number. */
const put: Command = command('put', ({ world, words }) => {
  const object = { text: { ko: '', en: words[0]?.text ?? '' }, input: world.counters.input };
  const effect = { ref: { plane: 'lab', kind: 'Notice', key: words[0]?.text ?? '' } as const, object };
  return output(commit(world, { by: 'test', verb: 'put', because: null }, [effect]).world, { kind: 'write' });
});

function command(name: string, run: Command['run']): Command {
  return { name, summary: { ko: name, en: name }, usage: [name], examples: [], run, complete: () => [] };
}

function type(line: string, session = sessionOf()): Output {
  return runLine(session, line, [show, fail, put]);
}

describe('a line', () => {
  it.each([
    [`show a 'b c'`, '[a][b c]\n'],
    ['show a; show b', '[a]\n[b]\n'],
    ['true && show yes || show no', '[yes]\n'],
    ['false && show yes || show no', '[no]\n'],
    ['fail; show $?', '[3]\n'],
    ['A=1; show $A', '[1]\n'],
    ['A="x y"; show $A "$A"', '[x][y][x y]\n'],
    ['show $(echo a b) "$(echo c d)"', '[a][b][c d]\n'],
    ['echo a | show', '<a\n>\n'],
    ['show <<EOF\nx\nEOF', '<x\n>\n'],
    ['for i in 1 2 3; do echo $i; done | tail -n 1', '3\n'],
    ['for i in $(seq 3); do show $i; done', '[1]\n[2]\n[3]\n'],
    ['echo hidden >/dev/null; echo seen', 'seen\n'],
    ['A=1 | true; show "$A"', '[]\n'],
    ['show $(A=2; echo $A) "$A"', '[2][]\n'],
    ['# only a comment', ''],
  ])('%s prints what bash prints', (line, stdout) => {
    expect(type(line).stdout).toBe(stdout);
  });

  it.each([
    ['fail 2>&1 | cat', 'no\n', ''],
    ['fail 2>/dev/null', '', ''],
    ['fail >/dev/null 2>&1', '', ''],
    ['fail 2>&1 >/dev/null', 'no\n', ''],
    ['echo a >&2', '', 'a\n'],
  ])('%s sends its streams where bash sends them', (line, stdout, stderr) => {
    expect(type(line)).toMatchObject({ stdout, stderr });
  });

  it('exits as its last command', () => {
    expect(type('fail').code).toBe(3);
    expect(type('fail; true').code).toBe(0);
    expect(type('echo a | grep b').code).toBe(1);
  });

  it.each([
    ['show a; put x', 'write'],
    ['show a', 'read'],
    ['wait', 'wait'],
    ['fail', 'refused'],
    ['help', 'lab'],
  ] satisfies readonly [string, LineKind][])('%s counts as %s', (line, kind) => {
    expect(type(line).kind).toBe(kind);
  });

  it('is one input, whatever it holds, and numbers its changes', () => {
    const { world } = type('put a; put b && put c');
    expect(world.counters.input).toBe(emptyWorld().counters.input + 1);
    expect(world.log.head?.change).toMatchObject({ by: 'test', input: world.counters.input });
  });

  it('keeps its variables for the next line', () => {
    const first = type('SG=sg-0a1');
    const session = { ...sessionOf(first.world), variables: first.variables ?? {} };
    expect(type('show $SG', session).stdout).toBe('[sg-0a1]\n');
  });

  it('shows what the lab has noticed meanwhile', () => {
    expect(type('put spec.x').notes.map((note) => note.text.en)).toEqual(['spec.x']);
    expect(type('show', sessionOf(type('put spec.x').world)).notes).toEqual([]);
  });

  it('with a control character is refused and leaves the world as it was', () => {
    const session = sessionOf();
    const done = type('show a\u0003b', session);
    expect(done).toMatchObject({ kind: 'refused', stdout: '' });
    expect(done.world).toBe(session.world);
  });
});

describe('a command that does not exist', () => {
  it('is answered as bash answers, with a suggestion below', () => {
    const done = type('shwo a');
    expect(done).toMatchObject({ stderr: 'bash: shwo: command not found\n', code: 127, kind: 'refused' });
    expect(done.notes).toMatchObject([{ mark: 'info', text: { en: 'Did you mean `show`?', ko: '`show` 명령을 찾습니까?' } }]);
  });

  it('does not end the line', () => {
    expect(type('nonsense-of-a-name; show a').stdout).toBe('[a]\n');
  });
});

describe('the filters behind a pipe', () => {
  const lines = `printed <<'EOF'\nweb-1 Running\nweb-2 Pending\nDB-1 Running\nEOF`;
  const piped = (filter: string) => runLine(sessionOf(), lines.replace('printed', `cat`).replace("<<'EOF'", `<<'EOF' | ${filter}`), []);

  it.each([
    ['grep web', 'web-1 Running\nweb-2 Pending\n'],
    ['grep -v web', 'DB-1 Running\n'],
    ['grep -i db', 'DB-1 Running\n'],
    ['grep -c Running', '2\n'],
    ["grep -E 'web-(1|3)'", 'web-1 Running\n'],
    ["grep 'web-[12] P'", 'web-2 Pending\n'],
    ["grep -o 'web-.'", 'web-1\nweb-2\n'],
    ['grep -A1 web-2', 'web-2 Pending\nDB-1 Running\n'],
    ['head -n 1', 'web-1 Running\n'],
    ['head -1', 'web-1 Running\n'],
    ['head -n -1', 'web-1 Running\nweb-2 Pending\n'],
    ['tail -n 1', 'DB-1 Running\n'],
    ['tail -n +3', 'DB-1 Running\n'],
    ['wc -l', '3\n'],
    ['sort', 'DB-1 Running\nweb-1 Running\nweb-2 Pending\n'],
    ['sort -r | head -n 1', 'web-2 Pending\n'],
    ['grep -c nothing', '0\n'],
  ])('%s', (filter, stdout) => {
    expect(piped(filter).stdout).toBe(stdout);
  });

  it('grep without a hit exits with 1', () => {
    expect(piped('grep nothing').code).toBe(1);
    expect(piped('grep web').code).toBe(0);
  });

  it('name a file that is asked for as missing, in their own words', () => {
    expect(piped('head pods.txt').stderr).toBe('head: pods.txt: No such file or directory\n');
    expect(piped('grep -Z x').stderr).toBe("grep: invalid option -- 'Z'\n");
  });
});

describe('the words of the lab', () => {
  it('help lists every command in both languages, and explains one', () => {
    const [note] = type('help').notes;
    expect(note?.text.en).toMatch(/^fault +Injects/m);
    expect(note?.text.ko).toMatch(/^fault +장애를/m);
    expect(type('help wait').notes[0]?.text.en).toContain('wait [DURATION]');
    expect(type('help wiat').notes[0]?.text.en).toBe('There is no command `wiat`. Did you mean `wait`?');
  });

  it('wait lets simulated time pass, and none when nothing is due', () => {
    const world = emptyWorld();
    expect(type('wait 1m30s', sessionOf(world)).world.now).toBe(world.now + 90_000);
    expect(type('wait 1m30s').notes[0]?.text).toEqual({ ko: '시뮬레이션 시간 1분 30초가 지났습니다.', en: 'Simulated time passed: 1 min 30 s.' });
    expect(type('wait 5m').notes[0]?.text.ko).toBe('시뮬레이션 시간 5분이 지났습니다.');
    expect(type('wait', sessionOf(world)).world.now).toBe(world.now);
    expect(type('wait soon').kind).toBe('refused');
    expect(type('sleep 2').world.now).toBe(advance(world, 2_000).now);
  });

  it('fault names what does not exist, and lists nothing where nothing is broken', () => {
    expect(type('fault').notes[0]?.text.en).toBe('No fault is in force.');
    expect(type('fault stop kube-proxy node9')).toMatchObject({ kind: 'refused', code: 2 });
    expect(type('fault stop kubelet node0').notes[0]?.text.en).toContain('kube-proxy, aws-node');
    expect(type('fault clear').notes[0]?.text.en).toContain('Nothing has changed');
  });

  it('why shows the changes of the last command that made some', () => {
    const session = sessionOf(type('put a').world);
    expect(type('why', session).notes[0]?.text.en).toMatch(/^WHO +VERB +OBJECT +WHY\ntest +put +Notice a$/);
    expect(type('why', sessionOf(type('show', session).world)).notes[0]?.text.en).toContain('Notice a');
    expect(type('why').notes[0]?.text.en).toBe('Nothing has changed yet.');
  });

  it('history numbers the lines typed so far', () => {
    const session = { ...sessionOf(), history: ['kubectl get pods', 'curl x'] };
    expect(type('history', session).stdout).toBe('    1  kubectl get pods\n    2  curl x\n');
    expect(type('history 1', session).stdout).toBe('    2  curl x\n');
  });
});
