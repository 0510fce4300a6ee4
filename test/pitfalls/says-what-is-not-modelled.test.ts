/** A simulator that answers "unsupported" to what the internet recommends: here it is said that it is real, and what to use instead. */
import { describe, expect, it } from 'vitest';
import { enter, replay } from '../../src/course/attempt.ts';
import { commandTable } from '../../src/shell/commands/index.ts';
import { courseFiles, load } from '../course/fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');
const attempt = replay(scenario, 's', []);

/** What guides to EKS troubleshooting tell their readers to type. */
const RECOMMENDED = [
  'tcpdump -i any port 80',
  'traceroute 8.8.8.8',
  'telnet frontend 80',
  'nc -zv frontend 80',
  'nmap 192.168.0.0/24',
  'iptables -t nat -L',
  'ip route',
  'netstat -tlnp',
  'ssh ec2-user@198.51.100.6',
  'sudo systemctl restart kubelet',
  'crictl ps',
  'docker ps',
  'terraform apply',
  'vi service.yaml',
  'cilium status',
  'istioctl analyze',
  'kubens prod',
  'k9s',
  'man kubectl',
  'kubectl debug node/node0 -it --image=busybox',
  'kubectl port-forward svc/frontend 8080:80',
  'kubectl top pods',
  'kubectl edit service frontend',
  'aws ec2 create-network-insights-path',
  'aws s3 ls',
  'node node0 -- tcpdump',
];

/** What runs on nodes and in pods only. */
const INSIDE = ['ip', 'ss', 'iptables', 'nc'];

describe('what the lab does not model', () => {
  it.each(RECOMMENDED)('`%s` is answered with what to use instead, in both languages', (line) => {
    const { output } = enter(attempt, line);
    expect(output.kind).toBe('refused');
    const notes = output.notes.filter(({ mark }) => mark === 'not-simulated');
    expect(notes.length).toBeGreaterThan(0);
    for (const { text } of notes) {
      expect(text.en).toMatch(/`[^`]+`|Use|simulated|nearest/);
      expect(text.ko).toMatch(/[가-힣]/);
    }
  });

  it('is never sent to a command that the lab has not', () => {
    const known = new Set(commandTable([]).keys());
    for (const line of RECOMMENDED) {
      for (const { text } of enter(attempt, line).output.notes.filter(({ mark }) => mark === 'not-simulated')) {
        const [first] = [...text.en.matchAll(/`([a-z]+)\b/g)].map(([, word]) => word as string).slice(-1);
        if (first !== undefined && !line.startsWith(first)) expect([...known, ...INSIDE]).toContain(first);
      }
    }
  });

  it('is said of a field that is kept and not acted on', () => {
    const manifest = `kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata: {name: odd}
spec: {priorityClassName: high, hostPID: true, containers: [{name: a, image: nginx}]}
EOF`;
    const told = enter(attempt, manifest).output.notes.filter(({ mark }) => mark === 'not-simulated');
    expect(told.map(({ text }) => text.en).join('\n')).toMatch(/spec\.hostPID/);
  });
});
