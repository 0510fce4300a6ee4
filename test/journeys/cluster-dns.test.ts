/**
 * Somebody asks the cluster's DNS, and changes how it answers. Expected: https://coredns.io/plugins/ (hosts, rewrite, forward, reload),
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/, resolv.conf(5).
 */
import { describe, expect, it } from 'vitest';
import { courseWorld } from '../support/world-of.ts';
import { type Typist, typistAt } from './typist.ts';

const indent = (text: string) => text.replace(/^/gm, '    ');
const coredns = (corefile: string) =>
  `kubectl apply -f - <<'EOF'\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: coredns, namespace: kube-system}\ndata:\n  Corefile: |\n${indent(corefile)}\nEOF`;
const block = (more: string, kubernetes = 'pods insecure') =>
  `.:53 {\n  errors\n  ${more}\n  kubernetes cluster.local in-addr.arpa ip6.arpa {\n    ${kubernetes}\n    fallthrough in-addr.arpa ip6.arpa\n  }\n  forward . /etc/resolv.conf\n  reload\n}`;

/** Somebody whose cluster has read this Corefile. */
function served(corefile: string): Typist {
  const typist = typistAt(courseWorld());
  typist.type(coredns(corefile));
  typist.type('wait 2m');
  return typist;
}
const asked = (typist: Typist, name: string) => typist.type(`kubectl exec toolbox -- dig +short ${name}`);

describe('the search list', () => {
  it('is told name by name, with what CoreDNS asked the resolver of the VPC', () => {
    const typist = typistAt(courseWorld());
    const { ko, en } = typist.says('kubectl exec toolbox -- nslookup www.example.com');
    const lines = en.split('\n').map((line) => line.trim());
    expect(lines).toContain('www.example.com.default.svc.cluster.local. A @10.100.0.10 → NXDOMAIN');
    expect(lines).toContainEqual(expect.stringMatching(/^kube-system\/coredns-\S+: www\.example\.com\. A @192\.168\.0\.2 → NOERROR$/));
    expect(lines.at(-1)).toBe('www.example.com. A @10.100.0.10 → NOERROR');
    expect(ko).toContain('물은 순서');
  });

  it('is left out for a name with a final dot, and shortened by ndots', () => {
    const typist = typistAt(courseWorld());
    expect(typist.says('kubectl exec toolbox -- nslookup www.example.com.').en).not.toContain('cluster.local');
    expect(typist.type('kubectl exec toolbox -- dig +showsearch backend.prod').match(/status: \w+/g)).toEqual([
      'status: NXDOMAIN',
      'status: NOERROR',
    ]);
    typist.type(`kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Pod
metadata: {name: few}
spec:
  dnsConfig: {options: [{name: ndots, value: "1"}]}
  containers: [{name: box, image: nicolaka/netshoot, command: [sleep, infinity]}]
EOF`);
    typist.type('wait 30s');
    const { en } = typist.says('kubectl exec few -- nslookup www.example.com');
    expect(en).not.toContain('cluster.local. A');
  });

  it('is that of the node on the host network, unless dnsPolicy asks for the cluster', () => {
    const typist = typistAt(courseWorld());
    for (const policy of ['ClusterFirst', 'ClusterFirstWithHostNet']) {
      typist.type(`kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Pod
metadata: {name: ${policy.toLowerCase()}}
spec:
  hostNetwork: true
  dnsPolicy: ${policy}
  containers: [{name: box, image: nicolaka/netshoot, command: [sleep, infinity]}]
EOF`);
    }
    typist.type('wait 30s');
    expect(typist.tries('kubectl exec clusterfirst -- nslookup backend.prod').code).toBe(1);
    expect(typist.type('kubectl exec clusterfirstwithhostnet -- nslookup backend.prod')).toContain('Address: 10.100.0.26');
  });
});

