import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body, JournalEvent } from '../../src/progress/event.ts';
import { progressOf } from '../../src/progress/fold.ts';
import { type Journal, openJournal } from '../../src/progress/journal.ts';
import { merge } from '../../src/progress/merge.ts';
import { headerOf, lineOf, readStream } from '../../src/progress/stream.ts';
import { dataFolder } from '../support/data-folder.ts';

const START = Date.parse('2026-03-02T09:00:00.000Z');

function clock(start = START): () => number {
  let now = start;
  return () => {
    now += 1000;
    return now;
  };
}

function input(line: string): Body {
  return { k: 'input', b: { line } };
}

function written(dir: string, lines: readonly string[], stream = 'one'): void {
  const journal = openJournal({ dir, stream, now: clock() });
  for (const line of lines) journal.append('a1', input(line));
  journal.close();
}

function linesOf(journal: Journal): string[] {
  return journal.events().flatMap((event) => (event.k === 'input' ? [event.b.line] : []));
}

function pathOf(dir: string, stream: string): string {
  return join(dir, 'journal', `${stream}.ndjson`);
}

/** Any body that a journal takes. */
const bodies: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ content: name(), revision: name(), engine: name(), seed: name() }).map((b): Body => ({ k: 'open', b })),
  fc.string({ unit: fc.constantFrom(...'ab 한글"\\\n\t{}🙂') }).map(input),
  fc.record({ line: name(), verdict: fc.constantFrom('pass' as const, 'fail' as const, '?' as const) }).map((b): Body => ({ k: 'verdict', b })),
  fc.dictionary(fc.constantFrom('lang', 'place', 'kept'), name()).map((b): Body => ({ k: 'note', b })),
);

function name(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'lesson/services/nodeport', 'ko');
}

function eventsOf(stream: string, list: readonly Body[], start = START): JournalEvent[] {
  return list.map((body, index) => ({ stream, seq: index + 1, a: 'a1', at: new Date(start + index * 700).toISOString(), ...body }));
}

describe('an event that was appended', () => {
  it('is on disk before the call returns, as one line', () => {
    const dir = dataFolder();
    const journal = openJournal({ dir, stream: 'one', now: clock() });
    journal.append('a1', input('curl http://198.51.100.6:32001'));
    const lines = readFileSync(pathOf(dir, 'one'), 'utf8').split('\n');
    expect(JSON.parse(lines[1] as string)).toEqual({
      stream: 'one',
      seq: 1,
      a: 'a1',
      at: '2026-03-02T09:00:01.000Z',
      k: 'input',
      b: { line: 'curl http://198.51.100.6:32001' },
    });
    journal.close();
  });

  it('is there again after a crash that closed nothing', () => {
    const dir = dataFolder();
    openJournal({ dir, stream: 'one', now: clock() }).append('a1', input('first'));
    const path = pathOf(dir, 'one');
    // The process that held the lock is gone: no process has this number.
    writeFileSync(`${path}.lock`, '4194305\n');
    const again = openJournal({ dir, stream: 'one', now: clock() });
    again.append('a1', input('second'));
    expect(linesOf(again)).toEqual(['first', 'second']);
    expect(again.events().map((event) => event.seq)).toEqual([1, 2]);
    again.close();
  });

  it.each(['a\u0003b', 'a\u001b[31mb', 'a\rb', 'a\u007f'])('is refused when its input holds a control character: %j', (line) => {
    const journal = openJournal({ dir: dataFolder(), now: clock() });
    expect(() => journal.append('a1', input(line))).toThrow(RangeError);
    expect(journal.events()).toEqual([]);
    journal.close();
  });

  it('never gets a time before what was seen, even when the clock is set back', () => {
    const dir = dataFolder();
    written(dir, ['late'], 'one');
    const journal = openJournal({ dir, stream: 'two', now: () => START - 86_400_000 });
    journal.append('a1', input('early'));
    expect(linesOf(journal)).toEqual(['late', 'early']);
    journal.close();
  });
});

