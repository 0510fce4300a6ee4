/** Learners leave labs whose environment is dead before minute five: nothing here needs a network, an account or a download. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
/** Ends the process at the first attempt to connect or to look up a name. */
const NO_NETWORK = `
const refuse = (what) => () => { process.stderr.write('NETWORK: ' + what + '\\n'); process.exit(99); };
require('node:net').Socket.prototype.connect = refuse('connect');
require('node:dns').lookup = refuse('lookup');
require('node:dgram').createSocket = refuse('datagram');
globalThis.fetch = refuse('fetch');
`;

it.each([
  ['the tour', 'tour\ncurl --max-time 2 http://198.51.100.6:32001\nquit\n', ['--plain']],
  ['a lab', 'lab two-nodes-one-port\nkubectl get pods -o wide\ntrace internet node/node0:32001\nhint\nquit\n', ['--plain']],
  ['the account', '', ['run', 'two-nodes-one-port', '-c', 'aws ec2 describe-vpcs', '-c', 'dig example.com']],
])('%s runs where every connection and every lookup is refused', (_, input, args) => {
  const data = dataFolder();
  const guard = join(data, 'no-network.cjs');
  writeFileSync(guard, NO_NETWORK);
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--require', guard, join(ROOT, 'bin/ekslab.js'), ...args, '--lang', 'en', '--data', data],
    {
      input,
      encoding: 'utf8',
    },
  );
  expect(stderr).not.toContain('NETWORK');
  expect([0, 1]).toContain(status);
  expect(stdout.length).toBeGreaterThan(100);
});
