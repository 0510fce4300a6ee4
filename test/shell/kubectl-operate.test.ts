/** Operating a cluster with kubectl: rollouts, nodes, watches. Texts: https://github.com/kubernetes/kubectl/tree/master/pkg */
import { expect, test } from 'vitest';
import { at, podsOf } from '../support/world-of.ts';
import { lab, still } from './kubectl-lab.ts';

test('An undone rollout brings the template before the last one back under a new revision', () => {
  const terminal = lab();
  terminal.type('set image deploy/webapp webapp=ekslab/webapp:2');
  terminal.type('rollout status deploy/webapp');
  expect(terminal.type('rollout history deploy/webapp').stdout).toBe(
    'deployment.apps/webapp \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
  );
  expect(terminal.type('rollout undo deploy/webapp').stdout).toBe('deployment.apps/webapp rolled back\n');
  expect(at(terminal.world(), 'Deployment', 'default/webapp').spec.template.spec?.containers[0]?.image).toBe('ekslab/webapp:1');
  expect(terminal.type('rollout history deploy/webapp').stdout).toContain('3         <none>');
  expect(terminal.type('rollout undo deploy/webapp --to-revision=9').stderr).toBe('error: unable to find specified revision 9 in history\n');
});

test('A paused Deployment takes changes and rolls out none of them', () => {
  const terminal = lab();
  expect(terminal.type('rollout pause deploy/webapp').stdout).toBe('deployment.apps/webapp paused\n');
  const before = podsOf(terminal.world(), 'webapp').map(({ metadata }) => metadata.name);
  terminal.type('set image deploy/webapp webapp=ekslab/webapp:2');
  expect(podsOf(terminal.world(), 'webapp').map(({ metadata }) => metadata.name)).toEqual(before);
  expect(terminal.type('rollout pause deploy/webapp').stderr).toBe('error: deployments.apps "webapp" is already paused\n');
  expect(terminal.type('rollout resume deploy/webapp').stdout).toBe('deployment.apps/webapp resumed\n');
  expect(terminal.type('rollout pause ds/kube-proxy -n kube-system').stderr).toContain('pausing is not supported');
});

test('A drain refuses pods of DaemonSets and pods without a controller until it is told to go on', () => {
  const terminal = lab();
  const { stdout, stderr, code } = terminal.type('drain node0');
  expect([stdout, code]).toEqual(['node/node0 cordoned\n', 1]);
  expect(stderr).toContain('error: unable to drain node "node0" due to error: [cannot delete ');
  expect(stderr).toContain('cannot delete Pods that declare no controller (use --force to override): default/toolbox');
  expect(stderr).toContain('There are pending nodes to be drained:\n node0\n');
  const done = terminal.type('drain node0 --ignore-daemonsets --force');
  expect(done.stdout).toContain('node/node0 already cordoned\nevicting pod default/');
  expect(done.stdout).toMatch(/node\/node0 drained\n$/);
  expect(podsOf(terminal.world(), 'webapp').every(({ spec }) => spec.nodeName !== 'node0')).toBe(true);
});

test('Taints are set, refused when they are there, and removed', () => {
  const terminal = lab();
  expect(terminal.type('taint nodes node0 dedicated=gpu:NoSchedule').stdout).toBe('node/node0 tainted\n');
  expect(terminal.type('taint nodes node0 dedicated=gpu:NoSchedule').stderr).toBe(
    'error: node node0 already has dedicated taint(s) with same effect(s) and --overwrite is false\n',
  );
  expect(terminal.type('taint nodes node0 dedicated=cpu:NoSchedule --overwrite').stdout).toBe('node/node0 tainted\n');
  expect(terminal.type('taint nodes node0 other-').stderr).toBe('error: taint "other" not found\n');
  expect(terminal.type('taint nodes node0 dedicated-').stdout).toBe('node/node0 untainted\n');
  expect(terminal.type('taint nodes node0 dedicated=gpu:Never').stderr).toBe('error: invalid taint effect: Never, unsupported taint effect\n');
});

test('A watch shows the list and then each change, while time passes', () => {
  const terminal = lab();
  terminal.type('delete pod toolbox --wait=false');
  const { stdout } = terminal.type('get pod toolbox -w');
  const rows = stdout.trimEnd().split('\n');
  expect(rows[0]).toMatch(/^NAME +READY +STATUS/);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.every((row, index) => index === 0 || row.startsWith('toolbox '))).toBe(true);
});

test('A kind whose definition is not installed has no match, until the definition is there', () => {
  const terminal = still();
  const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web}\nspec: {rules: [{backendRefs: [{name: web}]}]}\n';
  expect(terminal.type('apply -f -', route).stderr).toBe(
    'error: resource mapping not found for name: "web" namespace: "" from "STDIN": no matches for kind "HTTPRoute" in version "gateway.networking.k8s.io/v1"\nensure CRDs are installed first\n',
  );
  expect(terminal.type('get httproutes').stderr).toBe('error: the server doesn\'t have a resource type "httproutes"\n');
  const definition =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: httproutes.gateway.networking.k8s.io}\nspec: {group: gateway.networking.k8s.io, scope: Namespaced, names: {plural: httproutes, kind: HTTPRoute}, versions: []}\n';
  terminal.type('apply -f -', definition);
  // The CEL rule of the definition: https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/httproute_types.go
  expect(terminal.type('apply -f -', route).stderr).toBe(
    'The HTTPRoute "web" is invalid: spec.rules[0].backendRefs[0]: Invalid value: "object": Must have port for Service reference\n',
  );
  expect(terminal.type('apply -f -', route.replace('{name: web}]}]', '{name: web, port: 80}]}]')).stdout).toBe(
    'httproute.gateway.networking.k8s.io/web created\n',
  );
  expect(terminal.type(`patch httproute web -p '{"spec":{"hostnames":["a.example.com"]}}'`).stderr).toContain('UnsupportedMediaType');
});

