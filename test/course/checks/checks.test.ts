import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/course/checks/definition.ts';
import { checks, evaluate, wantsAnswer } from '../../../src/course/checks/index.ts';
import { check as checkShape } from '../../../src/course/format/check.ts';
import { problemAt, showProblem } from '../../../src/course/problem.ts';
import { parseYaml } from '../../../src/course/yaml.ts';
import { connect } from '../../../src/engine/connect.ts';
import { LANGS } from '../../../src/engine/text.ts';
import type { World } from '../../../src/engine/world.ts';
import { type WorldParts, worldOf } from '../../../src/engine/world-of.ts';
import { courseParts } from '../../support/course-world.ts';
import { afterLines } from '../../support/lines.ts';

const course = worldOf(courseParts()).world;

/** The worked example with one manifest changed. */
function courseWith(kind: string, name: string, change: (object: { readonly spec?: object }) => object): World {
  const parts = courseParts();
  const cluster = (parts.cluster ?? []).map((object) => {
    const { kind: found, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
    return found === kind && metadata.name === name ? change(structuredClone(object)) : object;
  });
  return worldOf({ ...parts, cluster } as WorldParts).world;
}

const localPolicy = courseWith('Service', 'frontend', (service) => ({
  ...service,
  spec: { ...service.spec, externalTrafficPolicy: 'Local' },
}));
const wrongSelector = courseWith('Service', 'frontend', (service) => ({
  ...service,
  spec: { ...service.spec, selector: { app: 'shop' } },
}));
const wrongPort = courseWith('Service', 'frontend', (service) => ({
  ...service,
  spec: { ...service.spec, ports: [{ port: 80, targetPort: 8080, nodePort: 32001 }] },
}));

/** What a check, written as in YAML, says of a world. */
function judge(yaml: string, world: World, more: Partial<Context> = {}) {
  const source = { path: 'check.yaml', text: yaml };
  const { root } = parseYaml(source);
  if (root === null) throw new Error('Expected YAML');
  const problems: string[] = [];
  const call = checkShape.read(root, (offset, what) => problems.push(showProblem(problemAt(source, offset, what), 'en')));
  if (call === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  return evaluate(call, { world, start: world, recent: [], prediction: { state: 'none' }, ...more });
}

describe('a check', () => {
  it.each<readonly [string, World, string]>([
    ['reaches: {from: internet, to: "node/node0:32001"}', course, 'pass'],
    ['reaches: {from: internet, to: ["node/node0:32001", "node/node1:32001"]}', course, 'pass'],
    ['reaches: {from: internet, to: "node/node0:32001", status: 200}', course, 'pass'],
    ['reaches: {from: internet, to: "node/node0:32001", status: 404}', course, 'fail'],
    ['reaches: {from: pod/toolbox, to: "svc/prod/backend:80"}', course, 'pass'],
    ['reaches: {from: pod/toolbox, to: "svc/prod/backend:9376"}', course, 'fail'],
    ['reaches: {from: internet, to: "ip:{cluster-ip:frontend}:80"}', course, 'fail'],
    ['reaches: {from: internet, to: "node/node0:32001"}', wrongSelector, 'fail'],
    ['reaches: {from: pod/toolbox, to: svc/default/nobody}', course, 'fail'],
    ['reaches: {from: pod/toolbox, to: "url:http://nobody.example.org/"}', course, 'fail'],
    ['blocked: {from: internet, to: "node/node0:22"}', course, 'pass'],
    ['blocked: {from: internet, to: "node/node0:32001"}', course, 'fail'],
    ['blocked: {from: pod/nobody, to: "node/node0:32001"}', course, 'fail'],
    ['refused: {from: internet, to: "node/node0:32001"}', wrongPort, 'pass'],
    ['refused: {from: internet, to: "node/node0:32001"}', course, 'fail'],
    ['dropped: {from: internet, to: "node/node0:22"}', course, 'pass'],
    ['dropped: {from: internet, to: "node/node0:32001"}', wrongPort, 'fail'],
    ['path_via: {from: internet, to: "node/node0:32001", via: [security-group, iptables-nat-prerouting, veth]}', course, 'pass'],
    ['path_via: {from: internet, to: "node/node0:32001", via: [veth, security-group, iptables-nat-prerouting]}', course, 'fail'],
    ['path_via: {from: internet, to: "node/node0:32001", via: [node/node0]}', course, 'pass'],
    ['path_via: {from: internet, to: "node/node0:32001", not_via: [node/node1]}', course, 'partial'],
    ['path_via: {from: internet, to: "node/node0:32001", not_via: [node/node1]}', localPolicy, 'pass'],
    ['path_via: {from: "pod/{pod:app=webapp@node0:1}", to: "ip:{pod-ip:app=webapp@node0:2}:9376", via: [veth], not_via: [eni]}', course, 'pass'],
    ['source_seen: {from: internet, to: "node/node0:32001", is: node}', course, 'pass'],
    ['source_seen: {from: internet, to: "node/node0:32001", is: client}', course, 'fail'],
    ['source_seen: {from: internet, to: "node/node0:32001", is: client}', localPolicy, 'pass'],
    ['source_seen: {from: internet, to: "node/node0:32001", is: 203.0.113.9}', localPolicy, 'pass'],
    ['source_seen: {from: pod/toolbox, to: "svc/prod/backend:80", is: client}', course, 'pass'],
    ['resolves: {from: pod/toolbox, name: backend.prod, to: 10.100.0.26}', course, 'pass'],
    ['resolves: {from: pod/toolbox, name: backend.prod, to: 10.100.0.27}', course, 'fail'],
    ['resolves: {from: pod/toolbox, name: backend}', course, 'fail'],
    ['resolves: {from: pod/toolbox, name: frontend}', course, 'pass'],
    ['spread: {from: internet, to: "node/node0:32001", over: 3}', course, 'pass'],
    ['spread: {from: internet, to: "node/node0:32001", over: 3}', localPolicy, 'fail'],
    ['spread: {from: internet, to: "node/node0:32001", over: 2}', localPolicy, 'pass'],
    ['exists: {kind: Service, name: frontend}', course, 'pass'],
    ['exists: {kind: Service, name: frontend, namespace: prod}', course, 'fail'],
    ['exists: {kind: Pod, labels: {app: webapp}, count: 3}', course, 'pass'],
    ['exists: {kind: Pod, labels: {app: webapp}, count: 0}', course, 'fail'],
    ['exists: {kind: Service, where: {"spec.ports[].nodePort": 32001}}', course, 'pass'],
    ['exists: {kind: SecurityGroupRule, where: {FromPort: 30000, CidrIpv4: 0.0.0.0/0}}', course, 'pass'],
    ['exists: {kind: Subnet, name: public-us-west-2a, where: {CidrBlock: 192.168.0.0/19}}', course, 'pass'],
    ['endpoints: {service: frontend, ready: 3}', course, 'pass'],
    ['endpoints: {service: default/frontend, ready: 3}', wrongSelector, 'fail'],
    ['free_ips: {subnet: public-us-west-2a, least: 8000}', course, 'pass'],
    ['free_ips: {subnet: public-us-west-2a, least: 8187}', course, 'fail'],
    ['free_ips: {subnet: nowhere, least: 0}', course, 'fail'],
    // A control plane, two m5.large and two public addresses, at the list prices of AWS: 0.1 + 2 × 0.096 + 2 × 0.005.
    ['costs: {most: 0.302}', course, 'pass'],
    ['costs: {most: 0.301}', course, 'fail'],
    ['prints: {line: "kubectl get service frontend -o jsonpath={.spec.clusterIP}", is: 10.100.0.31}', course, 'pass'],
    ['prints: {line: "kubectl get service frontend -o jsonpath={.spec.clusterIP}", is: 10.100.0.3}', course, 'fail'],
    ['prints: {line: "node node0 -- ip route", has: default via}', course, 'pass'],
    ['prints: {line: "node node0 -- ip route get {pod-ip:app=webapp@node0:1}", has: "dev eni"}', course, 'pass'],
    ['prints: {line: kubectl get service nobody, has: ""}', course, 'fail'],
    ['prints: {line: "kubectl get pod {pod:app=nobody:1}"}', course, 'fail'],
    ['unchanged: {object: service/default/frontend}', course, 'pass'],
    ['unchanged: {object: service/default/nobody}', course, 'fail'],
    [
      'survives: {fault: {fault: process-stopped, process: kube-proxy, node: node0}, check: {reaches: {from: internet, to: "node/node0:32001"}}}',
      course,
      'pass',
    ],
  ])('%s', (yaml, world, verdict) => {
    const result = judge(yaml, world);
    expect({ verdict: result.verdict, actual: result.actual.en }).toMatchObject({ verdict });
    for (const lang of LANGS) {
      expect(result.expected[lang]).not.toBe('');
      expect(result.actual[lang]).not.toBe('');
    }
  });

  it('that fails shows the connection that proves it and the words of the element that decided', () => {
    const result = judge('reaches: {from: internet, to: "node/node0:22"}', course);
    expect(result.witness?.outcome.outcome).toBe('timed-out');
    expect(result.why?.en).toContain('No inbound rule');
    expect(result.why?.ko).toContain('인바운드 규칙');
  });

  it('that a line prints something shows the connection for which the line failed', () => {
    const result = judge('prints: {line: "curl -sS -m 2 http://{node-public:node0}:22", has: hello}', course);
    expect(result).toMatchObject({ verdict: 'fail', actual: { en: 'the line failed: curl: (28) Connection timed out after 2001 milliseconds' } });
    expect(result.witness?.outcome.outcome).toBe('timed-out');
    expect(result.why?.en).toContain('No inbound rule');
  });

  it('that a line prints several rows is told in one, and that it prints nothing is said', () => {
    const pods = 'kubectl get pods -l app=webapp -o name';
    const rows = judge(`prints: {line: "${pods}", is: "one\\ntwo"}`, course);
    expect(rows.expected.en).toBe(`\`${pods}\` prints one / two`);
    expect(rows.actual.en).toMatch(/^printed: pod\/[^ \n]+ \/ pod\/[^ \n]+ \/ pod\/[^ \n]+$/);
    const none = judge(`prints: {line: "${pods}", is: ""}`, course);
    expect(none.expected).toEqual({ ko: `\`${pods}\` 출력: 없음`, en: `\`${pods}\` prints nothing` });
    expect(judge('prints: {line: "echo", is: a}', course).actual).toEqual({ ko: '출력: 없음', en: 'printed: nothing' });
  });

  it('that only some ways pass is partial, and says how many', () => {
    const parts = courseParts();
    const someDown = worldOf({
      ...parts,
      aws: { ...parts.aws, SecurityGroupRules: (parts.aws?.SecurityGroupRules ?? []).filter((rule) => !('ReferencedGroupInfo' in rule)) },
    }).world;
    const result = judge('reaches: {from: internet, to: "node/node0:32001"}', someDown);
    expect(result).toMatchObject({ verdict: 'partial', actual: { en: 'ways: 3, answered: 2' } });
    expect(result.why?.en).toContain('No inbound rule');
  });

  it('of what is unchanged compares with the start', () => {
    expect(judge('unchanged: {object: svc/frontend}', wrongSelector, { start: course }).verdict).toBe('fail');
    expect(judge('unchanged: {object: svc/frontend}', course, { start: course }).verdict).toBe('pass');
  });

  it('of what was tested looks at the connections that were made, however the place was called', () => {
    const from = { from: 'pod', pod: 'default/toolbox' } as const;
    const made = (host: string, port: number) => connect(course, { from, to: { host, port, protocol: 'tcp' } }).connection;
    const tested = 'tested: {from: pod/toolbox, to: "svc/prod/backend:80"}';
    expect(judge(tested, course).verdict).toBe('fail');
    for (const host of ['backend.prod', 'backend.prod.svc', 'backend.prod.svc.cluster.local', '10.100.0.26']) {
      expect(judge(tested, course, { recent: [made(host, 80)] }).verdict).toBe('pass');
    }
    expect(judge(tested, course, { recent: [made('backend.prod', 443), made('frontend', 80)] }).verdict).toBe('fail');
    const either = 'tested: {from: pod/toolbox, to: ["ip:192.168.0.41:9376", "svc/prod/backend:80"]}';
    expect(judge(either, course, { recent: [made('backend.prod', 80)] }).verdict).toBe('pass');
    expect(judge(either, course, { recent: [made('backend.prod', 443)] }).verdict).toBe('fail');
    expect(judge('tested: {outcome: refused}', course, { recent: [made('backend.prod', 80)] }).verdict).toBe('fail');
    expect(judge('tested: {from: pod/toolbox, protocol: icmp}', course, { recent: [made('backend.prod', 80)] }).verdict).toBe('fail');
  });

  it('of a prediction counts the hops that are right', () => {
    const connection = connect(course, {
      from: { from: 'outside', address: '203.0.113.9' },
      to: { host: '198.51.100.6', port: 32001, protocol: 'tcp' },
    }).connection;
    const given = { state: 'given', hops: [], given: ['a', 'b'], key: ['a', 'b', 'c'], right: 2, connection } as const;
    expect(judge('predicts: {}', course).verdict).toBe('fail');
    expect(judge('predicts: {}', course, { prediction: given }).verdict).toBe('partial');
    expect(judge('predicts: {right: 2}', course, { prediction: given }).verdict).toBe('pass');
  });

  it('of what survives a zone sees only what needs nothing of that zone', () => {
    const zone = 'survives: {fault: {fault: zone-down, zone: us-west-2a}, check: {reaches: {from: internet, to: ';
    expect(judge(`${zone}"node/node0:32001"}}}`, course)).toMatchObject({ verdict: 'fail', why: { en: expect.stringContaining('us-west-2a') } });
    const near = 'survives: {fault: {fault: zone-down, zone: us-west-2a}, check: {reaches: {from: pod/toolbox, to: ';
    expect(judge(`${near}"ip:{pod-ip:app=webapp@node0:1}:9376"}}}`, course).verdict).toBe('pass');
    expect(judge(`${near}"ip:{pod-ip:app=webapp@node1:1}:9376"}}}`, course).verdict).toBe('fail');
  });

  it('of what survives lines sees whether an address was written down for a pod that comes again with another', () => {
    const later = (to: string) =>
      `survives: {lines: ["kubectl delete pods -l app=webapp", wait 1m], check: {reaches: {from: pod/toolbox, to: "${to}"}}}`;
    expect(judge(later('svc/default/frontend:80'), course).verdict).toBe('pass');
    expect(judge(later('ip:192.168.64.7:9376'), course).verdict).toBe('fail');
    const wrong = judge('survives: {lines: ["kubectl delete pod nosuch"], check: {reaches: {from: pod/toolbox, to: node/node0}}}', course);
    expect(wrong).toMatchObject({ verdict: 'fail', actual: { en: expect.stringContaining('nosuch') } });
  });

  it('of a diagnosis asks for every cause that was drawn', () => {
    const choice = (id: string) => ({ id, cause: { ko: id, en: id }, sign: null });
    const diagnoses = [{ of: 'start', ask: null, choices: ['role', 'route', 'dns'].map(choice), key: ['role', 'route'] }];
    expect(judge('diagnosed: {}', course, { diagnoses }).verdict).toBe('fail');
    expect(judge('diagnosed: {}', course, { diagnoses, picked: { start: ['dns', 'role'] } }).verdict).toBe('partial');
    expect(judge('diagnosed: {}', course, { diagnoses, picked: { start: ['dns', 'role', 'route'] } }).verdict).toBe('pass');
    expect(judge('diagnosed: {of: later}', course, { diagnoses, picked: { start: ['role', 'route'] } }).verdict).toBe('fail');
  });

  it('of each name is tested here', () => {
    const covered = [
      'reaches',
      'blocked',
      'refused',
      'dropped',
      'path_via',
      'source_seen',
      'responds',
      'resolves',
      'spread',
      'exists',
      'endpoints',
      'free_ips',
      'costs',
      'unchanged',
      'tested',
      'predicts',
      'planned', // planned.test.ts
      'diagnosed',
      'prints',
      'survives',
    ];
    expect(checks.map((check) => check.name)).toEqual(covered);
  });
});

describe('a check as an author writes it', () => {
  it.each([
    ['reechs: {from: internet, to: internet}', 'check.yaml:1:1: there is no key reechs. Did you mean reaches?'],
    ['reaches: {from: internet}', 'check.yaml:1:10: key to is missing. Add to: here.'],
    ['reaches: {from: internet, to: pods/web}', 'check.yaml:1:31: `pods/web` is not an endpoint.'],
    ['exists: {kind: Pood}', 'check.yaml:1:16: there is no value `Pood` here. Did you mean Pod?'],
    ['- reaches', 'check.yaml:1:1: a check is one name with its arguments.'],
    ['survives: {fault: {fault: not-ready, pod: default/a}, check: {reaches: {}}}', 'key from is missing'],
  ])('%s is answered with its place', (yaml, expected) => {
    expect(() => judge(yaml, course)).toThrow(expected);
  });
});

it('An endpoint that was written by hand counts where somebody has its address', () => {
  const byHand = (...addresses: readonly string[]) =>
    afterLines(
      course,
      `kubectl patch service frontend --type=json -p '[{"op":"remove","path":"/spec/selector"}]'`,
      'kubectl delete endpointslices -l kubernetes.io/service-name=frontend',
      `kubectl apply -f - <<EOF
${JSON.stringify({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'by-hand', labels: { 'kubernetes.io/service-name': 'frontend' } },
  addressType: 'IPv4',
  ports: [{ port: 9376, protocol: 'TCP' }],
  endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
})}
EOF`,
    );
  expect(judge('endpoints: {service: frontend, ready: 2}', byHand('192.168.0.41', '192.168.0.42')).verdict).toBe('pass');
  const fake = judge('endpoints: {service: frontend, ready: 2}', byHand('192.168.0.41', '192.168.7.7'));
  expect(fake.verdict).toBe('fail');
  expect(fake.why).toEqual({ ko: '엔드포인트 가운데 1개의 주소는 아무도 쓰지 않습니다.', en: 'Addresses of endpoints that nobody has: 1.' });
});

it('A wrong number of endpoints is told with the number that was expected, also where all pods are ready', () => {
  expect(judge('endpoints: {service: frontend, ready: 2}', course).why?.en).toBe(
    'Pods matching the selector of service default/frontend (app=webapp): 3, ready: 3. Addresses of ready endpoints: 3, expected: 2.',
  );
});

it('A check that needs an answer says so, within another check as well; one that asks for silence does not', () => {
  const called = (name: string, args: object = {}) => ({ name, args: args as { readonly [name: string]: unknown } });
  expect(checks.map(({ name }) => name).filter((name) => name !== 'survives' && wantsAnswer(called(name)))).toEqual([
    'reaches',
    'path_via',
    'source_seen',
    'responds',
  ]);
  expect(wantsAnswer(called('survives', { check: called('reaches') }))).toBe(true);
  expect(wantsAnswer(called('survives', { check: called('blocked') }))).toBe(false);
});
