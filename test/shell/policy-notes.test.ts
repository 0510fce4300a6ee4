import { describe, expect, it } from 'vitest';
import { entered } from '../support/lines.ts';
import { policyWorld } from '../support/policy-world.ts';

const policy = (spec: object) =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'some', namespace: 'default' }, spec })}\nEND`;
const tier = (spec: object) =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterNetworkPolicy', metadata: { name: 'guard' }, spec })}\nEND`;
const CLOSED = policy({ podSelector: {} });
const GUARD = tier({ tier: 'Admin', priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] });
const notes = (world: Parameters<typeof entered>[0], line: string) => entered(world, line).notes.map(({ text }) => text.en);

describe('a line that writes a network policy', () => {
  it('says nothing more where the policy is enforced as it is written', () => {
    expect(notes(policyWorld(), CLOSED)).toEqual([]);
    expect(notes(policyWorld(), 'kubectl label pod toolbox role=client')).toEqual([]);
  });

  it('says that policies are switched off, as they are by default', () => {
    expect(notes(policyWorld({ agent: false }), CLOSED)).toEqual([expect.stringContaining('controller of EKS is off')]);
    expect(notes(policyWorld({ agent: false, cni: 'v1.21.1' }), GUARD)).toEqual([expect.stringContaining('controller of EKS is off')]);
  });

  it('says that the VPC CNI is too old', () => {
    expect(notes(policyWorld({ cni: 'v1.13.4' }), CLOSED)).toEqual([expect.stringContaining('older than 1.14')]);
    expect(notes(policyWorld(), GUARD)).toEqual([expect.stringContaining('older than 1.21.1')]);
    expect(notes(policyWorld({ cni: 'v1.21.1' }), GUARD)).toEqual([]);
  });

  it('says that the port of a Service is not the port of its pods', () => {
    const line = policy({
      podSelector: { matchLabels: { app: 'webapp' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { run: 'toolbox' } } }], ports: [{ port: 80 }] }],
    });
    expect(notes(policyWorld(), line)).toEqual([expect.stringContaining('9376')]);
  });
});
