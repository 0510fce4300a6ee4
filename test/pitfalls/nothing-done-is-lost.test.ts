/** Learners leave when half-done work is gone after a crash: here it goes on at the line where the power went. */
import { describe, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { terminal } from '../support/terminal.ts';

describe('work that was not finished', () => {
  it('is there after the program was killed, and what was done can still be taken back and made again', async () => {
    const args = ['--data', dataFolder()];
    const first = terminal({ args: ['lab', 'two-nodes-one-port', ...args] });
    await first.until('Terminal');
    await first.enter('kubectl scale deployment webapp --replicas=1');
    await first.until('scaled');
    await first.enter('kubectl get deployment webapp');
    await first.until(/webapp +1\/1/);
    first.kill('SIGKILL');
    await first.exited;

    const second = terminal({ args });
    await second.until(/webapp +1\/1/);
    await second.enter('undo');
    await second.until(/taken back/);
    await second.enter('kubectl get deployment webapp');
    await second.until(/webapp +3\/3/);
    second.kill('SIGKILL');
    await second.exited;

    const third = terminal({ args });
    await third.until(/webapp +3\/3/);
    await third.enter('redo');
    await third.enter('kubectl get deployment webapp');
    await third.until(/webapp +3\/3[\s\S]*webapp +1\/1/);
  });
});
