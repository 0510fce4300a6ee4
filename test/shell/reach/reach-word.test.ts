import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/world.ts';
import type { Output } from '../../../src/shell/output.ts';
import { runLine } from '../../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../../src/shell/session.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

function typing(world: World, line: string): Output {
  return runLine({ world, origin: LEARNER_ORIGIN, recent: [], history: [] }, line);
}
const saidIn = ({ notes }: Output, lang: 'ko' | 'en' = 'en') => notes.map(({ text }) => text[lang]).join('\n');

const CLOSED = `kubectl apply -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: default}
spec: {podSelector: {matchLabels: {app: webapp}}, policyTypes: [Ingress]}
END`;

describe('reach', () => {
  it('prints a table of workloads in 80 columns, in both languages', () => {
    for (const lang of ['en', 'ko'] as const) {
      const lines = saidIn(typing(policyWorld(), 'reach'), lang).split('\n');
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
      expect(lines.some((line) => line.includes('default/webapp (3)'))).toBe(true);
    }
  });

  it('names the policy that isolates and says that no rule of it fits', () => {
    const world = afterLines(policyWorld(), CLOSED);
    const text = saidIn(typing(world, 'reach --from toolbox --to webapp'));
    expect(text).toContain('✗ dropped by a network policy');
    expect(text).toContain('Network policies (default/closed) isolate pod default/webapp-');
    expect(text).toContain('✗ default/closed: no rules, so it allows nothing');
  });

  it('shows what a command would close, and keeps nothing of it', () => {
    const world = policyWorld();
    const output = typing(world, CLOSED.replace('kubectl', 'reach diff kubectl'));
    expect(saidIn(output)).toMatch(/Closes: \d+/);
    expect(saidIn(output)).toMatch(/default\/toolbox → default\/webapp:9376 +✓ → ✗/);
    expect(output.world.cluster).toBe(world.cluster);
  });

  it('passes on what the command of a diff was refused for', () => {
    const output = typing(policyWorld(), 'reach diff kubectl delete netpol nobody');
    expect(output.code).not.toBe(0);
    expect(output.stderr).toContain('NotFound');
  });

  it('says which word it does not understand', () => {
    expect(saidIn(typing(policyWorld(), 'reach --port 70000'))).toContain('`--port 70000` is not understood');
    expect(saidIn(typing(policyWorld(), 'reach --to pod/default/nobody'))).toContain('There is no pod/default/nobody');
  });

  it('lists the pods that nothing isolates', () => {
    const world = afterLines(policyWorld(), CLOSED);
    const text = saidIn(typing(world, 'reach --open'));
    expect(text).toContain('default/toolbox (1): open for ingress, open for egress');
    expect(text).toContain('default/webapp (3): open for egress');
  });
});
