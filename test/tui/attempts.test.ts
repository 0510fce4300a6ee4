/** What opening a lab does with the journal: going on, branching off, beginning anew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/progress/journal.ts';
import { enterIn, openIn } from '../../src/tui/attempts.ts';
import { scenarioNamed } from '../support/shipped-course.ts';

const scenario = scenarioNamed('two-nodes-one-port');
const LINE = 'kubectl get nodes';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ekslab-attempts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A terminal of its own. */
const terminal = () => openJournal({ dir, now: () => 0 });

function typed(journal: ReturnType<typeof terminal>, opened: ReturnType<typeof openIn>, line: string) {
  const entered = enterIn(opened.attempt, line);
  for (const event of entered.events) journal.append(opened.name, event);
  return { ...opened, attempt: entered.attempt };
}

describe('opening a lab again', () => {
  it('goes on with the same attempt after the terminal that held it has ended', () => {
    const first = terminal();
    const begun = openIn(first, '0', scenario);
    typed(first, begun, LINE);
    first.close();
    const second = terminal();
    const again = openIn(second, '0', scenario);
    expect([again.name, again.attempt.inputs, again.notice]).toEqual([begun.name, [LINE], null]);
    second.close();
  });

  it('branches off with all that was done while another terminal goes on, and both keep what they do', () => {
    const first = terminal();
    const begun = typed(first, openIn(first, '0', scenario), LINE);
    const second = terminal();
    const other = openIn(second, '0', scenario);
    expect(other.name).not.toBe(begun.name);
    expect(other.notice).not.toBeNull();
    expect(other.attempt.inputs).toEqual([LINE]);
    typed(first, begun, 'kubectl get pods');
    typed(second, other, 'kubectl get svc');
    first.close();
    second.close();
    const later = terminal();
    const inputs = Object.fromEntries(later.progress().attempts.map((attempt) => [attempt.id, attempt.inputs]));
    expect(inputs).toEqual({ [begun.name]: [LINE, 'kubectl get pods'], [other.name]: [LINE, 'kubectl get svc'] });
    expect(later.progress().attempts.filter((attempt) => attempt.open)).toHaveLength(1);
    later.close();
  });
});
