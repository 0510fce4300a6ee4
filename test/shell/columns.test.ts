import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../support/empty-world.ts';
import { entered } from '../support/lines.ts';

describe('tr and cut behind a pipe', () => {
  it.each([
    [`echo "subnet-1 subnet-2" | tr ' ' ','`, 'subnet-1,subnet-2\n'],
    [`echo abc | tr a-c A-C`, 'ABC\n'],
    [`echo "node0   Ready    <none>" | tr -s ' ' | cut -d ' ' -f 2`, 'Ready\n'],
    [`echo "a  b" | tr -s ' ' ','`, 'a,b\n'],
    [`echo a1b2 | tr -cd 0-9`, '12'],
    [`echo a1b2 | tr -c 'a-z\\n' .`, 'a.b.\n'],
    [`echo '"x"' | tr -d '"'`, 'x\n'],
    ['echo a:b:c | cut -d: -f2', 'b\n'],
    ['echo a:b:c:d | cut -d : -f 2-3', 'b:c\n'],
    ['echo https://host/path | cut -d / -f 3', 'host\n'],
    ['echo abcdef | cut -c1-3', 'abc\n'],
    ['echo plain | cut -d: -f2', 'plain\n'],
  ])('%s', (line, stdout) => {
    expect(entered(emptyWorld(), line).stdout).toBe(stdout);
  });
});

describe('a value in a file', () => {
  it('is asked for as the CLI asks for a file that is not there, and the lab says that there are none', () => {
    const done = entered(emptyWorld(), 'aws iam create-role --role-name a --assume-role-policy-document file://trust.json');
    const why = "Unable to load paramfile file://trust.json: [Errno 2] No such file or directory: 'trust.json'";
    expect(done.stderr.trim()).toBe(`Error parsing parameter '--assume-role-policy-document': ${why}`);
    expect(done.notes[0]?.text.en).toBe('This shell has no files. Write the value itself, in single quotes.');
  });
});
