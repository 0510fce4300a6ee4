import { describe, expect, it } from 'vitest';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { connectionOf, expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

const TOOLBOX = 'pod/default/toolbox';
const WEBAPP = '192.168.64.7:9376';

const policy = (name: string, spec: object, namespace = 'default') =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec })}\nEND`;

const CLOSED = policy('closed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const WEBAPP_FROM_TOOLBOX = policy('webapp-from-toolbox', {
  podSelector: { matchLabels: { app: 'webapp' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { run: 'toolbox' } } }], ports: [{ port: 9376 }] }],
});
const TOOLBOX_TO_WEBAPP = policy('toolbox-to-webapp', {
  podSelector: { matchLabels: { run: 'toolbox' } },
  policyTypes: ['Egress'],
  egress: [{ to: [{ podSelector: { matchLabels: { app: 'webapp' } } }], ports: [{ port: 9376 }] }],
});

const endpoints = (world: World) => objectsOf(world.cluster.PolicyEndpoint).map(({ spec }) => spec.policyRef.name);

describe('network policies of the VPC CNI', () => {
  it('change nothing while they are switched off, as they are by default', () => {
    const off = afterLines(policyWorld({ agent: false }), CLOSED);
    expect(endpoints(off)).toEqual([]);
    expectTrace(off, TOOLBOX, `ip:${WEBAPP}`).answers().avoids('network-policy');
  });

  it('leave pods open that no policy selects', () => {
    expectTrace(policyWorld(), TOOLBOX, `ip:${WEBAPP}`).answers().says('POLICY_NOT_ISOLATED_EGRESS').says('POLICY_NOT_ISOLATED_INGRESS');
  });

  it('drop at the pod that sends before they drop at the pod that receives', () => {
    const closed = afterLines(policyWorld(), CLOSED);
    expect(endpoints(closed)).toEqual(['closed']);
    expectTrace(closed, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_EGRESS');
    const receiver = afterLines(policyWorld(), CLOSED, policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }));
    expectTrace(receiver, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_INGRESS');
  });

  it('need a rule at both ends, and then let the answer back without one', () => {
    const half = afterLines(policyWorld(), CLOSED, WEBAPP_FROM_TOOLBOX);
    expectTrace(half, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_EGRESS');
    const whole = afterLines(half, TOOLBOX_TO_WEBAPP);
    expectTrace(whole, TOOLBOX, `ip:${WEBAPP}`)
      .answers()
      .says('POLICY_ALLOWS_EGRESS')
      .says('POLICY_ALLOWS_INGRESS')
      .says('POLICY_REMEMBERS_CONNECTION');
    expectTrace(whole, TOOLBOX, 'ip:192.168.64.7:80').fails('timed-out', 'POLICY_DENIES_EGRESS');
  });

  it('meet the cluster IP of a Service, since the agent sits before kube-proxy, and let it through for its port', () => {
    const whole = afterLines(policyWorld(), CLOSED, WEBAPP_FROM_TOOLBOX, TOOLBOX_TO_WEBAPP);
    expectTrace(whole, TOOLBOX, 'ip:10.100.0.31:80').answers().says('POLICY_ALLOWS_EGRESS');
  });

  it('stop the look-up of a name as well, which everyone forgets', () => {
    const closed = afterLines(policyWorld(), CLOSED, WEBAPP_FROM_TOOLBOX, TOOLBOX_TO_WEBAPP);
    expect(connectionOf(closed, TOOLBOX, 'svc/default/frontend:80').outcome.outcome).toBe('no-name');
    const dns = policy('dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ port: 53, protocol: 'UDP' }] }],
    });
    expect(connectionOf(afterLines(closed, dns), TOOLBOX, 'svc/default/frontend:80').outcome.outcome).toBe('answered');
  });

  it('admit what comes from the pod’s own node, but not from another', () => {
    const closed = afterLines(policyWorld(), CLOSED);
    expectTrace(closed, 'node/node1', `ip:${WEBAPP}`).answers().says('POLICY_ADMITS_OWN_NODE');
    expectTrace(closed, 'node/node0', `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_INGRESS');
  });

  it('stand at pods, not at what runs in the network of its node', () => {
    const closed = afterLines(policyWorld(), policy('closed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'kube-system'));
    expectTrace(closed, TOOLBOX, 'ip:192.168.64.8:10250').answers();
  });

  it('keep a pod shut in strict mode until a policy selects it', () => {
    const strict = policyWorld({ mode: 'strict' });
    expectTrace(strict, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_STRICT_MODE_DENIES');
    const open = policy('open', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] });
    expectTrace(afterLines(strict, open), TOOLBOX, `ip:${WEBAPP}`).answers();
  });

  it('go with their policy', () => {
    const gone = afterLines(policyWorld(), CLOSED, 'kubectl delete networkpolicy closed');
    expect(endpoints(gone)).toEqual([]);
    expectTrace(gone, TOOLBOX, `ip:${WEBAPP}`).answers();
  });

  it('follow the labels of pods', () => {
    const relabelled = afterLines(policyWorld(), CLOSED, WEBAPP_FROM_TOOLBOX, TOOLBOX_TO_WEBAPP, 'kubectl label pod toolbox run=other --overwrite');
    expectTrace(relabelled, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_EGRESS');
  });

  it('hold in the kernel while the agent is stopped', () => {
    const stopped = afterLines(policyWorld(), CLOSED, 'fault stop aws-node node0');
    expect(objectAt(stopped.hosts.Host, objectsOf(stopped.hosts.Host)[0]?.InstanceId ?? '')?.policyAgent).toEqual({ mode: 'standard' });
    expectTrace(stopped, TOOLBOX, `ip:${WEBAPP}`).fails('timed-out', 'POLICY_DENIES_EGRESS');
  });
});
