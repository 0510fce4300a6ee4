import { expect, test } from 'vitest';
import { objectAt } from '../../src/engine/store.ts';
import type { Command } from '../../src/shell/command.ts';
import { output } from '../../src/shell/print.ts';
import { lab, still } from './kubectl-lab.ts';

const manifest = (port: number, extra = '') => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - name: http
    port: ${port}
${extra}`;

test('apply creates, then leaves alone, then configures', () => {
  const terminal = still();
  expect(terminal.type('apply -f -', manifest(80))).toMatchObject({ stdout: 'service/web created\n', kind: 'write', code: 0 });
  expect(terminal.type('apply -f -', manifest(80))).toMatchObject({ stdout: 'service/web unchanged\n', kind: 'write', code: 0 });
  expect(terminal.type('apply -f -', manifest(80, '    targetPort: 8080'))).toMatchObject({ stdout: 'service/web configured\n' });
});

// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#merge-patch-calculation
test('apply removes what the manifest no longer has, and keeps what others wrote', () => {
  const terminal = still();
  terminal.type('apply -f -', manifest(80, '  - name: https\n    port: 443'));
  terminal.type('label svc web owner=team-a');
  terminal.type('apply -f -', manifest(80));
  const service = objectAt(terminal.world().cluster.Service, 'default/web');
  expect(service?.spec.ports?.map(({ name }) => name)).toEqual(['http']);
  expect(service?.metadata.labels).toEqual({ owner: 'team-a' });
});

// StreamVisitor of cli-runtime ends at the document that it cannot read; what it read before is applied.
test('Documents before one that is no YAML are applied, those after it are not', () => {
  const terminal = still();
  const { stdout, stderr } = terminal.type(
    'apply -f -',
    `${manifest(80)}\n---\nkind: Service\n metadata: {}\n---\n${manifest(80).replace('web', 'late')}`,
  );
  expect(stdout).toBe('service/web created\n');
  expect(stderr).toBe('error: error parsing STDIN: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context\n');
});

test('Of several documents the good ones are applied', () => {
  const terminal = still();
  const { stdout, stderr, code } = terminal.type(
    'apply -f -',
    `${manifest(80)}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replica: 3}\n`,
  );
  expect(stdout).toBe('service/web created\n');
  expect(stderr).toBe(
    'Error from server (BadRequest): error when creating "STDIN": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"\n',
  );
  expect(code).toBe(1);
});

test.each([
  ['apply -f web.yaml', '', 'error: the path "web.yaml" does not exist\n'],
  [
    'apply -f -',
    'kind: Pod\n',
    'error: error validating "STDIN": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false\n',
  ],
  [
    'apply -f -',
    'apiVersion: v1\nkind: Foo\nmetadata: {name: a}\n',
    'error: resource mapping not found for name: "a" namespace: "" from "STDIN": no matches for kind "Foo" in version "foo/v1"\nensure CRDs are installed first\n',
  ],
  [
    'create service nodeport web --tcp=80 --node-port=80',
    '',
    'The Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767\n',
  ],
  ['delete ns default', '', 'Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted\n'],
  ['create deployment web', '', 'error: required flag(s) "image" not set\n'],
])('kubectl %s is refused as the real one does', (line, stdin, stderr) => {
  const text = stdin.replace('apiVersion: v1\nkind: Foo', 'apiVersion: foo/v1\nkind: Foo');
  expect(still().type(line, text)).toMatchObject({ stderr, code: 1, kind: 'refused' });
});

test('Several findings stand in a list', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: Web}\nspec: {containers: [{name: a}]}\n';
  const { stderr } = still().type('create -f -', pod);
  expect(stderr).toMatch(
    /^The Pod "Web" is invalid: \n\* metadata\.name: Invalid value: "Web": a lowercase RFC 1123 subdomain must consist of .*\n\* spec\.containers\[0\]\.image: Required value\n$/,
  );
});

test('A label is changed only with --overwrite, and removed with a dash', () => {
  const terminal = lab();
  expect(terminal.type('label pod toolbox run=x').stderr).toBe("error: 'run' already has a value (toolbox), and --overwrite is false\n");
  expect(terminal.type('label pod toolbox run=x --overwrite').stdout).toBe('pod/toolbox labeled\n');
  expect(terminal.type('label pod toolbox run-').stdout).toBe('pod/toolbox unlabeled\n');
  expect(terminal.type('label pod toolbox run-').stdout).toBe('label "run" not found.\npod/toolbox not labeled\n');
});

test('delete waits until the kubelet has ended the pod', () => {
  const terminal = lab();
  const before = terminal.world().now;
  expect(terminal.type('delete pod toolbox').stdout).toBe('pod "toolbox" deleted from default namespace\n');
  // Process 1 of the toolbox is a sleep, which ignores SIGTERM: the whole grace period passes.
  expect(terminal.world().now - before).toBe(30_000);
  expect(objectAt(terminal.world().cluster.Pod, 'default/toolbox')).toBeUndefined();
});

test('expose makes a Service for what a Deployment runs', () => {
  const terminal = lab();
  expect(terminal.type('expose deployment webapp --port=80 --target-port=9376 --type=NodePort --name=front2').stdout).toBe(
    'service/front2 exposed\n',
  );
  expect(objectAt(terminal.world().cluster.Service, 'default/front2')?.spec).toMatchObject({
    type: 'NodePort',
    selector: { app: 'webapp' },
    ports: [{ port: 80, targetPort: 9376 }],
  });
});

test('A dry run shows the object and changes nothing', () => {
  const terminal = still();
  const { world } = terminal;
  const before = world();
  expect(terminal.type('create deployment web --image=nginx --dry-run=client -o yaml').stdout).toContain('kind: Deployment\n');
  expect(terminal.type('create deployment web --image=nginx --dry-run=server').stdout).toBe('deployment.apps/web created (server dry run)\n');
  expect(world().revision).toBe(before.revision);
});

test('exec runs a program where the pod is, and says when the image lacks it', () => {
  const where: Command = {
    name: 'curl',
    summary: { ko: '시험', en: 'test' },
    usage: [],
    examples: [],
    run: ({ world, origin, words }) =>
      output(world, { kind: 'test', stdout: `${JSON.stringify(origin)} ${words.map(({ text }) => text).join(' ')}\n`, code: 7 }),
    complete: () => [],
  };
  const terminal = lab([where]);
  expect(terminal.type('exec toolbox -- curl -s http://frontend')).toMatchObject({
    stdout: '{"from":"pod","pod":"default/toolbox"} -s http://frontend\n',
    stderr: 'command terminated with exit code 7\n',
    code: 7,
    kind: 'test',
  });
  expect(terminal.type('exec toolbox -- python3 x').stderr).toMatch(
    /OCI runtime exec failed: exec failed: unable to start container process: exec: "python3": executable file not found in \$PATH: unknown\n$/,
  );
  expect(terminal.type('exec nope -- curl x').stderr).toBe('Error from server (NotFound): pods "nope" not found\n');
});

test('The resolver settings of a pod lead to the cluster’s DNS', () => {
  expect(lab().type('exec toolbox -- cat /etc/resolv.conf').stdout).toBe(
    'search default.svc.cluster.local svc.cluster.local cluster.local us-west-2.compute.internal\nnameserver 10.100.0.10\noptions ndots:5\n',
  );
});

test('A rollout is waited for', () => {
  const terminal = lab();
  terminal.type('set env deployment/webapp COLOR=blue');
  expect(terminal.type('rollout status deployment/webapp').stdout).toMatch(/deployment "webapp" successfully rolled out\n$/);
});
