import { describe, expect, it } from 'vitest';
import { hostOf } from '../../../src/engine/hosts/host.ts';
import { introspection } from '../../../src/engine/hosts/ipamd-introspection.ts';
import { advance } from '../../../src/engine/settle.ts';
import { instanceOf, nodeWorld } from '../../support/node-world.ts';
import { scale, typed } from '../../support/world-of.ts';

const world = advance(typed(nodeWorld({ InstanceType: 't3.small' }), scale('default/web', 2)), 60_000);

function answer(path: string): string {
  const host = hostOf(world, instanceOf(0));
  return (host === undefined ? null : introspection(world, host, path)) ?? '';
}

// pkg/ipamd/introspect.go and utils/prometheusmetrics/prometheusmetrics.go of the VPC CNI.
describe('ipamd says about itself', () => {
  it('which ENIs it has, and which of their addresses pods use', () => {
    const { TotalIPs, AssignedIPs, ENIs } = JSON.parse(answer('/v1/enis')) as { TotalIPs: number; AssignedIPs: number; ENIs: object };
    expect([TotalIPs, AssignedIPs, Object.keys(ENIs).length]).toEqual([6, 2, 2]);
  });

  it('how large its pool is, in the metrics that dashboards read', () => {
    expect(answer('/metrics')).toContain('awscni_total_ip_addresses 6\n');
    expect(answer('/metrics')).toContain('awscni_assigned_ip_addresses 2\n');
    expect(answer('/metrics')).toContain('awscni_eni_max 3\n');
  });

  it('nothing under a path that it does not have', () => {
    expect(answer('/v1/pods-of-others')).toBe('');
  });
});
