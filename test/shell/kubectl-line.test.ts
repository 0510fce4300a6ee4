import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callApiServer } from '../../src/engine/cluster/api-server.ts';
import { digest } from '../../src/engine/digest.ts';
import { learner } from '../../src/engine/principal.ts';
import type { ClusterVerb } from '../../src/engine/verb.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { kubectl } from '../../src/shell/commands/kubectl.ts';
import { kubectlLine } from '../../src/shell/commands/kubectl-line.ts';
import { completionsOf } from './kubectl-completions.ts';
import { wordsOf } from './kubectl-lab.ts';

const { world } = worldOf(
  {
    cluster: [
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', labels: { app: 'web', tier: 'front' } },
        spec: { nodeName: 'a', containers: [{ name: 'main', image: 'nginx' }] },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'nginx' }] } },
        },
      },
    ],
  },
  { settle: false },
);

const common = { plane: 'cluster', namespace: 'default', name: 'web', manager: 'hint', as: learner(world.account) } as const;
const word = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const labels = fc.dictionary(word, fc.option(word, { nil: null }), { minKeys: 1, maxKeys: 3 });

const verbs: fc.Arbitrary<ClusterVerb> = fc.oneof(
  labels.map((set) => ({ ...common, kind: 'Pod', verb: 'patch', patchType: 'merge', body: { metadata: { labels: set } } }) as const),
  labels.map((set) => ({ ...common, kind: 'Service', verb: 'patch', patchType: 'strategic', body: { metadata: { annotations: set } } }) as const),
  fc
    .record({ app: word })
    .map((selector) => ({ ...common, kind: 'Service', verb: 'patch', patchType: 'merge', body: { spec: { selector } } }) as const),
  fc.integer({ min: 1, max: 65535 }).map(
    (value) =>
      ({
        ...common,
        kind: 'Service',
        verb: 'patch',
        patchType: 'json',
        body: [{ op: 'replace', path: '/spec/ports/0/targetPort', value }],
      }) as const,
  ),
  fc
    .integer({ min: 0, max: 9 })
    .map(
      (replicas) =>
        ({ ...common, kind: 'Deployment', verb: 'patch', patchType: 'merge', subresource: 'scale', body: { spec: { replicas } } }) as const,
    ),
  word.map(
    (name) =>
      ({
        ...common,
        name: `x-${name}`,
        kind: 'Service',
        verb: 'create',
        body: { metadata: { name: `x-${name}` }, spec: { ports: [{ port: 80 }] } },
      }) as const,
  ),
  fc.constantFrom('Pod', 'Service', 'Deployment').map((kind) => ({ ...common, kind: kind as 'Pod', verb: 'delete' }) as const),
  fc.constant({ ...common, kind: 'Pod', verb: 'delete', gracePeriodSeconds: 0 } as const),
  fc
    .string({ maxLength: 12, unit: fc.constantFrom("'", '"', ' ', '$', 'a', '\\', '=') })
    .map((note) => ({ ...common, kind: 'Service', verb: 'patch', patchType: 'merge', body: { metadata: { annotations: { note } } } }) as const),
);

test('The line leaves the same world as the write that it stands for', () => {
  fc.assert(
    fc.property(verbs, (verb) => {
      const [line = '', ...rest] = kubectlLine(verb).split('\n');
      const stdin = rest.slice(0, -1).join('\n');
      const typed = line.replace(" <<'EOF'", '');
      const done = kubectl.run({ world, origin: { from: 'outside', address: '203.0.113.9' }, words: wordsOf(typed), stdin, recent: [] });
      expect(done.code, `${typed}: ${done.stderr}`).toBe(0);
      expect(digest(done.world)).toBe(digest(callApiServer(world, verb, null).world));
    }),
  );
});

test('The lines are those that a person would type', () => {
  const line = (verb: object) => kubectlLine({ ...common, ...verb } as ClusterVerb);
  expect(line({ kind: 'Pod', verb: 'patch', patchType: 'merge', body: { metadata: { labels: { app: 'webapp', tier: null } } } })).toBe(
    'kubectl label pod web -n default app=webapp tier- --overwrite',
  );
  expect(line({ kind: 'Deployment', verb: 'patch', patchType: 'merge', subresource: 'scale', body: { spec: { replicas: 3 } } })).toBe(
    'kubectl scale deployment web -n default --replicas=3',
  );
  expect(line({ kind: 'Service', verb: 'patch', patchType: 'merge', body: { spec: { selector: { app: 'x' } } } })).toBe(
    `kubectl patch service web -n default --type=merge -p '{"spec":{"selector":{"app":"x"}}}'`,
  );
  expect(line({ kind: 'Service', verb: 'delete' })).toBe('kubectl delete service web -n default');
});

test('Completion offers verbs, kinds, names, namespaces and flags', () => {
  expect(completionsOf(world, 'de')).toContain('describe');
  expect(completionsOf(world, 'get ser')).toContain('services');
  expect(completionsOf(world, 'get pods ')).toEqual(['web']);
  expect(completionsOf(world, 'describe deploy/')).toEqual(['deploy/web']);
  expect(completionsOf(world, 'get pods -n ')).toContain('kube-system');
  expect(completionsOf(world, 'get pods --sh')).toContain('--show-labels');
  expect(completionsOf(world, 'get pods -l ')).toEqual(['app=web', 'tier=front']);
  expect(completionsOf(world, 'logs web -c ')).toEqual(['main']);
  expect(completionsOf(world, 'explain service.spec.ports.')).toContain('service.spec.ports.targetPort');
});
