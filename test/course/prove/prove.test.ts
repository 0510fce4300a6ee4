import { describe, expect, it, vi } from 'vitest';
import { coverageOf, gates, prove, proveWith, updatedConsole, updatedTranslations, WORLD_GATES } from '../../../src/course/prove/index.ts';
import { changed, courseFiles, type Files, load } from '../fixture.ts';

const broken = vi.hoisted(() => ({ restore: false }));
vi.mock('../../../src/engine/restore.ts', async (original) => {
  const real = await original<typeof import('../../../src/engine/restore.ts')>();
  return { restore: (...worlds: Parameters<typeof real.restore>) => (broken.restore ? worlds[0] : real.restore(...worlds)) };
});

function failures(files: Files) {
  return prove(load(files))
    .filter((result) => !result.ok)
    .map(({ gate, where, detail }) => ({ gate, where, detail: detail.en }));
}

const gatesOf = (files: Files) => [...new Set(failures(files).map((failure) => failure.gate))];

describe('a course that keeps every promise', () => {
  it('passes every gate for every folder', () => {
    expect(failures(courseFiles())).toEqual([]);
    const results = prove(load(courseFiles()));
    expect([...new Set(results.map((result) => result.gate))]).toEqual(gates.map((gate) => gate.name));
    expect([...new Set(results.map((result) => result.content))]).toEqual(['lesson/ports', 'scenario/wrong-selector', 'course']);
  });
});

/** The course with a page changed in one language, and the record as it was. */
function inOnly(lang: 'ko' | 'en', from: string, to: string): Files {
  const path = `lessons/01-ports/${lang}.md`;
  return { ...courseFiles(), [path]: (courseFiles()[path] ?? '').replace(from, to) };
}

function without(path: string): Files {
  return Object.fromEntries(Object.entries(courseFiles()).filter(([name]) => name !== path));
}

const SECOND_STEP = `  - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'\n`;
const NEAR_MISS = `near_misses:
  - name: {ko: 셀렉터만 바꾸기, en: Only the selector}
    lines:
      - kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'
    fails: [answers]
`;

