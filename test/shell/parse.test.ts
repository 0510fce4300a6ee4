import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandText, expandWord } from '../../src/shell/expand.ts';
import { needsMore, parse, wordsBeingTyped } from '../../src/shell/parse.ts';
import type { Script, Simple } from '../../src/shell/syntax.ts';

const NOTHING = { variables: {}, substitute: () => '' };

function scriptOf(line: string): Script {
  const parsed = parse(line);
  if (!parsed.ok) throw new Error(`${line}: ${parsed.problem.stderr}`);
  return parsed.script;
}

function wordsOf(line: string, variables: Readonly<Record<string, string>> = {}): string[] {
  const [first] = scriptOf(line);
  const simple = first?.stages[0] as Simple;
  return simple.words.flatMap((word) => expandWord(word, { ...NOTHING, variables })).map((word) => word.text);
}

function problemOf(line: string) {
  const parsed = parse(line);
  return parsed.ok ? null : parsed.problem;
}

function stdinOf(line: string, variables: Readonly<Record<string, string>> = {}): string {
  const simple = scriptOf(line)[0]?.stages[0] as Simple;
  const redirect = simple.redirects.find((candidate) => candidate.redirect === 'stdin');
  return redirect === undefined ? '' : expandText(redirect.body, { ...NOTHING, variables });
}

describe('words', () => {
  it.each([
    [`kubectl get pods -n prod`, ['kubectl', 'get', 'pods', '-n', 'prod']],
    [`echo 'a b'"c d"\\ e`, ['echo', 'a bc d e']],
    [`echo "a \\"b\\" \\$c \\d"`, ['echo', 'a "b" $c \\d']],
    [`echo '\\$HOME "x"'`, ['echo', '\\$HOME "x"']],
    [`echo a#b # the rest is a comment`, ['echo', 'a#b']],
    [`echo ''`, ['echo', '']],
    [`echo one\\\n  two`, ['echo', 'one', 'two']],
    [`curl -s http://10.0.0.1:80/?a=b`, ['curl', '-s', 'http://10.0.0.1:80/?a=b']],
    [`kubectl get pod -o jsonpath={.items[0].metadata.name}`, ['kubectl', 'get', 'pod', '-o', 'jsonpath={.items[0].metadata.name}']],
    [`echo $ 5$`, ['echo', '$', '5$']],
  ])('%s is split as bash splits it', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });

  it('carry their offsets into the line', () => {
    const [first] = scriptOf(`ls  'a b' c`);
    const simple = first?.stages[0] as Simple;
    expect(simple.words.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [4, 9],
      [10, 11],
    ]);
  });

  it('an unquoted variable is split into fields, a quoted one is not', () => {
    expect(wordsOf('echo $A', { A: ' x  y ' })).toEqual(['echo', 'x', 'y']);
    expect(wordsOf('echo "$A"', { A: ' x  y ' })).toEqual(['echo', ' x  y ']);
    expect(wordsOf('echo -$A-', { A: 'x y' })).toEqual(['echo', '-x', 'y-']);
  });

  it('an unset variable leaves no word unless it is quoted', () => {
    expect(wordsOf('echo $NONE "$NONE"')).toEqual(['echo', '']);
  });

  it('single quotes give back any text that holds none of them', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("'")),
        (text) => {
          expect(wordsOf(`echo '${text}'`)).toEqual(['echo', text]);
        },
      ),
    );
  });

  it('a backslash before every character gives back any text without newlines', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !text.includes('\n')),
        (text) => {
          expect(wordsOf(`echo ${[...text].map((character) => `\\${character}`).join('')}`)).toEqual(['echo', text]);
        },
      ),
    );
  });
});

describe('heredocs', () => {
  it('give their lines to the command, with variables filled in', () => {
    expect(stdinOf('kubectl apply -f - <<EOF\nname: $NAME\nkind: "Pod"\nEOF', { NAME: 'web' })).toBe('name: web\nkind: "Pod"\n');
  });

  it('with a quoted end are taken as they stand', () => {
    expect(stdinOf("kubectl apply -f - <<'EOF'\nname: $NAME `x`\nEOF", { NAME: 'web' })).toBe('name: $NAME `x`\n');
  });

  it('announced by <<- lose their leading tabs', () => {
    expect(stdinOf('cat <<-EOF\n\t\ta\n\tEOF')).toBe('a\n');
  });

  it('do not swallow what follows them', () => {
    const script = scriptOf('cat <<EOF | grep a\na\nb\nEOF\necho next');
    expect(script.map(({ stages }) => stages.length)).toEqual([2, 1]);
  });

  it('a here-string is one line', () => {
    expect(stdinOf('cat <<< "a b"')).toBe('a b\n');
  });
});

