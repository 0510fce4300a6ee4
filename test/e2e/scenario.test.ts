/** A whole scenario in a real terminal, in windows of every kind; what each screen says is looked for in both languages. */
import { describe, expect, it } from 'vitest';
import { usedFolder } from '../support/data-folder.ts';
import { scenarioNamed } from '../support/shipped-course.ts';
import { type Terminal, terminal } from '../support/terminal.ts';

const SIZES = [
  { cols: 60, rows: 20 },
  { cols: 80, rows: 24 },
  { cols: 120, rows: 40 },
  { cols: 200, rows: 60 },
] as const;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: frontend
spec:
  type: NodePort
  selector:
    app: webapp
  ports:
    - port: 80
      targetPort: 9376
      nodePort: 32001`;

const GROUP = "G=$(aws ec2 describe-security-groups --filters Name=group-name,Values=nodes --query 'SecurityGroups[0].GroupId' --output text)";

const LINES = scenarioNamed('open-the-shop').accept.length;
const someOf = (accepted: string) => new RegExp(`${accepted} (?!${LINES})\\d/${LINES}`);

/** The screen says it in Korean, and after Ctrl-L, which keeps everything else, in English. */
async function says(screen: Terminal, korean: string | RegExp, english: string | RegExp): Promise<void> {
  const shows = (wanted: string | RegExp) => (text: string) =>
    (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) && isFramed(text);
  await screen.until(shows(korean));
  await screen.type('\u000c');
  await screen.until(shows(english));
  await screen.type('\u000c');
  await screen.until(shows(korean));
}

/** Every row between the line of state and the line of keys begins and ends with a border. */
function isFramed(text: string): boolean {
  return text
    .split('\n')
    .slice(1, -1)
    .every((row) => /^[╭│╰┏┃┗].*[╮│╯┓┃┛]$/.test(row));
}

describe.each(SIZES)('in a window of $cols×$rows', (size) => {
  it('the shop is opened: a manifest, a connection that fails, its trace, the rule that lacked', async () => {
    const screen = terminal({ ...size, env: { LANG: 'ko_KR.UTF-8' }, args: ['lab', 'open-the-shop', '--data', usedFolder()] });
    await says(screen, someOf('통과'), someOf('accepted'));

    await screen.enter('kubectl apply -f -');
    await says(screen, '매니페스트를 쓰거나 붙여 넣으세요', 'Write or paste a manifest');
    await screen.paste(SERVICE);
    await says(screen, /Service {2}문제없음/, /Service {2}no problem found/);
    await screen.press('Ctrl-D');
    await screen.until('service/frontend created');
    await says(screen, someOf('통과'), someOf('accepted'));

    await screen.enter('curl --max-time 2 http://198.51.100.6:32001');
    await screen.until('curl: (28)');
    await says(screen, /규칙이\s+없습니다|인바운드 규칙/, /No\s+[┃\s]*inbound rule/);

    await screen.press('Ctrl-T');
    await says(screen, /ENI_SG_RULES_MISMATCH|홉/, /ENI_SG_RULES_MISMATCH|Hops/);
    await screen.press('Escape');

    await screen.until('터미널');
    await screen.enter(GROUP);
    await screen.enter('aws ec2 authorize-security-group-ingress --group-id $G --protocol tcp --port 32001 --cidr 0.0.0.0/0');
    await says(screen, `통과 ${LINES}/${LINES}`, `accepted ${LINES}/${LINES}`);

    await screen.press('Escape', 'Escape');
    await says(screen, /✓.*가게 문 열기|가게 문 열기.*✓/, /✓.*Open the shop|Open the shop.*✓/);
    screen.kill('SIGTERM');
    expect(await screen.exited).toMatchObject({ exitCode: 143 });
  });
});
