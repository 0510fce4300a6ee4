import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

function plain(
  lines: readonly string[],
  { lang = 'en', data = dataFolder() }: { readonly lang?: 'ko' | 'en' | undefined; readonly data?: string } = {},
) {
  return program(['--plain', '--data', data], {
    stdin: lines.map((line) => `${line}\n`).join(''),
    env: { LANG: lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8' },
  });
}

describe('plain mode', () => {
  it('lists the course with its words, and opens what they name', async () => {
    const { code, stdout } = await plain(['lesson services', '', 'quit']);
    expect(code).toBe(0);
    expect(stdout).toContain('  quiz services   answered right: 0 of');
    expect(stdout).toMatch(/page 1 of \d+: /);
    expect(stdout).toContain('ekslab> lesson services\n');
  });

  it('holds back what follows a question until Enter', async () => {
    const asked = await plain(['lesson services']);
    const revealed = await plain(['lesson services', '']);
    expect(asked.stdout).toContain('Think first: ');
    expect(asked.stdout).not.toContain('$ kubectl get pods');
    expect(revealed.stdout).toContain('$ kubectl get pods');
  });

  it('walks from the lab through break and repair to the last line of the list', async () => {
    const { stdout } = await plain([
      'lab knocking-on-a-closed-door',
      'kubectl exec toolbox -- curl -s http://backend.prod',
      `kubectl patch service backend -n prod --type=json -p '[{"op":"remove","path":"/spec/selector/tier"}]'`,
      `kubectl patch service backend -n prod --type=json -p '[{"op":"replace","path":"/spec/ports/1/targetPort","value":9377}]'`,
      'home',
    ]);
    expect(stdout).toContain('Acceptance list\n[fail]');
    expect(stdout).toContain('The network\nVPC');
    expect(stdout).toContain('command terminated with exit code 7');
    expect(stdout).toContain('Every line passes.');
    expect(stdout).toContain('Knocking on a closed door, 10 min, solved');
  });

  it('takes a heredoc over several lines', async () => {
    const { stdout } = await plain(['lab two-nodes-one-port', 'cat <<EOF | wc -l', 'one', 'two', 'EOF']);
    expect(stdout).toContain('$ cat <<EOF | wc -l\n> one\n> two\n> EOF\n2\n');
  });

  it('asks for the prediction in words', async () => {
    const { stdout } = await plain(['lab from-node-port-to-pod', 'predict skip']);
    expect(stdout).toMatch(/Predict first: .*`predict 3 1 2`/);
  });

  it('grades an answer and says why', async () => {
    const { stdout } = await plain(['quiz services', '3', '', 'back', '2']);
    expect(stdout).toMatch(/ekslab> 3\nRight\.\n/);
    expect(stdout).toMatch(/ekslab> 2\nWrong\.\nAnswer: 3\n/);
  });

  it('names the belief behind a wrong answer, and at the end the most frequent ones', async () => {
    const { stdout } = await plain(['quiz services', ...Array.from({ length: 120 }, (_, index) => (index % 2 === 0 ? 'a' : ''))]);
    expect(stdout).toMatch(/\nWrong\.\nAnswer: .*\n(.*\n)*?\nMistaken belief: .+\n {2}.+\n {2}Where it shows: .+\n/);
    expect(stdout).toMatch(/Most frequent mistaken beliefs:\n {2}.+ \(times: \d+\)\n/);
  });

  it('comes back to the same place, in the language that was chosen', async () => {
    const data = dataFolder();
    await plain(['lang ko', 'lab two-nodes-one-port', 'fault stop kube-proxy node1'], { data });
    const { stdout } = await plain(['fault'], { data });
    expect(stdout).toContain('통과 조건');
    expect(stdout).toContain('node1 노드의 kube-proxy 프로세스가 멈췄습니다.');
  });

  it.each(['ko', 'en'] as const)('says in %s what a word that it does not know could have been', async (lang) => {
    const { stdout } = await plain(['lesson servcies', 'lab two-node-one-port', 'lang fr', 'nonsense'], { lang });
    expect(stdout).toMatch(lang === 'ko' ? /services인지 확인하세요/ : /Did you mean services\?/);
    expect(stdout).toMatch(lang === 'ko' ? /two-nodes-one-port인지 확인하세요/ : /Did you mean two-nodes-one-port\?/);
    expect(stdout).toContain('`lang ko`');
  });
});