describe('lists and pipes', () => {
  it('keep their joiners', () => {
    expect(scriptOf('a; b && c || d | e').map(({ joiner, stages }) => [joiner, stages.length])).toEqual([
      [';', 1],
      [';', 1],
      ['&&', 1],
      ['||', 2],
    ]);
  });

  it('a loop holds its body', () => {
    const loop = scriptOf('for i in 1 2; do curl $i; echo $i; done')[0]?.stages[0];
    expect(loop).toMatchObject({ command: 'for', name: 'i', words: [{}, {}], body: [{}, {}] });
  });

  it('an empty line and a comment are empty scripts', () => {
    expect(scriptOf('')).toEqual([]);
    expect(scriptOf('  # nothing')).toEqual([]);
  });
});

describe('what is wrong is said as bash says it', () => {
  it.each([
    ['; ls', "bash: syntax error near unexpected token `;'\n"],
    ['ls | | wc', "bash: syntax error near unexpected token `|'\n"],
    ['ls && && wc', "bash: syntax error near unexpected token `&&'\n"],
    ['echo a)', "bash: syntax error near unexpected token `)'\n"],
    ['echo (a', "bash: syntax error near unexpected token `('\n"],
    ['kubectl get pods >', "bash: syntax error near unexpected token `newline'\n"],
    ['done', "bash: syntax error near unexpected token `done'\n"],
  ])('%s', (line, stderr) => {
    expect(problemOf(line)).toMatchObject({ stderr, incomplete: false });
  });

  it.each([
    ['echo `ls`'],
    ['echo $((1+1))'],
    ['ls > file'],
    ['kubectl apply -f - < pod.yaml'],
    ['sleep 5 &'],
    ['( ls )'],
    ['if true; then ls; fi'],
    [['echo $', '{A:-b}'].join('')],
  ])('%s is named as not simulated, in both languages', (line) => {
    const note = problemOf(line)?.note;
    expect(note?.ko).toMatch(/니다|세요/);
    expect(note?.en).toMatch(/not simulated|is simulated|no files/);
  });
});

describe('a line that is not finished', () => {
  it.each(["echo 'a", 'echo "a', 'echo $(ls', 'ls |', 'ls &&', 'ls \\', 'cat <<EOF', 'cat <<EOF\na', 'for i in 1 2; do ls'])(
    '%s asks for more',
    (line) => {
      expect(needsMore(line)).toBe(true);
    },
  );

  it.each(['ls', 'cat <<EOF\na\nEOF', 'echo "a"', '', 'ls;', ')'])('%s does not', (line) => {
    expect(needsMore(line)).toBe(false);
  });
});

describe('the command being typed', () => {
  it.each([
    ['kubectl get po', ['kubectl', 'get', 'po']],
    ['kubectl get pods | gr', ['gr']],
    ['A=b kubectl ', ['kubectl']],
    ['echo $(kubectl get ', ['kubectl', 'get']],
    ['echo $(kubectl get pods) ', ['echo', '']],
    ['ls && ', []],
    [`aws ec2 describe-vpcs --query 'Vpcs[`, ['aws', 'ec2', 'describe-vpcs', '--query', 'Vpcs[']],
    ['for i in 1 2; do cur', ['cur']],
  ])('of "%s" has the words typed so far', (line, words) => {
    const typed = wordsBeingTyped(line)?.map((word) => word.pieces.map((piece) => (piece.piece === 'text' ? piece.text : '')).join(''));
    expect(typed).toEqual(words);
  });

  it('no text makes it throw', () => {
    const alphabet = fc.constantFrom(...'ab $(){}<>|&;\'"`\\\n#=-', 'for ', 'do ', 'done', '<<E\n', 'E\n');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (line) => {
        wordsBeingTyped(line);
        parse(line);
      }),
      { numRuns: 2_000 },
    );
  });
});