describe('a planted defect', () => {
  it.each<{ readonly gate: string; readonly defect: string; readonly files: () => Files; readonly where: string }>([
    {
      gate: 'files',
      defect: 'a hint for a line that does not exist',
      files: () => changed('scenario.yaml', ['solution:', 'hints: {nobody: [{ko: 보세요., en: Look.}]}\nsolution:']),
      where: 'scenarios/wrong-selector/scenario.yaml:23:9',
    },
    {
      gate: 'keys',
      defect: 'a question of which every option is right',
      files: () =>
        changed('quiz.yaml', [
          'if: {reaches: {from: internet, to: "ip:{cluster-ip:frontend}:80"}}',
          'if: {blocked: {from: internet, to: "ip:{cluster-ip:frontend}:80"}}',
        ]),
      where: 'lessons/01-ports/quiz.yaml:3:5',
    },
    {
      gate: 'start',
      defect: 'a scenario that is solved as it opens',
      files: () =>
        changed(
          'scenario.yaml',
          [`    - kubectl patch service frontend -p '{"spec":{"selector":{"app":"shop"}}}'\n`, '    - kubectl get pods\n'],
          [`    - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'\n`, ''],
          [`  - kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'\n`, '  - kubectl get service frontend\n'],
          [SECOND_STEP, ''],
          [NEAR_MISS, ''],
        ),
      where: 'scenarios/wrong-selector/scenario.yaml:13:5',
    },
    {
      gate: 'solution',
      defect: 'a solution that leaves a line failing',
      files: () => changed('scenario.yaml', [SECOND_STEP, SECOND_STEP.replace('9376', '9377')]),
      where: 'scenarios/wrong-selector/scenario.yaml:17:5',
    },
    {
      gate: 'steps',
      defect: 'a step of the solution that nothing needs',
      files: () => changed('scenario.yaml', [SECOND_STEP, `${SECOND_STEP}  - kubectl label pod toolbox extra=yes\n`]),
      where: 'scenarios/wrong-selector/scenario.yaml:26:5',
    },
    {
      gate: 'near-misses',
      defect: 'a near miss that fails another line than it says',
      files: () => changed('scenario.yaml', ['fails: [answers]', 'fails: [endpoints]']),
      where: 'scenarios/wrong-selector/scenario.yaml:31:5',
    },
    {
      gate: 'alternates',
      defect: 'another solution that solves nothing',
      files: () => changed('scenario.yaml', ['"ports":[{"port":80,"targetPort":9376}]', '"ports":[{"port":80,"targetPort":9377}]']),
      where: 'scenarios/wrong-selector/scenario.yaml:27:5',
    },
    {
      gate: 'hints',
      defect: 'a hint that spells the solution',
      files: () =>
        changed('scenario.yaml', [
          'solution:',
          'hints: {answers: [{ko: "`kubectl patch service frontend` 줄을 쓰세요.", en: "Type `kubectl patch service frontend`."}]}\nsolution:',
        ]),
      where: 'scenarios/wrong-selector/scenario.yaml:23:9',
    },
    {
      gate: 'console',
      defect: 'a console block that prints something else',
      files: () => changed('en.md', ['10.100.0.31\n```', '10.100.0.32\n```']),
      where: 'lessons/01-ports/en.md:16:1',
    },
    {
      gate: 'parity',
      defect: 'a number that one language lacks',
      files: () => changed('en.md', ['it is 32001', 'it is a high one']),
      where: 'lessons/01-ports/en.md:3:1',
    },
    {
      gate: 'width',
      defect: 'a diagram wider than the page',
      files: () => changed('ko.md', ['node0:32001 --> frontend:80', `node0:32001 --> frontend:80 ${'-'.repeat(60)}`]),
      where: 'lessons/01-ports/ko.md:12:1',
    },
    {
      gate: 'writing',
      defect: 'a sentence in another register',
      files: () => changed('ko.md', ['모든 노드에서 열립니다.', '모든 노드에서 열려요.']),
      where: 'lessons/01-ports/ko.md:5:18',
    },
    {
      gate: 'concepts',
      defect: 'a concept that no list names',
      files: () => changed('scenario.yaml', ['concepts: [ports]', 'concepts: [ports, portz]']),
      where: 'scenarios/wrong-selector/scenario.yaml:6:19',
    },
    {
      gate: 'misconceptions',
      defect: 'a misconception that the codebook lacks',
      files: () => changed('quiz.yaml', ['misconception: cluster-ip-is-routable', 'misconception: cluster-ips-are-routable']),
      where: 'lessons/01-ports/quiz.yaml:16:24',
    },
    {
      gate: 'misconceptions',
      defect: 'a right option that names a misconception',
      files: () =>
        changed('quiz.yaml', [
          `en: "A node port opens on every node."}\n`,
          `en: "A node port opens on every node."}\n        misconception: cluster-ip-is-routable\n`,
        ]),
      where: 'lessons/01-ports/quiz.yaml:12:24',
    },
    {
      gate: 'misconceptions',
      defect: 'a misconception that no option names',
      files: () => changed('quiz.yaml', ['        misconception: cluster-ip-is-routable\n', '']),
      where: 'lessons/misconceptions.yaml:3:5',
    },
    {
      gate: 'writing',
      defect: 'a word that the glossary replaces',
      files: () => ({
        ...courseFiles(),
        'lessons/glossary.yaml': `format: 1
terms:
  - id: port
    name: {ko: 포트, en: port}
    definition: {ko: "프로세스가 듣는 번호입니다.", en: "The number on which a process listens."}
    instead_of: [셀렉터]
`,
      }),
      where: 'scenarios/wrong-selector/scenario.yaml:4:17',
    },
    {
      gate: 'translation',
      defect: 'a page that was changed in one language alone',
      files: () => inOnly('ko', '모든 노드에서 열립니다.', '노드마다 열립니다.'),
      where: 'lessons/01-ports/en.md:3:1',
    },
    {
      gate: 'translation',
      defect: 'a page that nobody compared',
      files: () => without('lessons/01-ports/translation.yaml'),
      where: 'lessons/01-ports/translation.yaml:1:1',
    },
    {
      gate: 'writing',
      defect: 'a refutation in another register',
      files: () => changed('misconceptions.yaml', ['규칙 안에만 있습니다.', '규칙 안에만 있어요.']),
      where: 'lessons/misconceptions.yaml:6:45',
    },
  ])('is caught by the gate of $gate and by no other: $defect', ({ gate, files, where }) => {
    const found = failures(files());
    expect([...new Set(found.map((failure) => failure.gate))], JSON.stringify(found)).toEqual([gate]);
    expect(found.map((failure) => failure.where)).toContain(where);
  });

  it('is caught by the gate of reset and by no other: a reset that does not go back', () => {
    broken.restore = true;
    try {
      expect(gatesOf(courseFiles())).toEqual(['reset']);
    } finally {
      broken.restore = false;
    }
  });

  it.each([
    [
      'a concept that nothing exercises',
      () => changed('concepts.yaml', ['concepts:\n', 'concepts:\n  - {id: idle, name: {ko: 쉼, en: Idle}}\n']),
      'no page teaches concept idle',
    ],
    [
      'a misconception with a letter too many',
      () => changed('quiz.yaml', ['misconception: cluster-ip-is-routable', 'misconception: cluster-ips-is-routable']),
      'Did you mean cluster-ip-is-routable?',
    ],
    [
      'a misconception under the name that it had before',
      () => changed('quiz.yaml', ['misconception: cluster-ip-is-routable', 'misconception: virtual-address-answers']),
      'Did you mean cluster-ip-is-routable?',
    ],
    ['a page that one language lacks', () => changed('ko.md', ['{#node-port}', '{#nodeport}']), 'the pages differ'],
    ['a typed word that one language lacks', () => changed('ko.md', ['모든 노드에서', '`모든` 노드에서']), 'typed words differ'],
    ['an order whose hops do not occur', () => changed('quiz.yaml', ['hop: iptables-nat-prerouting', 'hop: iptables-filter-x']), 'fewer than two'],
    [
      'a single question with two right options',
      () =>
        changed(
          'quiz.yaml',
          ['kind: multiple', 'kind: single'],
          [
            'if: {reaches: {from: internet, to: "ip:{cluster-ip:frontend}:80"}}',
            'if: {any: [{blocked: {from: internet, to: "ip:{cluster-ip:frontend}:80"}}]}',
          ],
        ),
      'every option is right',
    ],
  ])('is told in words: %s', (_defect, files, detail) => {
    expect(
      failures(files())
        .map((failure) => failure.detail)
        .join('\n'),
    ).toContain(detail);
  });
});

