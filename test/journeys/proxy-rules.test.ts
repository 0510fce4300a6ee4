/**
 * Somebody follows kube-proxy's rules by hand. Expected rows: pkg/proxy/iptables/proxier.go of kubernetes/kubernetes; what a kernel
 * remembers: iptables-extensions(8), recent.
 */
import { describe, expect, it } from 'vitest';
import { courseWorld } from '../support/world-of.ts';
import { type Typist, typistAt } from './typist.ts';

function rowsOf(traced: string): string[] {
  return [...traced.matchAll(/(?:by way of|decided by): (?:nat|filter) \S+: (-A .*)$/gm)].map(([, row]) => row as string);
}

function tablesOf(typist: Typist, node: string): ReadonlySet<string> {
  return new Set(typist.type(`node ${node} -- iptables-save`).split('\n'));
}

describe('nodeIP:nodePort, clusterIP:port, podIP:targetPort', () => {
  it('can be followed row by row: every row that a trace names stands in the tables of the node', () => {
    const typist = typistAt(courseWorld());
    typist.type('curl -s http://198.51.100.6:32001');
    const { en, ko } = typist.says('trace');
    const rows = rowsOf(en);
    const tables = tablesOf(typist, 'node0');
    expect(rows.filter((row) => !tables.has(row))).toEqual([]);
    expect(ko).toContain('거친 행: nat KUBE-NODEPORTS');
    for (const step of ['KUBE-NODEPORTS', 'KUBE-EXT-', 'KUBE-SVC-', 'KUBE-SEP-', 'KUBE-POSTROUTING']) {
      expect(
        rows.some((row) => row.startsWith(`-A ${step}`)),
        step,
      ).toBe(true);
    }
    expect(en).toMatch(/Port 32001 of node node0 stands for 10\.100\.0\.31:80 of service default\/frontend\./);
  });

  it('comes back by entries that connection tracking lists', () => {
    const typist = typistAt(courseWorld());
    typist.type('curl -s http://198.51.100.6:32001');
    const connection = typist.type('node node0 -- conntrack -L');
    const entries = [...typist.says('trace').en.matchAll(/decided by: conntrack: (.*)$/gm)].map(([, row]) => row as string);
    const [there, back] = connection.split(/ (?=src=)/).slice(1);
    const named = entries.find((row) => row.startsWith(there ?? '-'));
    expect(named).toContain(back?.split(' [ASSURED]')[0]);
  });

  it('names the rows of a hairpin and of a cluster IP, too', () => {
    const typist = typistAt(courseWorld());
    const pod = typist.type(`kubectl get pod -l app=webapp -o jsonpath='{.items[0].metadata.name}'`);
    const rows = rowsOf(typist.says(`trace pod/default/${pod} svc/default/frontend:80`).en);
    const tables = tablesOf(typist, 'node0');
    expect(rows.filter((row) => row.includes('KUBE') && !tables.has(row))).toEqual([]);
    expect(rows).toContainEqual(expect.stringMatching(/^-A KUBE-SEP-\S+ -s 192\.168\.0\.41\/32 .* -j KUBE-MARK-MASQ$/));
  });
});