describe('a journal that is damaged', () => {
  it('any cut of its bytes holds a beginning of its events', () => {
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 6 }), fc.nat(), (list, place) => {
        const events = eventsOf('one', list);
        const bytes = Buffer.from(headerOf('one') + events.map(lineOf).join(''));
        const read = readStream('one', bytes.subarray(0, place % (bytes.length + 1)));
        expect(read.events).toEqual(events.slice(0, read.events.length));
        expect(read.unreadable).toEqual([]);
      }),
    );
  });

  it('a torn last line is dropped, and the next event takes its number', () => {
    const dir = dataFolder();
    written(dir, ['one', 'two']);
    truncateSync(pathOf(dir, 'one'), readFileSync(pathOf(dir, 'one')).length - 5);
    const journal = openJournal({ dir, stream: 'one', now: clock() });
    journal.append('a1', input('three'));
    expect(linesOf(journal)).toEqual(['one', 'three']);
    expect(journal.events().map((event) => event.seq)).toEqual([1, 2]);
    expect(journal.notices).toEqual([]);
    journal.close();
  });

  it('lines that do not parse are copied to the quarantine, named once, and never deleted', () => {
    const dir = dataFolder();
    written(dir, ['one', 'two']);
    const path = pathOf(dir, 'one');
    const [header, first, second] = readFileSync(path, 'utf8').split('\n') as [string, string, string];
    writeFileSync(path, `${header}\n${first}\n{"seq": oops\n${second}\n`);
    const journal = openJournal({ dir, stream: 'one', now: clock() });
    expect(linesOf(journal)).toEqual(['one', 'two']);
    const [file] = readdirSync(join(dir, 'quarantine'));
    expect(readFileSync(join(dir, 'quarantine', file as string), 'utf8')).toBe('{"seq": oops\n');
    expect(journal.notices[0]?.en).toContain(file as string);
    expect(journal.notices[0]?.ko).toContain(file as string);
    expect(readFileSync(path, 'utf8')).toContain('oops');
    journal.close();
    const again = openJournal({ dir, stream: 'one', now: clock() });
    expect(again.notices).toEqual([]);
    again.close();
  });

  it('any bytes at all load without throwing, and lose none of the whole lines', () => {
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 4 }), fc.uint8Array({ maxLength: 40 }), (list, noise) => {
        const events = eventsOf('one', list);
        const bytes = Buffer.concat([Buffer.from(headerOf('one') + events.map(lineOf).join('')), noise, Buffer.from('\n')]);
        expect(readStream('one', bytes).events).toEqual(events);
      }),
    );
  });

  it('a journal of a newer format is refused with a sentence and left as it is', () => {
    const dir = dataFolder();
    mkdirSync(join(dir, 'journal'), { recursive: true });
    writeFileSync(pathOf(dir, 'one'), '{"format":2,"stream":"one"}\n');
    expect(() => openJournal({ dir, now: clock() })).toThrow(/format 2.*Update the program/);
    expect(readFileSync(pathOf(dir, 'one'), 'utf8')).toBe('{"format":2,"stream":"one"}\n');
    expect(readdirSync(join(dir, 'journal')).filter((file) => file.endsWith('.lock'))).toEqual([]);
  });

  it('a folder that cannot be made is refused with a sentence', () => {
    const file = join(dataFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openJournal({ dir: join(file, 'data'), now: clock() })).toThrow(/cannot be written \(ENOTDIR\).*--data/);
  });
});

