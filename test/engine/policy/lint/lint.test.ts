import { describe, expect, it } from 'vitest';
import { lintPolicies } from '../../../../src/engine/policy/lint/index.ts';
import type { World } from '../../../../src/engine/world.ts';
import { afterLines } from '../../../support/lines.ts';
import { policyWorld } from '../../../support/policy-world.ts';

function applied(name: string, spec: object, namespace = 'default'): string {
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
  return `kubectl apply -f - <<'END'\n${JSON.stringify(object)}\nEND`;
}
const found = (world: World) => lintPolicies(world).map(({ lint, object, at }) => [lint, object.key, at]);
const webapp = { matchLabels: { app: 'webapp' } };
const fromToolbox = [{ podSelector: { matchLabels: { run: 'toolbox' } } }];
/** A policy of which nothing is odd. */
const SOUND = applied('sound', { podSelector: webapp, policyTypes: ['Ingress'], ingress: [{ from: fromToolbox, ports: [{ port: 9376 }] }] });

describe('the lint of network policies', () => {
  it('finds nothing where there is nothing', () => {
    expect(found(policyWorld())).toEqual([]);
    expect(found(afterLines(policyWorld(), SOUND))).toEqual([]);
  });

  it('tells a policy that selects nothing and a peer that matches nothing', () => {
    const spec = { podSelector: webapp, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'backend' } } }] }] };
    const world = afterLines(policyWorld(), applied('typo', { podSelector: { matchLabels: { app: 'web' } } }), applied('other-namespace', spec));
    expect(found(world)).toEqual([
      ['selects-nothing', 'default/typo', 'spec.podSelector'],
      ['peer-matches-nothing', 'default/other-namespace', 'spec.ingress[0].from[0]'],
    ]);
  });

  it('tells a port that no pod names', () => {
    const world = afterLines(
      policyWorld(),
      applied('named', { podSelector: webapp, policyTypes: ['Ingress'], ingress: [{ from: fromToolbox, ports: [{ port: 'web' }] }] }),
    );
    expect(found(world)).toContainEqual(['port-nobody-names', 'default/named', 'spec.ingress[0].ports[0]']);
  });

  it('tells a block with host bits, and what it means', () => {
    const rule = { from: [{ ipBlock: { cidr: '192.168.0.41/24' } }] };
    const findings = lintPolicies(afterLines(policyWorld(), applied('bits', { podSelector: webapp, policyTypes: ['Ingress'], ingress: [rule] })));
    expect(findings.map(({ lint }) => lint)).toEqual(['host-bits']);
    expect(findings[0]?.what.en).toContain('It means all of 192.168.0.0/24');
    expect(findings[0]?.how.ko).toContain('192.168.0.41/32로');
  });

  it('tells pods that are isolated for egress and cannot look names up, until both protocols are open', () => {
    const spec = (ports: object[]) => ({
      podSelector: { matchLabels: { run: 'toolbox' } },
      policyTypes: ['Egress'],
      egress: [
        { to: [{ podSelector: webapp }] },
        ...(ports.length === 0 ? [] : [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports }]),
      ],
    });
    const udp = { port: 53, protocol: 'UDP' };
    const blocked = (ports: object[]) =>
      lintPolicies(afterLines(policyWorld(), applied('out', spec(ports)))).filter(({ lint }) => lint === 'dns-blocked');
    expect(blocked([])[0]?.what.en).toContain('UDP, TCP port 53');
    expect(blocked([udp])[0]?.what.en).toContain('do not reach TCP port 53');
    expect(blocked([udp, { port: 53, protocol: 'TCP' }])).toEqual([]);
  });

  it('tells a rule that another one makes needless, the later of two that are alike', () => {
    const ingress = [{ from: fromToolbox, ports: [{ port: 9376 }] }];
    const wide = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 9000, endPort: 9999 }] }] };
    const world = afterLines(policyWorld(), SOUND, applied('twin', { podSelector: webapp, policyTypes: ['Ingress'], ingress }));
    expect(found(world)).toEqual([['shadowed-rule', 'default/twin', 'spec.ingress[0]']]);
    expect(found(afterLines(policyWorld(), SOUND, applied('wide', wide)))).toContainEqual(['shadowed-rule', 'default/sound', 'spec.ingress[0]']);
  });

  it('tells a rule that is open to everyone', () => {
    const spec = {
      podSelector: webapp,
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 9376 }] }, { from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
    };
    expect(found(afterLines(policyWorld(), applied('open', spec)))).toEqual([['wide-open', 'default/open', 'spec.ingress[0]']]);
  });

  it('tells policies that nobody enforces', () => {
    expect(found(afterLines(policyWorld({ agent: false }), SOUND))).toEqual([['not-enforced', 'default/sound', null]]);
  });

  it('tells the port of a Service where the pods listen on another', () => {
    const spec = { podSelector: webapp, policyTypes: ['Ingress'], ingress: [{ from: fromToolbox, ports: [{ port: 80 }] }] };
    const findings = lintPolicies(afterLines(policyWorld(), applied('port', spec)));
    expect(findings.map(({ lint, at }) => [lint, at])).toEqual([['service-port', 'spec.ingress[0].ports[0]']]);
    expect(findings[0]?.how.en).toBe('Write port 9376.');
  });

  it('tells egress to the pods of a Service by a block that leaves the address of the Service out', () => {
    const dns = {
      to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
    };
    const spec = (peer: object) => ({
      podSelector: { matchLabels: { run: 'toolbox' } },
      policyTypes: ['Egress'],
      egress: [dns, { to: [peer], ports: [{ port: 9376 }] }],
    });
    const block = { ipBlock: { cidr: '192.168.0.0/16' } };
    expect(found(afterLines(policyWorld(), applied('block', spec(block))))).toContainEqual(['service-address', 'default/block', 'spec.egress[1]']);
    expect(found(afterLines(policyWorld(), applied('labels', spec({ podSelector: webapp }))))).toEqual([]);
  });

  it('tells ingress for a sender whose own policies do not let it out', () => {
    const world = afterLines(policyWorld(), SOUND, applied('shut', { podSelector: { matchLabels: { run: 'toolbox' } }, policyTypes: ['Egress'] }));
    expect(found(world)).toContainEqual(['one-sided', 'default/sound', 'spec.ingress[0]']);
  });

  it('tells a port name that the controller of EKS looks up at the source', () => {
    const named = (name: string, app: string, ports: object[]) => `kubectl apply -f - <<'END'
${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app } }, spec: { containers: [{ name: 'main', image: 'nginx:1.27', ports }] } })}
END`;
    const policy = applied('by-name', {
      podSelector: { matchLabels: { app: 'shop' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'client' } } }], ports: [{ port: 'web' }] }],
    });
    const world = afterLines(
      policyWorld(),
      named('shop', 'shop', [{ name: 'web', containerPort: 80 }]),
      named('client', 'client', []),
      'wait',
      policy,
    );
    const finding = lintPolicies(world).find(({ lint }) => lint === 'named-port-differs');
    expect(finding?.what.en).toContain('allows TCP 80 from default/client to default/shop, but the EKS controller');
  });
});
