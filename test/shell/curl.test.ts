import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/engine/connection.ts';
import { afterLines, entered } from '../support/lines.ts';
import { courseWorld } from '../support/world-of.ts';

// Texts and exit statuses: https://curl.se/docs/manpage.html and captured runs of curl 8.5.
const world = courseWorld();
const closed = afterLines(
  world,
  'aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0',
);
const POD: Origin = { from: 'pod', pod: 'default/toolbox' };

describe('curl', () => {
  it('prints what the pod answers, with the client address that it saw', () => {
    const { stdout, stderr, code, connections, kind } = entered(world, 'curl http://198.51.100.6:32001');
    expect(stdout).toMatch(/^webapp-\S+ saw client 192\.168\.0\.6\n$/);
    expect([stderr, code, connections.length, kind]).toEqual(['', 0, 1, 'test']);
  });

  it('takes 80 for the port of http and the first path when the URL leaves them out', () => {
    expect(entered(world, 'curl frontend', POD).stdout).toMatch(/saw client 192\.168\.0\.45/);
  });

  it('gives up with 28 after --max-time, and as much simulated time has passed', () => {
    const { stderr, code, world: later } = entered(closed, 'curl --max-time 2 http://198.51.100.6:32001');
    expect([stderr, code]).toEqual(['curl: (28) Connection timed out after 2001 milliseconds\n', 28]);
    expect(later.now - closed.now).toBe(2000);
    expect(entered(closed, 'curl -m2 http://198.51.100.6:32001').stderr).toBe(stderr);
    expect(entered(closed, 'curl --connect-timeout 2 http://198.51.100.6:32001').code).toBe(28);
  });

  it('gives up when the kernel does without a limit of its own', () => {
    const { stderr, code } = entered(closed, 'curl http://198.51.100.6:32001');
    expect([stderr, code]).toEqual(["curl: (28) Failed to connect to 198.51.100.6 port 32001 after 131072 ms: Couldn't connect to server\n", 28]);
  });

  it('says 7 for a refusal and 6 for a name that does not exist', () => {
    const refused = entered(world, 'curl http://198.51.100.6:32002');
    expect([refused.stderr, refused.code]).toEqual([
      "curl: (7) Failed to connect to 198.51.100.6 port 32002 after 0 ms: Couldn't connect to server\n",
      7,
    ]);
    const unknown = entered(world, 'curl http://shop.example');
    expect([unknown.stderr, unknown.code]).toEqual(['curl: (6) Could not resolve host: shop.example\n', 6]);
  });

  it('names below the real text where it stopped, in both languages', () => {
    const [note] = entered(closed, 'curl -m 2 http://198.51.100.6:32001').notes;
    expect(note?.mark).toBe('trace');
    expect(note?.text.en).toContain('No inbound rule of security group eks-cluster-sg-lab-1234567890 (sg-0c1057e4000000001)');
    expect(note?.text.ko).toContain('인바운드 규칙이 없습니다');
  });

  it('shows that the same call ends differently with another backend', () => {
    const local = afterLines(
      world,
      `kubectl patch service backend -n prod --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9377}]'`,
    );
    expect(entered(local, 'curl -s backend.prod', POD).notes).toEqual([]);
    const half = afterLines(
      world,
      'aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol=-1 --source-group sg-0c1057e4000000001',
    );
    const notes = entered(half, 'curl -s -m 1 http://192.168.0.41:9376; curl -s -m 1 10.100.0.26', POD).notes.map(({ text }) => text.en);
    expect(notes.some((text) => text.includes('The share that is answered: 1/2.'))).toBe(true);
  });

  it('is silent with -s, speaks again with -S, and fails with -f', () => {
    expect(entered(world, 'curl -s http://198.51.100.6:32002').stderr).toBe('');
    expect(entered(world, 'curl -sS http://198.51.100.6:32002').stderr).toMatch(/^curl: \(7\)/);
  });

  it('writes out what -w asks for, also when it failed', () => {
    expect(entered(world, `curl -s -o /dev/null -w '%{http_code} %{remote_ip}\\n' http://198.51.100.6:32001`).stdout).toBe('200 198.51.100.6\n');
    expect(entered(closed, `curl -s -m 1 -w '%{http_code}\\n' http://198.51.100.6:32001`).stdout).toBe('000\n');
  });

  it('prints headers with -I and -i, and the conversation with -v', () => {
    expect(entered(world, 'curl -I http://198.51.100.6:32001').stdout).toMatch(/^HTTP\/1\.1 200 OK\nServer: webapp\n/);
    expect(entered(world, 'curl -sv http://198.51.100.6:32001').stderr).toContain(
      '* Connected to 198.51.100.6 (198.51.100.6) port 32001\n> GET / HTTP/1.1',
    );
  });

  // https://curl.se/docs/manpage.html#--resolve
  it('takes the address of a name from --resolve, for that port only', () => {
    const given = '--resolve shop.example.test:32001:198.51.100.6';
    expect(entered(world, `curl -s -o /dev/null -w '%{http_code} %{remote_ip}' ${given} http://shop.example.test:32001/`).stdout).toBe(
      '200 198.51.100.6',
    );
    expect(entered(world, `curl -s ${given} http://shop.example.test/`).code).toBe(6);
    expect(entered(world, 'curl --resolve shop http://shop/').code).toBe(49);
  });

  it('turns down what the real one turns down', () => {
    expect(entered(world, 'curl').stderr).toBe("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n");
    expect(entered(world, 'curl --nosuch http://a').stderr).toMatch(/^curl: option --nosuch: is unknown\n/);
    expect(entered(world, 'curl -m x http://a').stderr).toMatch(/^curl: option -m: expected a proper numerical parameter\n/);
    expect(entered(world, 'curl http://a:99999').code).toBe(3);
    expect(entered(world, 'curl gopher://a').stderr).toBe('curl: (1) Protocol "gopher" not supported\n');
  });

  it('gets no TLS from a program that speaks plain HTTP', () => {
    expect(entered(world, 'curl -k https://backend.prod', POD).code).toBe(35);
  });
});
