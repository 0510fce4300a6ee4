import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { langOfLocale } from '../../src/cli/language.ts';
import { ENTRIES, manual, manualOf } from '../../src/cli/manual.ts';

function asked(line: string) {
  return readArguments(line === '' ? [] : line.split(' '));
}

describe('the command line', () => {
  it.each([
    ['', { ask: 'start', place: null, options: {} }],
    ['--lang ko', { ask: 'start', place: null, options: { lang: 'ko' } }],
    ['lab two-nodes --plain', { ask: 'start', place: 'lab/two-nodes', options: { plain: true } }],
    ['--lang en lesson services --data /tmp/x', { ask: 'start', place: 'lesson/services', options: { lang: 'en', data: '/tmp/x' } }],
    ['run shop -c help -c why - -o json', { ask: 'run', scenario: 'shop', lines: ['help', 'why'], stdin: true, options: { output: 'json' } }],
    ['shell -w w.yaml', { ask: 'shell', world: 'w.yaml', lines: [], stdin: false }],
    ['trace -w w.yaml --from internet --to pod/default/web:80', { ask: 'trace', from: 'internet', to: 'pod/default/web:80', protocol: 'tcp' }],
    [
      'reach -w w.yaml --port 80 --protocol UDP --view ingress --to web/nginx --after a --after b',
      { ask: 'reach', port: 80, protocol: 'udp', view: 'ingress', policyOnly: false, from: null, to: 'web/nginx', after: ['a', 'b'], lint: false },
    ],
    [
      'reach -w w.yaml --policy-only --lint',
      { ask: 'reach', port: null, protocol: 'tcp', view: 'combined', policyOnly: true, lint: true, after: [] },
    ],
    ['prove lessons scenarios', { ask: 'prove', paths: ['lessons', 'scenarios'] }],
    ['conformance -v', { ask: 'conformance', verbose: true }],
    ['--version', { ask: 'version' }],
    ['--help', { ask: 'help', about: null }],
    ['run --help --lang ko', { ask: 'help', about: 'run', options: { lang: 'ko' } }],
  ])('`ekslab %s` is understood', (line, request) => {
    expect(asked(line)).toMatchObject(request);
  });

  it.each([
    ['--lnag ko', 'there is no option --lnag. Did you mean --lang?', '--lnag 옵션은 없습니다. --lang 옵션을 찾습니까?'],
    ['shel', 'there is no command `shel`. Did you mean `ekslab shell`?', '`shel` 명령은 없습니다. `ekslab shell` 명령을 찾습니까?'],
    ['shell', 'option -w, --world <world> is required. See `ekslab --help`.', '-w, --world <world> 옵션이 필요합니다. `ekslab --help`를 보세요.'],
    ['lab', 'argument name is missing. See `ekslab --help`.', 'name 인수가 빠졌습니다. `ekslab --help`를 보세요.'],
    [
      'run x -o xml',
      'option -o, --output <format> takes one of text, json, yaml. Given: xml',
      '-o, --output <format> 옵션은 text, json, yaml 중 하나를 받습니다. 받은 값: xml',
    ],
    ['lab a b', 'too many arguments. See `ekslab --help`.', '인수가 너무 많습니다. `ekslab --help`를 보세요.'],
    ['run x y', 'too many arguments. See `ekslab --help`.', '인수가 너무 많습니다. `ekslab --help`를 보세요.'],
    [
      'run x -c',
      'option -c, --command <line> lacks its value. See `ekslab --help`.',
      '-c, --command <line> 옵션의 값이 빠졌습니다. `ekslab --help`를 보세요.',
    ],
  ])('`ekslab %s` is refused in both languages', (line, en, ko) => {
    expect(asked(line)).toMatchObject({ ask: 'refused', text: { en, ko } });
  });
});

describe('the language', () => {
  it.each([
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: '' }, 'ko'],
    [{ LANG: 'kok_IN' }, 'en'],
    [{}, 'en'],
  ])('of the locale %j is %s', (env, lang) => {
    expect(langOfLocale(env)).toBe(lang);
  });
});

describe('the manual', () => {
  it.each(['ko', 'en'] as const)('in %s names every entry point', (lang) => {
    for (const { usage } of ENTRIES) expect(manual(lang)).toContain(usage);
    expect(manualOf('trace', lang)).toContain('--from EP --to EP');
  });
});
