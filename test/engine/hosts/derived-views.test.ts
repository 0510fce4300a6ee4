import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsOf, maxPodsOf } from '../../../src/engine/aws/instance-limits.ts';
import { cniSettings } from '../../../src/engine/hosts/cni-env.ts';
import { cniRules } from '../../../src/engine/hosts/cni-iptables.ts';
import { deviceHolding, holdsAddress, hostVethName } from '../../../src/engine/hosts/devices.ts';
import { effectiveRules, rulesForAddress, rulesForNodePort } from '../../../src/engine/hosts/effective-rules.ts';
import { ipRules, matching, rulesMatching } from '../../../src/engine/hosts/ip-rules.ts';
import { ipamdSettings } from '../../../src/engine/hosts/ipamd-settings.ts';
import { ruleText } from '../../../src/engine/hosts/iptables-rule.ts';
import { podRouteTo, routeIn, routeTables, routingOf } from '../../../src/engine/hosts/route-tables.ts';
import { addToAddress, familyOf, parseAddress } from '../../../src/engine/net/address.ts';
import type { World } from '../../../src/engine/world.ts';
import { courseIds } from '../../support/course-world.ts';
import { courseWorld, scale, strategic, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();
const [NODE0 = ''] = courseIds.instances;
/** Enough pods for node0 to use addresses of its second ENI. */
const CROWDED = typed(COURSE, scale('default/webapp', 20));

function withEnv(env: Readonly<Record<string, string>>): World {
  const list = Object.entries(env).map(([name, value]) => ({ name, value }));
  return typed(
    COURSE,
    strategic('DaemonSet', 'kube-system/aws-node', { spec: { template: { spec: { containers: [{ name: 'aws-node', env: list }] } } } }),
  );
}

describe('the host end of a veth pair', () => {
  // pkg/networkutils/names_test.go
  it.each([
    ['kube-system', 'coredns-57ff979f67-8ns9b', 'eni9571956a6cc'],
    ['default', 'sample-pod', 'enicc21c2d7785'],
  ])('of %s/%s', (namespace, name, expected) => {
    expect(hostVethName('eni', namespace, name)).toBe(expected);
  });
});

describe('max-pods', () => {
  // https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni-max-pods.txt
  it.each([
    ['t3.medium', 17],
    ['m5.large', 29],
    ['c5.18xlarge', 737],
  ])('of %s is %i', (type, expected) => {
    const limits = limitsOf(type);
    expect(limits === undefined ? null : maxPodsOf(limits)).toBe(expected);
  });
});

describe('routes', () => {
  it('lead to each pod on the node by its veth, whichever ENI holds its address', () => {
    const route = podRouteTo(routingOf(COURSE, NODE0).host, parseAddress('192.168.0.41'));
    expect(route?.text).toMatch(/^192\.168\.0\.41 dev eni[0-9a-f]{11} scope link$/);
    expect(route?.pod).toBe('default/webapp-7d9c6b8f5d-4kq2s');
    expect(podRouteTo(routingOf(COURSE, NODE0).host, parseAddress('192.168.64.7'))).toBeUndefined();
  });

  it('of a secondary ENI have a table of their own, through the router of its subnet', () => {
    const tables = routeTables(COURSE, NODE0);
    expect(tables.map(({ table }) => table)).toEqual(['local', 'main', 2]);
    expect(tables[2]?.routes.map(({ text }) => text)).toEqual(['default via 192.168.0.1 dev eth1', '192.168.0.1 dev eth1 scope link']);
  });

  it('are chosen by the longest prefix', () => {
    expect(routeIn(routingOf(COURSE, NODE0), 'main', parseAddress('192.168.0.42'))?.kind).toBe('pod');
    expect(routeIn(routingOf(COURSE, NODE0), 'main', parseAddress('192.168.3.3'))?.kind).toBe('subnet');
    expect(routeIn(routingOf(COURSE, NODE0), 'main', parseAddress('192.168.64.7'))?.text).toBe('default via 192.168.0.1 dev eth0');
  });
});

describe('ip rules', () => {
  it('send what is for a pod to the main table, and what a pod on a secondary ENI sends to the table of that ENI', () => {
    const texts = ipRules(CROWDED, NODE0).map(({ text }) => text);
    expect(texts[0]).toBe('0:\tfrom all lookup local');
    expect(texts).toContain('512:\tfrom all to 192.168.0.41 lookup main');
    expect(texts).toContain('1024:\tfrom all fwmark 0x80/0x80 lookup main');
    expect(texts).toContain('1536:\tfrom 192.168.0.71 lookup 2');
    expect(texts).toContain('32765:\tfrom 192.168.0.70 lookup 2');
    expect(texts.slice(-2)).toEqual(['32766:\tfrom all lookup main', '32767:\tfrom all lookup default']);
    // cmd/routed-eni-cni-plugin/driver/driver_test.go: no from-rule for a pod on the primary ENI.
    expect(texts.some((text) => text.includes('from 192.168.0.41'))).toBe(false);
  });

  it('that match a packet are those of the whole list that match it', () => {
    const packet = { source: parseAddress('192.168.0.71'), destination: parseAddress('192.168.64.7'), mark: 0 };
    expect(rulesMatching(routingOf(CROWDED, NODE0), packet).map(({ priority }) => priority)).toEqual([0, 1536, 32766, 32767]);
    expect(rulesMatching(routingOf(CROWDED, NODE0), { ...packet, mark: 0x80 }).map(({ priority }) => priority)).toEqual([
      0, 1024, 1536, 32766, 32767,
    ]);
  });
});

/** The chain that decides about the source of what leaves the node, as it is printed. */
function snatChain(world: World): string[] {
  return cniRules(world, NODE0)
    .filter(({ chain }) => chain === 'AWS-SNAT-CHAIN-0')
    .map(ruleText);
}

// pkg/networkutils/network_test.go
describe('translation of what leaves the VPC', () => {
  it('spares the VPC, and takes the primary address for the rest', () => {
    expect(snatChain(COURSE)).toEqual([
      '-A AWS-SNAT-CHAIN-0 -d 192.168.0.0/16 -m comment --comment "AWS SNAT CHAIN" -j RETURN',
      '-A AWS-SNAT-CHAIN-0 ! -o vlan+ -m comment --comment "AWS, SNAT" -m addrtype ! --dst-type LOCAL -j SNAT --to-source 192.168.0.6 --random-fully',
    ]);
  });

  it('is off with AWS_VPC_K8S_CNI_EXTERNALSNAT', () => {
    const world = withEnv({ AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true' });
    expect(cniRules(world, NODE0).map(({ table }) => table)).toEqual(['mangle', 'mangle', 'mangle']);
  });

  it('spares the blocks that are excluded, too', () => {
    const world = withEnv({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '10.12.0.0/16,10.13.0.0/16' });
    expect(snatChain(world).map((text) => / -j (\w+)/.exec(text)?.[1])).toEqual(['RETURN', 'RETURN', 'RETURN', 'SNAT']);
  });
});

describe('settings of aws-node', () => {
  it.each([
    ['', []],
    ['2000::1/128', []],
    ['10.0.0.0/32,abcd', ['10.0.0.0']],
    ['10.12.0.0/16,10.13.0.0/16', ['10.12.0.0', '10.13.0.0']],
  ])('read the blocks of %j', (value, expected) => {
    expect(cniSettings({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: value }).excludeSnatCidrs.map(({ base }) => base)).toEqual(expected.map(parseAddress));
  });

  it('fall back to the default for what does not parse', () => {
    expect(ipamdSettings({ WARM_IP_TARGET: 'many', WARM_ENI_TARGET: '-2', MINIMUM_IP_TARGET: '-5' })).toMatchObject({
      warmIpTarget: 0,
      warmEniTarget: 1,
      minimumIpTarget: 0,
    });
    expect(cniSettings({ AWS_VPC_K8S_CNI_RANDOMIZESNAT: 'odd' }).randomizeSnat).toBe('prng');
  });
});

describe('the rows of kube-proxy on a node', () => {
  it('are found by address and by node port', () => {
    expect(effectiveRules(COURSE, NODE0).map(({ service }) => service)).toEqual(['default/frontend', 'kube-system/kube-dns', 'prod/backend']);
    expect(rulesForAddress(COURSE, NODE0, '10.100.0.26').map(({ service }) => service)).toEqual(['prod/backend']);
    expect(rulesForNodePort(COURSE, NODE0, 32001).map(({ service }) => service)).toEqual(['default/frontend']);
    expect(rulesForNodePort(COURSE, NODE0, 32002)).toEqual([]);
  });
});

describe('what a packet is looked up by in a kernel of many pods', () => {
  const kernel = routingOf(CROWDED, NODE0);
  const branched = typed(CROWDED, scale('default/webapp', 3));
  const held = kernel.interfaces.flatMap(({ eni }) => eni.PrivateIpAddresses.map(({ PrivateIpAddress }) => parseAddress(PrivateIpAddress)));
  const pods = kernel.host?.kubelet.sandboxes.map((sandbox) => parseAddress(sandbox.address)) ?? [];
  const beside = fc.constantFrom(...held).map((address) => addToAddress(address, 1));
  const address = fc.oneof(fc.constantFrom(...held, ...pods), beside, fc.constantFrom('203.0.113.9', '127.0.0.1', '2001:db8::1').map(parseAddress));
  const device = fc.constantFrom(undefined, 'eth0', 'eth1', ...(kernel.host?.kubelet.sandboxes.map(({ hostVeth }) => hostVeth ?? 'lo') ?? []));
  const packet = fc.record({ source: address, destination: address, mark: fc.constantFrom(0, 0x80, 0x4000), iif: device });

  it('gives the rules that a search through all of them gives', () => {
    fc.assert(
      fc.property(packet, fc.constantFrom(COURSE, CROWDED, branched), (asked, world) => {
        const all = matching(ipRules(world, NODE0, familyOf(asked.destination)), asked);
        expect(rulesMatching(routingOf(world, NODE0), asked)).toEqual(all);
      }),
    );
  });

  it('gives the ENI that a search through all of them gives', () => {
    fc.assert(
      fc.property(address, (asked) => {
        expect(deviceHolding(kernel.interfaces, asked)).toBe(kernel.interfaces.find(({ eni }) => holdsAddress(eni, asked)));
      }),
    );
  });
});
