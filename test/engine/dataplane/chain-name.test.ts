import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointChain, portHash } from '../../../src/engine/dataplane/host/chain-name.ts';
import type { Hit } from '../../../src/engine/dataplane/host/proxy-table.ts';
import { sha256 } from '../../../src/engine/dataplane/host/sha256.ts';

const hit = (service: string, name: string): Hit => ({
  service,
  via: 'cluster-ip',
  port: {
    name,
    protocol: 'TCP',
    port: 80,
    nodePort: null,
    clusterIPs: [],
    externalIPs: [],
    loadBalancerIPs: [],
    loadBalancerSourceRanges: [],
    affinityTimeout: null,
    internalTrafficPolicy: 'Cluster',
    externalTrafficPolicy: 'Cluster',
    healthCheckNodePort: null,
    endpoints: [],
  },
});

// The names are those of kubernetes/kubernetes pkg/proxy/iptables/proxier_test.go (TestOverallIPTablesRules).
describe('the chains of kube-proxy', () => {
  it('are named as upstream names them', () => {
    expect(portHash(hit('ns1/svc1', 'p80'))).toBe('XPGD46QRK7WJZT7O');
    const endpoint = {
      address: '10.180.0.1',
      port: 80,
      nodeName: null,
      ready: true,
      serving: true,
      terminating: false,
      zoneHints: [],
      nodeHints: [],
    };
    expect(endpointChain(hit('ns1/svc1', 'p80'), endpoint)).toBe('KUBE-SEP-SXIVWICOYRO3J4NJ');
  });

  it('rest on SHA-256', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const ascii = [...text].map((char) => String.fromCharCode((char.codePointAt(0) ?? 0) % 128)).join('');
        expect(Buffer.from(sha256(ascii)).toString('hex')).toBe(createHash('sha256').update(ascii).digest('hex'));
      }),
    );
  });
});
