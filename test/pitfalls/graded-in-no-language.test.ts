/** A checker that fails in one locale, or grades translated words, loses its learners: what is graded has no language. */
import { expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

type Told = {
  readonly status: string;
  readonly lines: readonly { readonly code: number; readonly stdout: string }[];
  readonly accept: readonly { readonly verdict: string; readonly actual: unknown }[];
};

it.each([
  ['two-nodes-one-port', ['kubectl get svc', 'curl --max-time 2 http://198.51.100.8:32001']],
  [
    'knocking-on-a-closed-door',
    ['kubectl get endpointslices -n prod', `kubectl patch service backend -n prod --type=json -p '[{"op":"remove","path":"/spec/selector/tier"}]'`],
  ],
  ['deny-first', ['kubectl get netpol -A']],
  ['names-lie', ['aws ec2 describe-subnets --query Subnets[].CidrBlock']],
])('%s is judged alike in both languages, and real tools print the same', async (scenario, lines) => {
  const told = async (lang: string): Promise<Told> => {
    const { stdout } = await program([
      'run',
      scenario,
      '-o',
      'json',
      '--lang',
      lang,
      '--data',
      dataFolder(),
      ...lines.flatMap((line) => ['-c', line]),
    ]);
    return JSON.parse(stdout) as Told;
  };
  const graded = ({ status, lines: typed, accept }: Told) => ({
    status,
    typed: typed.map(({ code, stdout }) => [code, stdout]),
    verdicts: accept.map(({ verdict }) => verdict),
  });
  expect(graded(await told('ko'))).toEqual(graded(await told('en')));
});

it.each(['ko_KR.UTF-8', 'tr_TR.UTF-8', 'C', ''])('locale "%s" changes no verdict', async (LANG) => {
  const verdicts = async (locale: string): Promise<readonly string[]> => {
    const line = ['run', 'two-nodes-one-port', '-o', 'json', '-c', 'kubectl get pods'];
    const { stdout } = await program(line, { env: { LANG: locale, LC_ALL: locale } });
    return (JSON.parse(stdout) as Told).accept.map(({ verdict }) => verdict);
  };
  const english = await verdicts('en_US.UTF-8');
  expect(new Set(english)).toEqual(new Set(['pass', 'fail', 'not-evaluated']));
  expect(await verdicts(LANG)).toEqual(english);
});
