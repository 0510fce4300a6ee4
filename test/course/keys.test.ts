import { describe, expect, it } from 'vitest';
import { quiz } from '../../src/course/format/quiz.ts';
import { keyOf } from '../../src/course/keys.ts';
import { problemAt, showProblem } from '../../src/course/problem.ts';
import { parseYaml } from '../../src/course/yaml.ts';
import type { World } from '../../src/engine/world.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { courseParts } from '../support/course-world.ts';

const { world } = worldOf(courseParts());
const SHEET = 'subnets: [10.0.0.0/23], nodes: [{type: m5.12xlarge, count: 2, pods: 100}, {type: c5.2xlarge, count: 1, pods: 30}]';
const TEXT = '{ko: 글, en: text}';

/** The key of a question of which only what matters is written. */
function key(kind: string, rest: string, asked: World | null = world) {
  const rows = rest.split('\n').map((row) => `    ${row}`);
  const source = {
    path: 'quiz.yaml',
    text: `format: 1\nquestions:\n  - id: q\n    kind: ${kind}\n    stem: ${TEXT}\n    concepts: [c]\n${rows.join('\n')}\n`,
  };
  const { root, problems } = parseYaml(source);
  const told = problems.map((problem) => showProblem(problem, 'en'));
  const read = root === null ? undefined : quiz.read(root, (offset, what) => told.push(showProblem(problemAt(source, offset, what), 'en')));
  const question = read?.questions[0];
  if (question === undefined || told.length > 0) throw new Error(told.join('\n'));
  const answer = keyOf(question, asked);
  return answer.ok ? answer.key : answer.why.en;
}

const option = (id: string, rest: string) => `  - {id: ${id}, text: ${TEXT}, why: ${TEXT}, ${rest}}`;

