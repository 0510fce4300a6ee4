import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter, Judgement } from '../../src/conformance/adapter.ts';
import { adapter as dns } from '../../src/conformance/services-dns.ts';
import { adapter as kubeProxy } from '../../src/conformance/services-kube-proxy.ts';
import { adapter as filters } from '../../src/conformance/vpc-filters.ts';
import { adapter as traces } from '../../src/conformance/vpc-traces.ts';

function judgements({ area, file, judge }: Adapter): readonly Judgement[] {
  return judge(JSON.parse(readFileSync(join(import.meta.dirname, 'cases', area, file), 'utf8')));
}

describe('upstream cases of the dataplane', () => {
  for (const adapter of [kubeProxy, dns, filters]) {
    it(`all hold: ${adapter.area}/${adapter.file}`, () => {
      expect(judgements(adapter).filter(({ ok }) => !ok)).toEqual([]);
    });
  }

  it('hold for VPC traces that need only subnets, ACLs, groups, interfaces and internet gateways', () => {
    // What needs a NAT, VPN or transit gateway, a peering, an endpoint or a load balancer is not simulated yet and fails.
    const needsMore = /^(nat-gateway|peering|gateway-endpoint|interface-endpoint|vpn-gateway|transit-gateway|network-load-balancer)-/;
    const throughGateway = /^public-private-(01|09|10|11|12)-/;
    const failed = judgements(traces).filter(({ id, ok }) => !ok && !needsMore.test(id) && !throughGateway.test(id));
    expect(failed).toEqual([]);
  });
});
