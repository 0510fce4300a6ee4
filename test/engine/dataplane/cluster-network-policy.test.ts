import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../../src/engine/store.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

const TOOLBOX = 'pod/default/toolbox';
const WEBAPP = 'ip:192.168.64.7:9376';
const apply = (apiVersion: string, kind: string, metadata: object, spec: object) =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion, kind, metadata, spec })}\nEND`;
const tier = (name: string, spec: object) => apply('networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', { name }, spec);
const policy = (name: string, spec: object) => apply('networking.k8s.io/v1', 'NetworkPolicy', { name, namespace: 'default' }, spec);

const EVERYONE = { namespaces: {} };
const WEBAPPS = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'webapp' } } } };
const denying = (name: string, level: 'Admin' | 'Baseline', priority = 10) =>
  tier(name, { tier: level, priority, subject: WEBAPPS, ingress: [{ action: 'Deny', from: [EVERYONE] }] });
const FROM_TOOLBOX = policy('from-toolbox', {
  podSelector: { matchLabels: { app: 'webapp' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { run: 'toolbox' } } }], ports: [{ port: 9376 }] }],
});
const recent = (mode: 'standard' | 'strict' = 'standard') => policyWorld({ cni: 'v1.21.1', mode });

describe('cluster network policies of EKS', () => {
  it('deny in the Admin tier what a NetworkPolicy allows', () => {
    expectTrace(afterLines(recent(), FROM_TOOLBOX, denying('guard', 'Admin')), TOOLBOX, WEBAPP).fails('timed-out', 'CLUSTER_POLICY_DENIES_INGRESS');
  });

  it('are overridden in the Baseline tier by a NetworkPolicy that selects the pod', () => {
    const world = afterLines(recent(), denying('default-deny', 'Baseline'));
    expectTrace(world, TOOLBOX, WEBAPP).fails('timed-out', 'CLUSTER_POLICY_DENIES_INGRESS');
    expectTrace(afterLines(world, FROM_TOOLBOX), TOOLBOX, WEBAPP).answers().says('POLICY_ALLOWS_INGRESS');
  });

  it('pass on to NetworkPolicies what an earlier rule or a policy of lower priority number passes', () => {
    const passing = tier('delegate', {
      tier: 'Admin',
      priority: 5,
      subject: WEBAPPS,
      ingress: [{ action: 'Pass', from: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { run: 'toolbox' } } } }] }],
    });
    const world = afterLines(recent(), denying('guard', 'Admin'), passing);
    expectTrace(world, TOOLBOX, WEBAPP).answers().says('POLICY_NOT_ISOLATED_INGRESS');
  });

  it('let Deny win among policies of one priority', () => {
    const open = tier('open', { tier: 'Admin', priority: 10, subject: WEBAPPS, ingress: [{ action: 'Accept', from: [EVERYONE] }] });
    expectTrace(afterLines(recent(), open, denying('guard', 'Admin')), TOOLBOX, WEBAPP).fails('timed-out', 'CLUSTER_POLICY_DENIES_INGRESS');
  });

  it('open a pod that a strict agent keeps shut', () => {
    const all = { tier: 'Baseline', priority: 0, subject: EVERYONE, ingress: [{ action: 'Accept', from: [EVERYONE] }] };
    const egress = [{ action: 'Accept', to: [{ networks: ['0.0.0.0/0'] }] }];
    expectTrace(recent('strict'), TOOLBOX, WEBAPP).fails('timed-out', 'POLICY_STRICT_MODE_DENIES');
    expectTrace(afterLines(recent('strict'), tier('open', { ...all, egress })), TOOLBOX, WEBAPP)
      .answers()
      .says('CLUSTER_POLICY_ACCEPTS_EGRESS')
      .says('CLUSTER_POLICY_ACCEPTS_INGRESS');
  });

  it('mean nothing to an agent older than VPC CNI 1.21.1', () => {
    const world = afterLines(policyWorld(), denying('guard', 'Admin'));
    expect(objectsOf(world.cluster.ClusterPolicyEndpoint)).toHaveLength(1);
    expectTrace(world, TOOLBOX, WEBAPP).answers();
  });

  it('are refused with more than one sort of subject, an unknown action or a priority beyond 1000', () => {
    const wrong = { tier: 'Admin', priority: 1001, subject: EVERYONE, ingress: [{ action: 'Allow', from: [EVERYONE] }] };
    const refused = entered(recent(), tier('wrong', wrong)).stderr;
    expect(refused).toContain('spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000');
    expect(refused).toContain('spec.ingress[0].action: Unsupported value: "Allow": supported values: "Accept", "Deny", "Pass"');
    expect(entered(recent(), tier('two', { tier: 'Admin', priority: 1, subject: { ...EVERYONE, ...WEBAPPS } })).stderr).toContain(
      'spec.subject: Too many: 2: must have at most 1 item',
    );
  });
});
