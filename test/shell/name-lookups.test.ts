import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/engine/connection.ts';
import { afterLines, entered } from '../support/lines.ts';
import { courseWorld } from '../support/world-of.ts';

const world = courseWorld();
const POD: Origin = { from: 'pod', pod: 'default/toolbox' };
const without = afterLines(world, 'kubectl scale deployment coredns -n kube-system --replicas=0', 'wait 1m');

describe('nslookup', () => {
  it('prints the server and the address of a service', () => {
    const { stdout, code } = entered(world, 'nslookup frontend', POD);
    expect(stdout).toBe('Server:\t\t10.100.0.10\nAddress:\t10.100.0.10#53\n\nName:\tfrontend.default.svc.cluster.local\nAddress: 10.100.0.31\n\n');
    expect(code).toBe(0);
  });

  it('does not find a short name of another namespace', () => {
    const { stdout, code } = entered(world, 'nslookup backend', POD);
    expect([stdout, code]).toEqual(["Server:\t\t10.100.0.10\nAddress:\t10.100.0.10#53\n\n** server can't find backend: NXDOMAIN\n\n", 1]);
  });

  it('says that an answer from beyond the cluster is not authoritative', () => {
    expect(entered(world, 'nslookup www.example.com', POD).stdout).toContain(
      'Non-authoritative answer:\nName:\twww.example.com\nAddress: 198.51.100.80\n',
    );
  });

  it('reaches no server without CoreDNS, and time passes meanwhile', () => {
    const { stdout, code, world: later, notes } = entered(without, 'nslookup frontend', POD);
    expect([stdout, code]).toEqual([';; connection timed out; no servers could be reached\n\n', 1]);
    expect(later.now - without.now).toBe(10_000);
    expect(notes[0]?.text.en).toContain('kube-system/kube-dns has no ready endpoint');
  });

  it('asks for the name of an address', () => {
    expect(entered(world, 'nslookup 10.100.0.31', POD).stdout).toContain('31.0.100.10.in-addr.arpa\tname = frontend.default.svc.cluster.local.\n');
  });
});

describe('dig', () => {
  it('does not use the search list unless it is told to', () => {
    expect(entered(world, 'dig +short backend.prod', POD).stdout).toBe('');
    expect(entered(world, 'dig +short +search backend.prod', POD).stdout).toBe('10.100.0.26\n');
  });

  it('prints question, answer and server', () => {
    const { stdout } = entered(world, 'dig frontend.default.svc.cluster.local', POD);
    expect(stdout).toContain('status: NOERROR');
    expect(stdout).toContain(';; ANSWER SECTION:\nfrontend.default.svc.cluster.local. 5\tIN\tA\t10.100.0.31\n');
    expect(stdout).toContain(';; SERVER: 10.100.0.10#53(10.100.0.10) (UDP)\n');
  });

  it('asks the server and the type that it is told', () => {
    expect(entered(world, 'dig @10.100.0.10 _http._tcp.backend.prod.svc.cluster.local SRV +short', POD).stdout).toBe(
      '0 100 80 backend.prod.svc.cluster.local.\n',
    );
    expect(entered(world, 'dig @192.168.0.2 +short frontend.default.svc.cluster.local', POD).stdout).toBe('');
    expect(entered(world, 'dig -x 10.100.0.10 +short', POD).stdout).toBe('kube-dns.kube-system.svc.cluster.local.\n');
  });

  it('exits with 9 when no server answers', () => {
    expect(entered(without, 'dig +short frontend.default.svc.cluster.local', POD)).toMatchObject({
      stdout: ';; connection timed out; no servers could be reached\n',
      code: 9,
    });
  });
});

describe('wget and ping', () => {
  it('download and echo as busybox and iputils do', () => {
    expect(entered(world, 'wget -qO- http://frontend', POD).stdout).toMatch(/saw client 192\.168\.0\.45/);
    expect(entered(world, 'wget -qO- http://nosuch', POD)).toMatchObject({ stderr: "wget: bad address 'nosuch'\n", code: 1 });
    const { stdout, world: later } = entered(world, 'ping -c 2 192.168.64.7', POD);
    expect(stdout).toContain('2 packets transmitted, 2 received, 0% packet loss');
    expect(later.now - world.now).toBe(1000);
  });

  it('count the time of an unanswered ping to its last request, as iputils does, and wait for the reply none the less', () => {
    const { stdout, world: later } = entered(world, 'ping -c 2 -W 3 203.0.113.200', POD);
    expect(stdout).toContain('2 packets transmitted, 0 received, 100% packet loss, time 1000ms');
    expect(later.now - world.now).toBe(4000);
  });
});