describe('the Corefile of the ConfigMap coredns', () => {
  it('takes effect some time after it has changed, not at once', () => {
    const typist = typistAt(courseWorld());
    typist.type(coredns(block('')));
    typist.type('wait 2m');
    typist.type(coredns(block('hosts {\n    192.0.2.7 legacy.example.com\n    fallthrough\n  }')));
    expect(asked(typist, 'legacy.example.com')).toBe('');
    typist.type('wait 2m');
    expect(asked(typist, 'legacy.example.com')).toBe('192.0.2.7');
    expect(asked(typist, 'www.example.com')).toBe('198.51.100.80');
  });

  it('without fallthrough, hosts takes all names for itself', () => {
    expect(served(block('hosts {\n    192.0.2.7 legacy.example.com\n  }')).type('kubectl exec toolbox -- dig www.example.com')).toContain(
      'status: SERVFAIL',
    );
  });

  it('rewrites names, and the answer carries the name that was asked for', () => {
    const typist = served(block('rewrite name exact shop.example.com frontend.default.svc.cluster.local'));
    expect(typist.type('kubectl exec toolbox -- dig shop.example.com')).toMatch(/^shop\.example\.com\.\s+5\s+IN\s+A\s+10\.100\.0\.31$/m);
    expect(asked(served(block('rewrite name suffix .corp .prod.svc.cluster.local')), 'backend.corp')).toBe('10.100.0.26');
  });

  it('says how long records live and whether pods have names', () => {
    const name = '192-168-0-41.default.pod.cluster.local';
    expect(served(block('', 'pods disabled\n    ttl 30')).type(`kubectl exec toolbox -- dig ${name}`)).toContain('status: NXDOMAIN');
    expect(served(block('', 'pods verified\n    ttl 30')).type(`kubectl exec toolbox -- dig ${name}`)).toMatch(/\s30\s+IN\s+A\s+192\.168\.0\.41/);
  });

  it('forwards to servers of its own by zone; one that does not answer makes it fail', () => {
    const typist = served(`${block('')}\ncorp.example:53 {\n  forward . 192.0.2.53\n}`);
    expect(typist.type('kubectl exec toolbox -- dig db.corp.example')).toContain('status: SERVFAIL');
    expect(typist.says('kubectl exec toolbox -- dig db.corp.example').en).toContain('db.corp.example. A @192.0.2.53 → TIMEOUT');
    expect(asked(typist, 'www.example.com')).toBe('198.51.100.80');
  });

  it('with a mistake is not loaded, and with a plugin that is not simulated says so', () => {
    const typist = typistAt(courseWorld());
    typist.type(coredns(block('')));
    typist.type('wait 2m');
    typist.type(coredns(block('fallthru')));
    const { ko, en } = typist.says('wait 2m');
    expect(en).toContain("[ERROR] Restart failed: /etc/coredns/Corefile:3 - Error during parsing: Unknown directive 'fallthru'");
    expect(ko).toContain('이전 설정으로 계속 응답합니다');
    expect(asked(typist, 'www.example.com')).toBe('198.51.100.80');
    typist.type(coredns(block('autopath @kubernetes')));
    expect(typist.says('wait 2m').en).toContain('These plugins of CoreDNS are not simulated: autopath.');
  });
});

describe('a cluster DNS that does not answer', () => {
  it('refuses when CoreDNS is scaled to zero; calls by address still work', () => {
    const typist = typistAt(courseWorld());
    typist.type('kubectl scale deployment coredns -n kube-system --replicas=0');
    typist.type('wait 1m');
    expect(typist.tries('kubectl exec toolbox -- nslookup frontend').stdout).toContain('no servers could be reached');
    expect(typist.tries('kubectl exec toolbox -- curl -s -S http://frontend').stderr).toMatch(/curl: \((6|28)\)/);
    expect(typist.type('kubectl exec toolbox -- curl -s http://10.100.0.31')).toContain('saw client');
  });

  it('times out at times where a security group parts the nodes: one of the two CoreDNS pods is on the other node', () => {
    const typist = typistAt(courseWorld());
    typist.type('aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol all --source-group sg-0c1057e4000000001');
    const before = typist.world().now;
    const tries = Array.from({ length: 8 }, (_, index) => typist.tries(`kubectl exec toolbox -- nslookup name-${index}.default.svc.cluster.local.`));
    const lost = tries.filter(({ notes }) => notes.some(({ text }) => text.en.includes('→ TIMEOUT')));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(tries.length);
    expect(typist.world().now - before).toBeGreaterThanOrEqual(5_000);
  });
});