describe('sessionAffinity ClientIP', () => {
  const affinity = (seconds: number) =>
    `kubectl patch service frontend -p '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":${seconds}}}}}'`;
  const who = (typist: Typist) => typist.type('curl -s http://198.51.100.6:32001').split(' ')[0];
  const several = (typist: Typist, times: number) => new Set(Array.from({ length: times }, () => who(typist)));

  it('keeps a client at its pod from one connection to the next, and without it chance decides', () => {
    const typist = typistAt(courseWorld());
    expect(several(typist, 12).size).toBeGreaterThan(1);
    typist.type(affinity(600));
    expect(several(typist, 12).size).toBe(1);
  });

  it('is what a trace of the same client says, in both languages, with one branch left', () => {
    const typist = typistAt(courseWorld());
    typist.type(affinity(600));
    const pod = who(typist);
    typist.type('wait 100s');
    const { ko, en } = typist.says('trace internet node/node0:32001');
    expect(en).toMatch(/sends client 203\.0\.113\.9 to \S+ again\. Without another connection it forgets the client in 500 s\./);
    expect(ko).toMatch(/203\.0\.113\.9 클라이언트를 .* 500초 뒤에 잊습니다/);
    expect(en).toContain(pod);
    expect(en).not.toMatch(/Branch 1\//);
    expect(rowsOf(en)).toContainEqual(
      expect.stringMatching(/-m recent --rcheck --seconds 600 --reap --name KUBE-SEP-\S+ --mask 255\.255\.255\.255 --rsource -j KUBE-SEP-/),
    );
    const tables = tablesOf(typist, 'node0');
    expect(rowsOf(en).filter((row) => !tables.has(row))).toEqual([]);
  });

  it('is forgotten after its seconds, on another node, and with the pod', () => {
    const typist = typistAt(courseWorld());
    typist.type(affinity(60));
    who(typist);
    expect(typist.says('trace internet node/node1:32001').en).toContain('Branch 1/3');
    typist.type('wait 61s');
    expect(typist.says('trace internet node/node0:32001').en).toContain('Branch 1/3');
    const pod = who(typist);
    typist.type(`kubectl delete pod ${pod}`);
    typist.type('wait');
    expect(typist.says('trace internet node/node0:32001').en).not.toContain('forgets the client');
  });
});

describe('the configuration of kube-proxy', () => {
  const config = (text: string) => `kubectl create configmap kube-proxy-config -n kube-system --from-literal=config='${text}'`;
  const restart = ['kubectl rollout restart daemonset kube-proxy -n kube-system', 'wait'];
  const CLUSTER = 'mode: "iptables"\nclusterCIDR: 192.168.0.0/16\nnodePortAddresses:\n- 192.168.0.6/32\n';

  it('is read when its pod starts: pods are told from others, and node ports answer on chosen addresses only', () => {
    const typist = typistAt(courseWorld());
    typist.type(config(CLUSTER));
    expect(typist.type('node node0 -- iptables-save -t nat')).not.toContain('! -s 192.168.0.0/16');
    for (const line of restart) typist.type(line);
    const saved = typist.type('node node0 -- iptables-save -t nat');
    expect(saved).toMatch(/-A KUBE-SVC-\S+ ! -s 192\.168\.0\.0\/16 -d 10\.100\.0\.31\/32 -p tcp .* -j KUBE-MARK-MASQ/);
    expect(typist.says('trace internet node/node0:32001').en).toContain('It always connects.');
    expect(typist.says('trace internet node/node1:32001').en).toContain('It does not connect.');
  });

  it('masquerades all traffic to Services where it says so', () => {
    const typist = typistAt(courseWorld());
    typist.type(config('iptables:\n  masqueradeAll: true\n'));
    for (const line of restart) typist.type(line);
    expect(typist.says('trace pod/default/toolbox svc/default/frontend:80').en).toContain('rewrites the source from 192.168.0.45 to its own address');
  });

  it('is honest about ipvs and nftables', () => {
    const typist = typistAt(courseWorld());
    typist.type(config('mode: ipvs\n'));
    const said = restart.map((line) => typist.says(line));
    expect(said.map(({ en }) => en).join()).toContain('Mode ipvs of kube-proxy is not simulated');
    expect(said.map(({ ko }) => ko).join()).toContain('ipvs 모드는 시뮬레이션하지 않고');
  });
});

describe('source ranges, local policies and missing endpoints', () => {
  it('stand in the filter table with the rows that a trace names', () => {
    const typist = typistAt(courseWorld());
    typist.type(`kubectl patch service frontend -p '{"spec":{"externalTrafficPolicy":"Local"}}'`);
    typist.type('kubectl scale deployment webapp --replicas=0');
    typist.type('wait');
    const refused = typist.says('trace internet node/node0:32001').en;
    expect(rowsOf(refused).at(-1)).toMatch(/^-A KUBE-EXTERNAL-SERVICES .*"default\/frontend:http has no endpoints".* -j REJECT/);
    expect(tablesOf(typist, 'node0').has(rowsOf(refused).at(-1) ?? '')).toBe(true);
  });

  it('list who may use the address of a load balancer', () => {
    const typist = typistAt(courseWorld());
    typist.type('kubectl create service loadbalancer guarded --tcp=80:9376');
    typist.type(`kubectl patch service guarded -p '{"spec":{"selector":{"app":"webapp"},"loadBalancerSourceRanges":["203.0.113.0/24"]}}'`);
    typist.type(`kubectl patch service guarded --subresource=status -p '{"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.80"}]}}}'`);
    typist.type('wait 1s');
    const tables = tablesOf(typist, 'node0');
    const rows = [...tables].filter((row) => row.startsWith('-A KUBE-FW-') || row.startsWith('-A KUBE-PROXY-FIREWALL'));
    expect(rows).toContainEqual(
      expect.stringMatching(/^-A KUBE-FW-\S+ -s 203\.0\.113\.0\/24 -m comment --comment "default\/guarded:80-9376 loadbalancer IP" -j KUBE-EXT-/),
    );
    expect(rows).toContainEqual(expect.stringMatching(/^-A KUBE-PROXY-FIREWALL -d 192\.0\.2\.80\/32 -p tcp .* -j DROP$/));
  });
});