describe('several terminals', () => {
  it('at once write streams of their own, and a third sees both', () => {
    const dir = dataFolder();
    const [one, two] = [openJournal({ dir, now: clock() }), openJournal({ dir, now: clock(START + 500) })];
    one.append('a1', input('from one'));
    two.append('a2', input('from two'));
    expect(one.stream).not.toBe(two.stream);
    const three = openJournal({ dir, now: clock() });
    expect(linesOf(three)).toEqual(['from one', 'from two']);
    for (const journal of [one, two, three]) journal.close();
  });

  it('one after the other go on with the same stream', () => {
    const dir = dataFolder();
    const first = openJournal({ dir, now: clock() });
    first.close();
    const second = openJournal({ dir, now: clock() });
    expect(second.stream).toBe(first.stream);
    second.close();
    expect(existsSync(`${pathOf(dir, second.stream)}.lock`)).toBe(false);
  });

  it.skipIf(!existsSync('/proc/self/stat'))('take over the stream of a process that was killed and not waited for', async () => {
    const dir = dataFolder();
    // The shell starts a child, kills it, and never waits for it: what is left of the child is defunct.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; kill -9 $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [told] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(String(told).trim());
    const state = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
    while (state() !== 'Z') await new Promise((resolve) => setImmediate(resolve));
    const journal = openJournal({ dir, now: () => 0 });
    journal.append('', { k: 'note', b: { place: 'home' } });
    const { stream } = journal;
    journal.close();
    writeFileSync(`${pathOf(dir, stream)}.lock`, `${pid}\n`);
    const next = openJournal({ dir, now: () => 0 });
    expect(next.stream).toBe(stream);
    next.close();
    parent.kill('SIGKILL');
  });

  it('cannot both take a stream that is named', () => {
    const dir = dataFolder();
    const journal = openJournal({ dir, stream: 'one', now: clock() });
    expect(() => openJournal({ dir, stream: 'one', now: clock() })).toThrow(/Another program writes/);
    journal.close();
  });

  it('merge to the same events in any order, each stream in its own', () => {
    const streams = fc.tuple(fc.array(bodies, { maxLength: 5 }), fc.array(bodies, { maxLength: 5 }), fc.integer({ min: -5000, max: 5000 }));
    fc.assert(
      fc.property(streams, ([first, second, apart]) => {
        const [one, two] = [eventsOf('one', first), eventsOf('two', second, START + apart)];
        const merged = merge([one, two]);
        expect(merge([two, one])).toEqual(merged);
        expect(merged.filter((event) => event.stream === 'one')).toEqual(one);
        expect(progressOf(merge([two, one]))).toEqual(progressOf(merged));
      }),
    );
  });
});

describe('the snapshot is a cache', () => {
  it('whatever is written after it, in the same stream or another, the journal decides', () => {
    const folder = dataFolder();
    let count = 0;
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 5 }), fc.array(bodies, { maxLength: 5 }), fc.boolean(), (first, second, closed) => {
        const dir = join(folder, String(count++));
        const journal = openJournal({ dir, stream: 'one', now: clock() });
        for (const body of first) journal.append('a1', body);
        journal.close();
        const late = openJournal({ dir, stream: closed ? 'one' : 'two', now: clock(START + 100) });
        for (const body of second) late.append('a2', body);
        const events = late.events();
        if (closed) late.close();
        const again = openJournal({ dir, now: clock() });
        expect(again.progress()).toEqual(progressOf(again.events()));
        expect(again.events()).toEqual(events);
        again.close();
        if (!closed) late.close();
      }),
      { numRuns: 30 },
    );
  });

  it('that is broken, or of another journal, is left aside', () => {
    const dir = dataFolder();
    written(dir, ['one', 'two']);
    for (const broken of ['', '{', '{"version":99}', readFileSync(join(dir, 'snapshot.json'), 'utf8').replace(/"hash":"[^"]+"/, '"hash":"0"')]) {
      writeFileSync(join(dir, 'snapshot.json'), broken);
      const journal = openJournal({ dir, stream: 'one', now: clock() });
      expect(journal.progress()).toEqual(progressOf(journal.events()));
      expect(linesOf(journal)).toEqual(['one', 'two']);
      journal.close();
    }
  });

  it('is not trusted when another stream has brought older events', () => {
    const dir = dataFolder();
    const note = (place: string): Body => ({ k: 'note', b: { place } });
    const one = openJournal({ dir, stream: 'one', now: () => START + 5000 });
    one.append('', note('home'));
    one.close();
    const older = eventsOf('two', [note('lab/two-nodes-one-port')]);
    writeFileSync(pathOf(dir, 'two'), headerOf('two') + older.map(lineOf).join(''));
    const journal = openJournal({ dir, stream: 'one', now: clock() });
    expect(journal.progress().place).toBe('home');
    journal.close();
  });
});
