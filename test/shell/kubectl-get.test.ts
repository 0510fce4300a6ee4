import { expect, test } from 'vitest';
import { lab, still } from './kubectl-lab.ts';

const pod = (name: string, labels: object, extra: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels, creationTimestamp: '2026-01-15T08:55:30Z' },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
  ...extra,
});
const pods = [pod('a', { app: 'web', tier: 'front' }), pod('b', { app: 'web' }), pod('c', { app: 'db', tier: 'back' })];

test('A table is padded by three blanks and has the age of each object', () => {
  expect(still(...pods).type('get pods').stdout).toBe(
    [
      'NAME   READY   STATUS    RESTARTS   AGE',
      'a      0/1     Pending   0          4m30s',
      'b      0/1     Pending   0          4m30s',
      'c      0/1     Pending   0          4m30s',
      '',
    ].join('\n'),
  );
});

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
test.each([
  ['app=web', ['a', 'b']],
  ['app==web,tier=front', ['a']],
  ['app!=web', ['c']],
  ['tier in (front, back)', ['a', 'c']],
  ['tier notin (front)', ['b', 'c']],
  ['tier', ['a', 'c']],
  ['!tier', ['b']],
])('Selector %s selects %j', (selector, names) => {
  const { stdout } = still(...pods).type(`get pods -l '${selector}' -o name`);
  expect(stdout.trim().split('\n')).toEqual(names.map((name) => `pod/${name}`));
});

test('Fields select, and a field that the kind does not offer is refused', () => {
  expect(still(...pods).type('get pods --field-selector metadata.name=b -o name').stdout).toBe('pod/b\n');
  expect(still(...pods).type('get pods --field-selector spec.foo=b').stderr).toBe(
    'Error from server (BadRequest): Unable to find "v1, Resource=pods" that match label selector "", field selector "spec.foo=b": field label not supported: spec.foo\n',
  );
});

// https://kubernetes.io/docs/reference/kubectl/jsonpath/
test.each([
  ['{.items[*].metadata.name}', 'a b c'],
  ['{.items[?(@.metadata.labels.app=="db")].metadata.name}', 'c'],
  ['{range .items[*]}{.metadata.name}{"\\t"}{.metadata.labels.app}{"\\n"}{end}', 'a\tweb\nb\tweb\nc\tdb\n'],
  ['{.items[0].metadata.name}', 'a'],
  ['{.items[-1:].metadata.name}', 'c'],
  ['{.items[0:2].metadata.name}', 'a b'],
  ["{.items[*]['metadata.name', 'metadata.labels']}", ''],
  ['{.items..containers[0].image}', 'nginx nginx nginx'],
])('JSONPath %s', (template, text) => {
  expect(still(...pods).type(`get pods -o 'jsonpath=${template}'`).stdout).toBe(text);
});

test('Custom columns print what their paths find', () => {
  expect(still(...pods).type('get pods -o custom-columns=POD:.metadata.name,TIER:.metadata.labels.tier').stdout).toBe(
    'POD   TIER\na     front\nb     <none>\nc     back\n',
  );
  expect(still(...pods).type('get pods --no-headers -o custom-columns=POD:.metadata.name').stdout).toBe('a\nb\nc\n');
});

// kubectl get prints what it was asked for in the order it was asked, and begins a table wherever the kind changes:
// https://github.com/kubernetes/kubectl/blob/v0.33.0/pkg/cmd/get/get.go
test('Tables come in the order in which the kinds, or the names, were given', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { clusterIP: '10.100.0.9', ports: [{ port: 80 }] } };
  const names = (line: string) =>
    still(...pods, service)
      .type(line)
      .stdout.split('\n')
      .filter((row) => row.includes('/'))
      .map((row) => row.split(' ')[0]);
  expect(names('get svc,pods')).toEqual(['service/s', 'pod/a', 'pod/b', 'pod/c']);
  expect(names('get pods,svc')).toEqual(['pod/a', 'pod/b', 'pod/c', 'service/s']);
  expect(names('get pod/c svc/s pod/a')).toEqual(['pod/c', 'service/s', 'pod/a']);
});

test('Several kinds are several tables, with the kind before each name', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { clusterIP: '10.100.0.5', ports: [{ port: 80 }] } };
  const { stdout } = still(pod('a', {}), service).type('get pods,svc');
  expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['NAME', 'pod/a', '', 'NAME', 'service/web', '']);
});

test('YAML has sorted keys, lists that are not indented, and quotes where YAML would misread', () => {
  const { stdout } = still(pod('a', { 'app.kubernetes.io/version': '1.10', on: 'yes' })).type('get pod a -o yaml');
  expect(stdout).toContain('  labels:\n    app.kubernetes.io/version: "1.10"\n    "on": "yes"\n');
  expect(stdout).toContain('  containers:\n  - image: nginx\n    imagePullPolicy: Always\n    name: main\n');
});

test.each([
  ['get svc x', 'Error from server (NotFound): services "x" not found\n'],
  ['get svcs', 'error: the server doesn\'t have a resource type "svcs"\n'],
  ['get pods --foo', "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n"],
  ['get pods -Z', "error: unknown shorthand flag: 'Z' in -Z\nSee 'kubectl get --help' for usage.\n"],
  ['get pods -n', "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.\n"],
  ['gte pods', 'error: unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n'],
  ['get pod a -l app=web', 'error: selectors and the all flag cannot be used when passing resource/name arguments\n'],
])('kubectl %s is refused as the real one does', (line, stderr) => {
  expect(still(...pods).type(line)).toMatchObject({ stderr, stdout: '', code: 1, kind: 'refused' });
});

test('Nothing found is no error', () => {
  expect(still().type('get pods')).toMatchObject({ stdout: '', stderr: 'No resources found in default namespace.\n', code: 0 });
  expect(still().type('get pods -A')).toMatchObject({ stderr: 'No resources found\n' });
});

test('A real kind or flag that the lab lacks is named as such, never as a mistake', () => {
  for (const line of ['get jobs', 'top pods', 'autoscale deployment webapp', 'port-forward toolbox 80']) {
    const { notes, code, stderr } = still(...pods).type(line);
    expect([code, stderr, notes.map(({ mark }) => mark)]).toEqual([1, '', ['not-simulated']]);
  }
});

test('A description ends with the events, oldest first', () => {
  const terminal = lab();
  terminal.type('scale deployment webapp --replicas=4');
  const { stdout } = terminal.type('describe deployment webapp');
  expect(stdout).toMatch(/NewReplicaSet: {3}webapp-7d9c6b8f5d \(4\/4 replicas created\)\nEvents:\n {2}Type {4}Reason/);
  expect(stdout).toContain('Scaled up replica set webapp-7d9c6b8f5d from 3 to 4');
});
