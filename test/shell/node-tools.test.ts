import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/engine/connection.ts';
import type { World } from '../../src/engine/world.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';
import { afterLines } from '../support/lines.ts';
import { courseWorld } from '../support/world-of.ts';

const COURSE = courseWorld();

function type(line: string, world: World = COURSE, recent: readonly Connection[] = []) {
  return runLine({ world, origin: LEARNER_ORIGIN, recent }, line);
}

// Forms of output: iproute2's ip/ipaddress.c, ip/iproute.c, ip/ipneigh.c; net-tools' arp.c; iptables/iptables.c.
describe('the kernel of a node', () => {
  it('lists its ENIs and the host end of each veth pair', () => {
    const { stdout } = type('node node0 -- ip addr');
    expect(stdout).toContain('2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9001 qdisc mq state UP group default qlen 1000\n    link/ether ');
    expect(stdout).toContain('    inet 192.168.0.6/19 brd 192.168.31.255 scope global eth0\n       valid_lft forever preferred_lft forever\n');
    expect(stdout).toMatch(/^\d+: eni[0-9a-f]{11}@if3: .* qdisc noqueue state UP group default$/m);
    expect(type('node node0 -- ip link show nope').stderr).toBe('Device "nope" does not exist.\n');
  });

  it('and a pod show the two ends of the same pair, and the pod knows its gateway by the MAC address of the other end', () => {
    const inside = type('kubectl exec toolbox -- ip addr').stdout;
    const [, index] = /eth0@if(\d+):/.exec(inside) ?? [];
    const [, mac] = new RegExp(`^${index}: eni.*\\n    link/ether (\\S+)`, 'm').exec(type('node node0 -- ip addr').stdout) ?? [];
    expect(type('kubectl exec toolbox -- ip neigh').stdout).toBe(`169.254.1.1 dev eth0 lladdr ${mac} PERMANENT\n`);
    expect(type('kubectl exec toolbox -- ip route').stdout).toBe('default via 169.254.1.1 dev eth0\n169.254.1.1 dev eth0 scope link\n');
    expect(inside).toContain('    inet 192.168.0.45/32 scope global eth0\n');
  });

  it('answers which route it would take, and refuses a source that is not its own', () => {
    expect(type('node node0 -- ip route get 192.168.0.41').stdout).toMatch(
      /^192\.168\.0\.41 dev eni[0-9a-f]{11} src 192\.168\.0\.6 uid 0 \n {4}cache\n$/,
    );
    expect(type('node node0 -- ip route get 192.168.0.6').stdout).toMatch(/^local 192\.168\.0\.6 dev lo table local src 192\.168\.0\.6 /);
    expect(type('node node0 -- ip route get 1.1.1.1 from 192.168.0.41')).toMatchObject({ stderr: 'RTNETLINK answers: Invalid argument\n', code: 2 });
    expect(type('kubectl exec toolbox -- ip route get 1.1.1.1').stdout).toMatch(/^1\.1\.1\.1 via 169\.254\.1\.1 dev eth0 src 192\.168\.0\.45 /);
  });

  it('reads the resolver that DHCP gave it', () => {
    expect(type('node node0 -- cat /etc/resolv.conf').stdout).toBe('search us-west-2.compute.internal\nnameserver 192.168.0.2\n');
    expect(type('node node0 -- cat /etc/passwd').code).toBe(1);
  });

  it('shows the tables of its ENIs and none that it does not have', () => {
    expect(type('node node0 -- ip route show table 2').stdout).toBe('default via 192.168.0.1 dev eth1\n192.168.0.1 dev eth1 scope link\n');
    expect(type('node node0 -- ip route show table 9')).toMatchObject({
      code: 2,
      stderr: 'Error: ipv4: FIB table does not exist.\nDump terminated\n',
    });
    expect(type('node node0 -- ip route show table all').stdout).toContain('default via 192.168.0.1 dev eth1 table 2\n');
  });

  it('shows one chain as a list and as commands', () => {
    expect(type('node node0 -- iptables -t nat -nL AWS-SNAT-CHAIN-0').stdout.split('\n')).toEqual([
      'Chain AWS-SNAT-CHAIN-0 (1 references)',
      'target     prot opt source               destination         ',
      'RETURN     all  --  0.0.0.0/0            192.168.0.0/16       /* AWS SNAT CHAIN */',
      'SNAT       all  --  0.0.0.0/0            0.0.0.0/0            /* AWS, SNAT */ ADDRTYPE match dst-type !LOCAL to:192.168.0.6 random-fully',
      '',
    ]);
    expect(type('node node0 -- iptables -t nat -S AWS-CONNMARK-CHAIN-0').stdout).toMatch(/^-N AWS-CONNMARK-CHAIN-0\n-A AWS-CONNMARK-CHAIN-0 -d /);
    expect(type('node node0 -- iptables -nL NOPE').stderr).toBe('iptables: No chain/target/match by that name.\n');
    expect(type('node node0 -- iptables -F').kind).toBe('refused');
  });

  it('tells its settings, and names those that are not simulated', () => {
    expect(type('node node0 -- sysctl net.ipv4.ip_forward').stdout).toBe('net.ipv4.ip_forward = 1\n');
    expect(type('node node0 -- sysctl net.core.somaxconn').notes[0]?.text.en).toContain('Not simulated: net.core.somaxconn');
  });

  it('lists what listens on it', () => {
    expect(type('node node0 -- ss -ltn').stdout).toMatch(
      /^State +Recv-Q +Send-Q +Local Address:Port +Peer Address:Port +Process\nLISTEN +0 +4096 +0\.0\.0\.0:22 /,
    );
  });
});

describe('connection tracking', () => {
  it('holds the flow of the last curl with the address that the Service was translated to', () => {
    const { connections } = type('kubectl exec toolbox -- curl -s frontend');
    const flows = type('node node0 -- conntrack -L -p tcp', COURSE, connections);
    expect(flows.stdout).toMatch(
      /^tcp {6}6 119 TIME_WAIT src=192\.168\.0\.45 dst=10\.100\.0\.31 sport=(\d+) dport=80 src=192\.168\.\d+\.\d+ dst=192\.168\.0\.45 sport=9376 dport=\1 \[ASSURED\] mark=0 use=1\n$/,
    );
    expect(flows.stderr).toContain('1 flow entries have been shown.');
    expect(type('node node1 -- conntrack -L -p tcp -s 192.168.0.45', COURSE, []).stdout).toBe('');
  });

  it('keeps an entry without a reply for a connection that got no answer', () => {
    const { connections } = type('kubectl exec toolbox -- curl -s -m 2 203.0.113.77');
    expect(type('node node0 -- conntrack -L -p tcp', COURSE, connections).stdout).toMatch(/SYN_SENT .*\[UNREPLIED\].* mark=128 use=1\n$/);
  });
});

describe('settings of aws-node', () => {
  it('are what the chains of the node follow', () => {
    const external = afterLines(COURSE, 'kubectl set env daemonset aws-node -n kube-system AWS_VPC_K8S_CNI_EXTERNALSNAT=true', 'wait 2m');
    expect(type('node node0 -- iptables -t nat -S AWS-SNAT-CHAIN-0', external).stdout).toBe('-N AWS-SNAT-CHAIN-0\n');
    const hashed = afterLines(COURSE, 'kubectl set env daemonset aws-node -n kube-system AWS_VPC_K8S_CNI_RANDOMIZESNAT=hashrandom', 'wait 2m');
    expect(type('node node0 -- iptables-save -t nat', hashed).stdout).toMatch(/--to-source 192\.168\.0\.6 --random\n/);
  });
});