describe('folders that are proved by themselves', () => {
  it.each([
    ['that keep every promise', () => courseFiles()],
    [
      'of which texts and worlds are broken',
      () => ({
        ...changed('scenario.yaml', ['concepts: [ports]', 'concepts: [ports, portz]'], ['22"}', '32001"}']),
        ...inOnly('ko', '열립니다', '열려요'),
      }),
    ],
  ])('give what the whole gives at once: %s', (_name, files) => {
    const loaded = load(files());
    const folders = prove({ ...loaded, whole: false, details: loaded.details.filter(({ content }) => content !== 'course') }, { only: WORLD_GATES });
    expect(proveWith(loaded, folders.toReversed())).toEqual(prove(loaded));
  });
});

describe('the record of translations', () => {
  const record = 'lessons/01-ports/translation.yaml';

  it('is written where there is none, and left alone where it is true', () => {
    expect(updatedTranslations(load(without(record)), { all: false })).toEqual([{ path: record, text: courseFiles()[record] }]);
    expect(updatedTranslations(load(courseFiles()), { all: true })).toEqual([]);
  });

  it('keeps a page that one language alone changed until somebody says that both are equal', () => {
    const stale = inOnly('en', 'opens on every node', 'is open on every node');
    expect(updatedTranslations(load(stale), { all: false })).toEqual([]);
    const [accepted] = updatedTranslations(load(stale), { all: true });
    expect(gatesOf({ ...stale, [record]: accepted?.text ?? '' })).toEqual([]);
  });

  it('takes a page that both languages changed', () => {
    const both = {
      ...inOnly('ko', '열립니다', '열려 있습니다'),
      'lessons/01-ports/en.md': inOnly('en', 'opens', 'is open')['lessons/01-ports/en.md'] ?? '',
    };
    expect(gatesOf(both)).toEqual(['translation']);
    const [taken] = updatedTranslations(load(both), { all: false });
    expect(gatesOf({ ...both, [record]: taken?.text ?? '' })).toEqual([]);
  });
});

describe('the coverage', () => {
  it('leads from a concept to the pages that teach it and to what exercises it', () => {
    const { concepts, figures } = coverageOf(load(courseFiles()));
    expect(concepts.find((concept) => concept.id === 'ports')).toMatchObject({
      pages: ['ports/node-port'],
      questions: ['ports/from-outside', 'ports/hops', 'ports/endpoints'],
      scenarios: ['wrong-selector'],
    });
    expect(figures).toMatchObject({ lessons: 1, pages: 1, questions: 3, typedKeys: 0, scenarios: 1, covered: 1, misconceptions: 1 });
  });
});

describe('updating console blocks', () => {
  it('writes what the engine prints, and leaves everything else alone', () => {
    const wrong = changed('en.md', ['10.100.0.31\n```', 'wrong\nlines\n```']);
    expect(updatedConsole(load(wrong))).toEqual([{ path: 'lessons/01-ports/en.md', text: courseFiles()['lessons/01-ports/en.md'] }]);
  });

  it('fills in blocks of commands alone', () => {
    const bare = changed('ko.md', ['10.100.0.31\n```', '```']);
    expect(updatedConsole(load(bare)).map((source) => source.text)).toEqual([courseFiles()['lessons/01-ports/ko.md']]);
  });

  it('carries the variables of a line to those that follow, through all blocks', () => {
    const files = changed('ko.md', [
      '$ kubectl get service frontend',
      '$ IP=$(kubectl get service frontend -o jsonpath={.spec.clusterIP})\n$ echo $IP\n10.100.0.31\n$ kubectl get service frontend',
    ]);
    expect(updatedConsole(load(files))).toEqual([]);
  });

  it('has nothing to do where everything is true', () => {
    expect(updatedConsole(load(courseFiles()))).toEqual([]);
  });
});