test('Ingresses, config maps and accounts are made of flags', () => {
  const terminal = still();
  expect(terminal.type('create ingress web --class=alb --rule=shop.example.com/cart*=web:80,tls=cert').stdout).toBe(
    'ingress.networking.k8s.io/web created\n',
  );
  expect(at(terminal.world(), 'Ingress', 'default/web').spec).toMatchObject({
    ingressClassName: 'alb',
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: [{ path: '/cart', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
      },
    ],
    tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }],
  });
  expect(terminal.type('create configmap c --from-literal=a=1 --from-literal=b=2').stdout).toBe('configmap/c created\n');
  expect(at(terminal.world(), 'ConfigMap', 'default/c').data).toEqual({ a: '1', b: '2' });
  expect(terminal.type('create configmap d --from-literal=a').stderr).toBe('error: invalid literal source a, expected key=value\n');
  expect(terminal.type('create sa bob').stdout).toBe('serviceaccount/bob created\n');
});

test('A pod runs only as a service account that is there', () => {
  const terminal = lab();
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {serviceAccountName: nobody, containers: [{name: a, image: nginx}]}\n';
  expect(terminal.type('apply -f -', pod).stderr).toBe(
    'Error from server (Forbidden): error when creating "STDIN": pods "x" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found\n',
  );
});

test('A diff shows what an apply would change, and changes nothing', () => {
  const terminal = still();
  const config = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "${value}"}\n`;
  terminal.type('apply -f -', config('1'));
  const before = terminal.world();
  const { stdout, code } = terminal.type('diff -f -', config('2'));
  expect(stdout).toContain('-  a: "1"\n+  a: "2"\n');
  expect([code, terminal.world()]).toEqual([1, before]);
  expect(terminal.type('diff -f -', config('1'))).toMatchObject({ stdout: '', code: 0 });
});

test('Who may what is answered as for the API server itself', () => {
  const terminal = lab();
  expect(terminal.type('auth can-i create pods')).toMatchObject({ stdout: 'yes\n', code: 0 });
  expect(terminal.type('auth can-i create pods --as system:serviceaccount:default:bob')).toMatchObject({ stdout: 'no\n', code: 1 });
  expect(terminal.type('auth can-i create pods --as system:serviceaccount:kube-system:replicaset-controller')).toMatchObject({ stdout: 'yes\n' });
});

test('A key that stands twice counts the last time, as kubectl reads YAML', () => {
  const terminal = still();
  terminal.type('apply -f -', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: "1"\n  a: "2"\n');
  expect(at(terminal.world(), 'ConfigMap', 'default/c').data).toEqual({ a: '2' });
});

test('An annotation of a new Ingress keeps its commas', () => {
  // StringArrayVar: https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/create/create_ingress.go
  const terminal = still();
  terminal.type('create ingress web --rule=/*=web:80 --annotation=example.com/subnets=a,b');
  expect(terminal.type("get ingress web -o jsonpath='{.metadata.annotations.example\\.com/subnets}'").stdout).toBe('a,b');
});

// https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/logs/logs.go
test('Logs are asked for by a selector too, and without a name say what is required', () => {
  const terminal = lab();
  const bySelector = terminal.type('logs -l app=webapp --tail 5');
  expect(bySelector).toMatchObject({ code: 0, stderr: '' });
  expect(bySelector.notes).toHaveLength(1);
  expect(terminal.type('logs -l app=nosuch').stderr).toBe('No resources found in default namespace.\n');
  expect(terminal.type('logs webapp -l app=webapp').stderr).toBe('error: only a selector (-l) or a POD name is allowed\n');
  expect(terminal.type('logs').stderr).toMatch(
    /^error: expected 'logs \[-f\] \[-p\] \(POD \| TYPE\/NAME\) \[-c CONTAINER\]'\.\nPOD or TYPE\/NAME is a required argument/,
  );
});

test('What the lab has no RBAC for is said, whatever the flags and in the singular too', () => {
  const terminal = lab();
  for (const line of [
    'create rolebinding a --clusterrole=edit --group=b',
    'get clusterrole edit',
    'get rolebindings',
    'create secret generic a --from-literal=b=c',
  ]) {
    const { stderr, notes } = terminal.type(line);
    expect([line, stderr, notes.map(({ mark }) => mark)]).toEqual([line, '', ['not-simulated']]);
  }
});

test('A client-side dry run prints what it would send, also where the server has an object of that name', () => {
  const terminal = lab();
  const { stdout } = terminal.type('create deployment webapp --image=nginx --dry-run=client -o yaml');
  expect(stdout).toContain('image: nginx');
  expect(stdout).not.toContain('resourceVersion');
});
