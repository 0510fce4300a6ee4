import { describe, expect, it } from 'vitest';
import { usedFolder } from '../support/data-folder.ts';
import { course } from '../support/shipped-course.ts';
import { type Terminal, terminal } from '../support/terminal.ts';

/** What the path shows in each language. Outputs of real tools are the same in both. */
const WORDS = {
  en: {
    locale: 'en_US.UTF-8',
    course: /^╭ Course /m,
    page: /page 2 of/,
    lab: 'From the node port to the pod',
    quiz: 'question 1/',
    right: 'Right.',
    accepted: (of: string) => `accepted ${of}`,
    hops: [
      'internet',
      'internet gateway',
      'network ACL',
      'security group',
      'iptables nat PREROUTING',
      'iptables nat POSTROUTING',
      'veth pair',
      'socket',
    ],
    held: 'This line runs once',
    compared: 'All 8 hops are right',
    reason: 'no ready endpoint',
    stepper: /request/i,
    reply: /reply/i,
  },
  ko: {
    locale: 'ko_KR.UTF-8',
    course: /^╭ 과정 /m,
    page: /[0-9]+쪽 중 2쪽/,
    lab: '노드 포트에서 파드까지',
    quiz: /문제 .*1\//,
    right: /맞았습니다|맞습니다|정답/,
    accepted: (of: string) => `통과 ${of}`,
    hops: ['인터넷', '인터넷 게이트웨이', '네트워크 ACL', '보안 그룹', 'iptables nat PREROUTING', 'iptables nat POSTROUTING', 'veth 쌍', '소켓'],
    held: '이 줄을 실행합니다',
    compared: '홉 8개를 모두',
    reason: 'Ready 엔드포인트가 없',
    stepper: /요청/,
    reply: /응답/,
  },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

/** Puts the hops in this order, in the list that opens before a line shows the path. */
async function putInOrder(screen: Terminal, hops: readonly string[]): Promise<void> {
  // A row of the list: the cursor, the place in the order or a dot, the hop and where it is.
  const rows = () =>
    [...screen.screen().matchAll(/^┃ (▸| ) +(\d+|·) (.+?)(?: ·.*?)? +┃$/gm)].map(([, mark, place, title]) => ({ here: mark === '▸', place, title }));
  for (const [at, hop] of hops.entries()) {
    const target = rows().findIndex(({ place, title }) => place === '·' && title === hop);
    expect(target, hop).not.toBe(-1);
    for (let here = rows().findIndex((row) => row.here); here !== target; here = rows().findIndex((row) => row.here)) {
      const before = here;
      await screen.press(here < target ? 'Down' : 'Up');
      await screen.until(() => rows().findIndex((row) => row.here) !== before);
    }
    await screen.type(' ');
    await screen.until(() => rows().some(({ place, title }) => place === String(at + 1) && title === hop));
  }
}

const PAGES = course.modules.find(({ id }) => id === 'services')?.pages.length;

/** Moves over the course map to the row that fits, up or down. */
async function select(screen: Terminal, row: RegExp): Promise<void> {
  const rows = () => [...screen.screen().matchAll(/^│ ([▸ ]) (.*?)│/gm)].map(([, mark, text]) => ({ here: mark === '▸', text: text as string }));
  const here = () => rows().findIndex((one) => one.here);
  // The last one: modules further up may be unfolded too.
  const target = () => rows().findLastIndex(({ text }) => row.test(text));
  await screen.until(() => here() !== -1 && target() !== -1);
  while (here() !== target()) {
    const before = here();
    await screen.press(before < target() ? 'Down' : 'Up');
    await screen.until(() => here() !== before && here() !== -1);
  }
}

async function readLesson(screen: Terminal, words: Words): Promise<void> {
  // The module of services unfolds, and its lesson stands below it.
  await select(screen, /^ *8 /);
  await screen.press('Right');
  await select(screen, new RegExp(`${PAGES} pages|모두 ${PAGES}쪽`));
  await screen.press('Enter');
  await screen.until(new RegExp(`page 1 of ${PAGES}|${PAGES}쪽 중 1쪽`));
  await screen.press('Right');
  await screen.until(words.page);
  await screen.press('Escape');
  await screen.until(words.course);
}

async function predictAndTest(screen: Terminal, words: Words): Promise<void> {
  await select(screen, new RegExp(words.lab));
  await screen.press('Enter');
  await screen.until(words.accepted('0/3'));
  await screen.enter('curl http://198.51.100.6:32001');
  await screen.until(words.held);
  await putInOrder(screen, words.hops);
  await screen.press('Enter');
  await screen.until(words.compared);
  await screen.press('Enter');
  // The line that was held back has run meanwhile.
  await screen.until(/saw client 192\.168\.0\.6/);
  await screen.until(words.accepted('2/3'));
  await screen.enter('curl -s http://198.51.100.6:32001');
  await screen.until(/saw client 192\.168\.0\.6/);
  await screen.enter('kubectl exec toolbox -- curl -s http://frontend');
  await screen.until(words.accepted('3/3'));
}

async function stepThrough(screen: Terminal, words: Words): Promise<void> {
  await screen.press('Ctrl-T');
  await screen.until((text) => words.stepper.test(text) && words.reply.test(text));
  await screen.press('Down', 'Down', 'Tab');
  await screen.press('Escape');
  await screen.until('$ ');
}

async function breakAndRepair(screen: Terminal, words: Words): Promise<void> {
  await screen.enter(`kubectl patch service frontend -p '{"spec":{"selector":{"app":"nobody"}}}'`);
  await screen.until('service/frontend patched');
  await screen.enter('curl http://198.51.100.6:32001');
  await screen.until(/curl: \(7\) Failed to connect to 198\.51\.100\.6 port 32001/);
  await screen.until((text) => text.replace(/\s*┃\n┃\s*/g, ' ').includes(words.reason));
  await screen.enter('undo');
  await screen.enter('curl -s http://198.51.100.6:32001 | wc -l');
  await screen.until(/^┃ 1 +┃$/m);
}

async function answer(screen: Terminal, words: Words): Promise<void> {
  // The first leaves the prompt for the panes, the second the lab; together they would be another key.
  await screen.press('Escape');
  await screen.until(/Esc (back|뒤로)$/m);
  await screen.press('Escape');
  await screen.until(words.course);
  await select(screen, /knowledge check|확인 문제/);
  await screen.press('Enter');
  await screen.until(words.quiz);
  await screen.type('3');
  await screen.press('Enter');
  await screen.until(words.right);
}

describe('the whole path, from the course map to the knowledge check and back', () => {
  it.each(['en', 'ko'] as const)('in %s', { timeout: 60_000 }, async (lang) => {
    const words = WORDS[lang];
    const options = { args: ['--data', usedFolder()], env: { LANG: words.locale }, cols: 110, rows: 44 };
    const screen = terminal(options);
    await screen.until(words.course);
    await readLesson(screen, words);
    await predictAndTest(screen, words);
    await stepThrough(screen, words);
    await breakAndRepair(screen, words);
    await answer(screen, words);
    await screen.press('Ctrl-C', 'Ctrl-C');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });

    const again = terminal(options);
    const text = await again.until(words.quiz);
    expect(text).toMatch(/1\/\d+/);
    await again.press('Escape');
    await again.until(new RegExp(`(✓|■|☑).*${words.lab}`));
  });
});