describe('the key of a question', () => {
  it('is the options whose condition holds', () => {
    const options = [
      option('node-port', 'if: {reaches: {from: internet, to: "node/node0:32001"}}'),
      option('cluster-ip', 'if: {reaches: {from: internet, to: "ip:10.100.0.31:80"}}'),
      option('both', 'if: [{reaches: {from: pod/toolbox, to: svc/frontend}}, {not: {reaches: {from: internet, to: "ip:10.100.0.31:80"}}}]'),
      option('either', 'if: {any: [{reaches: {from: internet, to: "node/node0:22"}}, {exists: {kind: Pod, name: nobody}}]}'),
    ];
    expect(key('multiple', `options:\n${options.join('\n')}`)).toEqual(['node-port', 'both']);
  });

  it('is judged after the lines of the question, and of the option alone', () => {
    const closed = 'setup: [kubectl delete service frontend]';
    const options = [
      option('gone', `setup: [kubectl delete service frontend], if: {blocked: {from: internet, to: "node/node0:32001"}}`),
      option('there', 'if: {blocked: {from: internet, to: "node/node0:32001"}}'),
    ];
    expect(key('single', `options:\n${options.join('\n')}`)).toEqual(['gone']);
    expect(
      key(
        'single',
        `${closed}\noptions:\n${option('open', 'if: {reaches: {from: internet, to: "node/node0:32001"}}')}\n${option('shut', 'if: {blocked: {from: internet, to: "node/node0:32001"}}')}`,
      ),
    ).toEqual(['shut']);
  });

  it('of order is the hops of the engine’s own path, without those that do not occur', () => {
    const options = [
      option('translate', 'hop: iptables-nat-prerouting@node/node0'),
      option('group', 'hop: security-group'),
      option('resolver', 'hop: amazon-dns'),
      option('gateway', 'hop: internet-gateway-in'),
    ];
    expect(key('order', `ask: {path: {from: internet, to: "node/node0:32001"}}\noptions:\n${options.join('\n')}`)).toEqual([
      'gateway',
      'group',
      'translate',
    ]);
  });

  it('of a match is the one option that fits each item', () => {
    const items = [
      ['same-node', 'pod/{pod:app=webapp@node0:1}', 'ip:{pod-ip:app=webapp@node0:2}:9376'],
      ['other-node', 'pod/{pod:app=webapp@node0:1}', 'ip:{pod-ip:app=webapp@node1:1}:9376'],
      ['from-outside', 'internet', 'node/node0:32001'],
    ].map(([id, from, to]) => `  - {id: ${id}, text: ${TEXT}, with: {from: "${from}", to: "${to}"}}`);
    const options = [
      option('veth', 'if: {path_via: {from: "{from}", to: "{to}", via: [veth], not_via: [eni]}}'),
      option('vpc', 'if: {path_via: {from: "{from}", to: "{to}", via: [veth, eni], not_via: [internet]}}'),
      option('service', 'if: {path_via: {from: "{from}", to: "{to}", via: [internet, iptables-nat-prerouting]}}'),
    ];
    expect(key('match', `items:\n${items.join('\n')}\noptions:\n${options.join('\n')}`)).toEqual(['veth', 'vpc', 'service']);
  });

  it.each([
    ['number', '{count: {kind: Pod, labels: {app: webapp}}}', '3'],
    ['number', '{endpoints: {service: prod/backend}}', '2'],
    ['number', '{ways: {from: internet, to: "node/node0:32001"}}', '3'],
    ['number', '{receivers: {from: pod/toolbox, to: "svc/prod/backend:80"}}', '2'],
    ['number', '{field: {kind: Service, namespace: default, name: frontend, path: "spec.ports[].nodePort"}}', '32001'],
    ['number', '{usable: {cidr: 192.168.0.0/19}}', '8187'],
    ['number', '{max_pods: {type: t3.medium}}', '17'],
    ['number', '{max_pods: {type: m5.large, custom: true}}', '20'],
    ['number', '{max_pods: {type: m5.large, prefixes: true}}', '434'],
    ['number', '{max_pods: {type: m5.large, prefixes: true, capped: true}}', '110'],
    // The example of the workbook: 2 m5.12xlarge with 100 pods and a c5.2xlarge with 30 in a /23.
    ['number', `{plan: {${SHEET}, says: sheet-used}}`, '351'],
    ['number', `{plan: {${SHEET}, says: sheet-left}}`, '159'],
    ['number', `{plan: {${SHEET}, cni: {WARM_IP_TARGET: "1"}, says: sheet-left}}`, '234'],
    // The first row of the tables in docs/eni-and-ip-target.md of the VPC CNI: t3.small with 5 pods has 3 ENIs.
    ['number', '{plan: {subnets: [10.0.0.0/24], nodes: [{type: t3.small, count: 1, pods: 5}], says: enis}}', '3'],
    ['number', '{slices: {cidr: 192.168.0.0/16, prefix: 19}}', '8'],
    ['number', '{printed: {line: kubectl get nodes -o name | wc -l}}', '2'],
    ['address', '{printed: {line: "kubectl get service frontend -o jsonpath={.spec.clusterIP}"}}', '10.100.0.31'],
    ['address', '{source: {from: internet, to: "node/node1:32001"}}', '192.168.64.8'],
    ['address', '{resolved: {from: pod/toolbox, name: frontend}}', '10.100.0.31'],
    ['address', '{field: {kind: Subnet, name: public-us-west-2b, path: CidrBlock}}', '192.168.64.0/19'],
  ])('of a %s is asked with %s', (kind, ask, expected) => {
    expect(key(kind, `ask: ${ask}\nwhy: ${TEXT}`)).toEqual([expected]);
  });

  it('may be typed where no world can answer, with its source', () => {
    const typed = `typed: {key: [a], url: "https://docs.aws.amazon.com/x", why: ${TEXT}}`;
    expect(key('single', `${typed}\noptions:\n${option('a', 'misconception: m')}\n${option('b', 'misconception: m')}`, null)).toEqual(['a']);
    expect(key('single', `${typed}\noptions:\n${option('b', 'misconception: m')}`, null)).toBe('there is no option a.');
  });

  it.each([
    [
      'single',
      `options:\n${option('a', 'if: {exists: {kind: Pod}}')}\n${option('b', 'if: {exists: {kind: Node}}')}\n${option('c', 'if: {exists: {kind: Pod, name: x}}')}`,
      'right options: 2, needed: 1.',
    ],
    ['multiple', `options:\n${option('a', 'if: {exists: {kind: Pod}}')}`, 'every option is right.'],
    [
      'multiple',
      `options:\n${option('a', 'if: {exists: {kind: Pod, name: x}}')}\n${option('b', 'if: {exists: {kind: Pod, name: y}}')}`,
      'no option is right.',
    ],
    ['multiple', `options:\n${option('a', 'misconception: m')}`, 'option a has no `if`.'],
    ['number', 'ask: {source: {from: internet, to: "node/node0:32001"}}', 'source does not answer a question of kind number.'],
    ['address', 'ask: {field: {kind: Pod, name: nobody, path: status.podIP}}', 'there is no answer.'],
    ['number', 'ask: {printed: {line: kubectl get service nobody}}', 'there is no answer.'],
    ['number', `why: ${TEXT}`, 'nothing says how the key is found.'],
    [
      'order',
      `ask: {path: {from: internet, to: "node/node0:32001"}}\noptions:\n${option('a', 'hop: security-group')}`,
      'fewer than two of the options occur on the path.',
    ],
    [
      'single',
      `setup: [kubectl delete service nobody]\noptions:\n${option('a', 'if: {exists: {kind: Pod}}')}`,
      /^line `kubectl delete service nobody` failed/,
    ],
  ])('of kind %s is refused where it is none: %s', (kind, rest, reason) => {
    expect(key(kind, rest)).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason));
  });

  it('needs a world unless it is typed', () => {
    expect(key('number', 'ask: {count: {kind: Pod}}', null)).toBe('there is no world to ask.');
  });
});
