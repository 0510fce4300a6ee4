import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../src/engine/store.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';
import { courseParts } from '../support/course-world.ts';

const { world } = worldOf(courseParts());

function type(line: string, from = world) {
  return runLine({ world: from, origin: LEARNER_ORIGIN, recent: [] }, line);
}

describe('a command on a node', () => {
  it('starts from the node also where its instance is named by id, so that a check knows the connection', () => {
    const InstanceId = objectsOf(world.hosts.Host).find(({ nodeName }) => nodeName === 'node0')?.InstanceId;
    const [connection] = type(`node ${InstanceId} -- curl -s http://192.168.0.41:9376`).connections;
    expect(connection?.origin).toEqual({ from: 'node', node: 'node0' });
  });

  it('runs on an instance that its Name tag names, unless two have the same', () => {
    const tag = (id: string, name: string) => type(`aws ec2 create-tags --resources ${id} --tags Key=Name,Value=${name}`);
    const [one, two] = objectsOf(world.aws.Instance).map(({ InstanceId }) => InstanceId) as [string, string];
    const named = tag(one, 'runner').world;
    expect(type('node runner -- hostname', named).stdout).toBe(type(`node ${one} -- hostname`).stdout);
    const twice = runLine(
      { world: named, origin: LEARNER_ORIGIN, recent: [] },
      `aws ec2 create-tags --resources ${two} --tags Key=Name,Value=runner`,
    );
    expect(type('node runner -- hostname', twice.world).code).not.toBe(0);
  });

  it('sees the routes of that node: its subnet, and one for each of its pods', () => {
    expect(type('node node0 -- ip route').stdout).toMatch(/^default via 192\.168\.0\.1 dev eth0$/m);
    expect(type('node node0 -- ip route | grep -c 192.168.0.41').stdout).toBe('1\n');
    expect(type('node node1 -- ip route | grep -c 192.168.0.41').stdout).toBe('0\n');
    expect(type('node node0 -- ip rule').stdout).toMatch(/^0:\tfrom all lookup local$/m);
  });

  it('sees the chains of kube-proxy, with the node port and its three backends', () => {
    const save = type('node node1 -- sudo iptables-save -t nat').stdout;
    const [, hash] = /--dport 32001 -j KUBE-EXT-(\w{16})/.exec(save) ?? [];
    const rows = save.split('\n').filter((row) => row.startsWith(`-A KUBE-SVC-${hash} `));
    expect(rows.map((row) => /-> (\S+)"/.exec(row)?.[1])).toEqual(['192.168.0.41:9376', '192.168.0.42:9376', '192.168.64.7:9376']);
    expect(rows.map((row) => /--probability (\d\.\d+)/.exec(row)?.[1])).toEqual(['0.33333333349', '0.50000000000', undefined]);
    expect(save).toContain('-j DNAT --to-destination 192.168.64.7:9376');
    expect(save.match(/^\*nat$/m)).not.toBeNull();
    expect(save).not.toContain('*filter');
  });

  it('every chain that a rule jumps to is declared', () => {
    const save = type('node node0 -- iptables-save').stdout;
    const declared = new Set([...save.matchAll(/^:(\S+)/gm)].map((match) => match[1]));
    const targets = [...save.matchAll(/-j ((?:KUBE|AWS)-\S+)/g)].map((match) => match[1]);
    expect(targets.filter((target) => !declared.has(target))).toEqual([]);
  });

  it('that does not exist there is named, and so is a node that does not exist', () => {
    expect(type('node node0 -- ifconfig')).toMatchObject({ code: 127, stderr: 'bash: ifconfig: command not found\n' });
    expect(type('node node0 -- systemctl status kubelet').notes[0]?.text.en).toContain('journalctl -u kubelet');
    expect(type('node nod0 -- ip route').notes[0]?.text).toEqual({
      ko: 'nod0 노드는 없습니다. node0 노드입니까?',
      en: 'There is no node nod0. Did you mean node0?',
    });
    expect(type('node node0 -- ip route add 10.0.0.0/8 via 192.168.0.1').kind).toBe('refused');
    expect(type('node node0 -- ip tunel').stderr).toBe('Object "tunel" is unknown, try "ip help".\n');
  });
});

describe('a fault', () => {
  it('leaves the rules of a stopped kube-proxy as they were, whatever changes meanwhile', () => {
    const rules = 'node node1 -- iptables-save -t nat';
    const stopped = type('fault stop kube-proxy node1').world;
    expect(type(rules, stopped).stdout).toBe(type(rules).stdout);
    const broken = type('fault not-ready default/webapp-1; wait 60s', stopped);
    expect(broken.notes[0]?.text.en).toContain('There is no pod default/webapp-1');
  });

  it('is listed while it is in force, and gone when it is lifted', () => {
    const { world: stopped } = type('fault stop kube-proxy node1');
    expect(type('fault', stopped).notes[0]?.text).toEqual({
      ko: 'node1 노드의 kube-proxy 프로세스가 멈췄습니다.',
      en: 'Process kube-proxy on node node1 has stopped.',
    });
    expect(type('fault start kube-proxy node1; fault', stopped).notes.at(-1)?.text.en).toBe('No fault is in force.');
    expect(type('fault stop kube-proxy node1', stopped).notes[0]?.text.en).toBe('That is already so. Nothing has changed.');
  });
});