describe('nc', () => {
  const nc = (args: string) => entered(world, `kubectl exec toolbox -- nc ${args}`);

  it('of netshoot says of a port that it answers, with its address and the name of the service', () => {
    expect(nc('-zv frontend 80')).toMatchObject({ stderr: 'Connection to frontend (10.100.0.31) 80 port [tcp/http] succeeded!\n', code: 0 });
    expect(nc('-zv 192.168.64.7 9376').stderr).toBe('Connection to 192.168.64.7 9376 port [tcp/*] succeeded!\n');
    expect(nc('-z frontend 80').stderr).toBe('');
  });

  it('tells a refusal from silence, and waits no longer than -w', () => {
    expect(nc('-vz 192.168.64.7 81')).toMatchObject({ code: 1 });
    expect(nc('-vz 192.168.64.7 81').stderr).toMatch(/^nc: connect to 192\.168\.64\.7 port 81 \(tcp\) failed: Connection refused\n/);
    const silent = nc('-zvw2 203.0.113.200 5432');
    expect(silent.stderr).toMatch(/^nc: connect to 203\.0\.113\.200 port 5432 \(tcp\) timed out: Operation in progress\n/);
    expect(silent.world.now - world.now).toBe(2000);
    expect(nc('-zv nosuch 80').stderr).toMatch(/^nc: getaddrinfo for host "nosuch" port 80: Name does not resolve\n/);
  });

  it('turns down a port that is none', () => {
    expect(nc('-z frontend http').stderr).toMatch(/^nc: port number invalid: http\n/);
    expect(nc('-z frontend').stderr).toMatch(/^usage: nc/);
  });
});

describe('a script in a container', () => {
  const sh = (script: string, shell = 'sh') => entered(world, `kubectl exec toolbox -- ${shell} -c '${script}'`);

  it('runs the programs of the image from the pod, with loops, pipes and the environment of the container', () => {
    expect(sh('for i in 1 2; do curl -s frontend; done').stdout).toMatch(/^(webapp-\S+ saw client 192\.168\.0\.45\n){2}$/);
    expect(sh('curl -s -o /dev/null -w "%{http_code}" frontend | grep -c 200 && echo ok').stdout).toBe('1\nok\n');
    expect(sh('echo $HOSTNAME $FRONTEND_SERVICE_HOST').stdout).toBe('toolbox 10.100.0.31\n');
    expect(sh('curl -s frontend').connections[0]?.origin).toEqual(POD);
  });

  it('has none of the commands of the learner, and ends with the status of its last', () => {
    expect(sh('kubectl get pods')).toMatchObject({ stderr: 'sh: kubectl: not found\ncommand terminated with exit code 127\n', code: 127 });
    expect(sh('aws eks list-clusters', 'bash').stderr).toMatch(/^bash: aws: command not found\n/);
    expect(sh('curl -s -m 1 http://nosuch || exit 3').code).toBe(3);
    expect(sh('while true; do curl frontend; done').notes[0]?.mark).toBe('not-simulated');
  });

  it('lets the time pass that its commands wait for', () => {
    expect(sh('sleep 2; hostname').world.now - world.now).toBe(2000);
  });
});

describe('trace', () => {
  it('tells the last connection, or one between two endpoints, in both languages', () => {
    const { notes, kind } = entered(world, 'curl -s http://198.51.100.6:32001; trace');
    expect(notes[0]?.text.en).toContain('internet gateway');
    expect(notes[0]?.text.ko).toContain('인터넷 게이트웨이');
    expect(kind).toBe('test');
    expect(entered(world, 'trace pod/default/toolbox svc/prod/backend:80').notes[0]?.text.en).toContain('connects');
    expect(entered(world, 'trace').code).toBe(2);
    expect(entered(world, 'trace pod/nosuch node/node0').code).toBe(2);
  });
});
