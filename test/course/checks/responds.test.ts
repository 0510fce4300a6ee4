import { expect, it } from 'vitest';
import { evaluate } from '../../../src/course/checks/index.ts';
import { fillPlaceholders } from '../../../src/course/placeholder.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { applied, ingress, running } from '../../shell/load-balancer-controller/scenes.ts';
import { afterLines } from '../../support/lines.ts';

const annotations = [
  'alb.ingress.kubernetes.io/target-type: ip',
  `alb.ingress.kubernetes.io/actions.split: '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"frontend","servicePort":"80","weight":3},{"serviceName":"second","servicePort":"80","weight":1}]}}'`,
];
const lines = ['kubectl create deployment second --image=ekslab/webapp:1', 'kubectl expose deployment second --port=80 --target-port=9376'];
const manifest = ingress({ annotations, paths: [['/app', 'frontend']] }).concat(
  '\n      - {path: /split, pathType: Prefix, backend: {service: {name: split, port: {name: use-annotation}}}}',
);
const world = applied(advance(afterLines(running(), ...lines), 60_000), manifest);
const silent = afterLines(
  world,
  ...objectsOf(world.aws.SecurityGroupRule)
    .filter(({ Description }) => Description === 'elbv2.k8s.aws/targetGroupBinding=shared')
    .map(
      ({ GroupId, SecurityGroupRuleId }) =>
        `aws ec2 revoke-security-group-ingress --group-id ${GroupId} --security-group-rule-ids ${SecurityGroupRuleId}`,
    ),
);

function verdict(args: object, of = world, name = 'responds'): string {
  return evaluate({ name, args: { from: 'internet', ...args } }, { world: of, start: of, recent: [], prediction: { state: 'none' } }).verdict;
}

it.each([
  [{ url: 'http://{lb:ingress/shop}/app/x', by: 'frontend' }, 'pass'],
  [{ url: ['http://{lb:ingress/shop}/app', 'http://{lb:ingress/shop}/app/y'], by: 'default/frontend' }, 'pass'],
  [{ url: 'http://{lb:ingress/shop}/app', by: 'second' }, 'fail'],
  [{ url: 'http://{lb:ingress/shop}/apple', status: 404 }, 'pass'],
  [{ url: 'http://{lb:ingress/shop}/apple' }, 'fail'],
  [{ url: 'http://{lb:ingress/shop}/split', shares: { frontend: 75, second: 25 } }, 'pass'],
  [{ url: 'http://{lb:ingress/shop}/split', shares: { frontend: 50, second: 50 } }, 'fail'],
  [{ url: 'http://{lb:ingress/nobody}/app' }, 'fail'],
])('an HTTP request %j: %s', (args, expected) => {
  expect(verdict(args)).toBe(expected);
});

it('a load balancer whose target is silent responds with 504, which is no time-out for the client', () => {
  expect(verdict({ url: 'http://{lb:ingress/shop}/app', status: 504 }, silent)).toBe('pass');
  expect(verdict({ to: 'url:http://{lb:ingress/shop}/app' }, silent, 'dropped')).toBe('fail');
});

it('tells why a load balancer answers by itself', () => {
  const { why, actual } = evaluate(
    { name: 'responds', args: { from: 'internet', url: 'http://{lb:ingress/shop}/apple' } },
    { world, start: world, recent: [], prediction: { state: 'none' } },
  );
  expect(why?.en).toContain('No rule matches this host and path');
  expect(actual.en).toMatch(/^HTTP 404, from k8s-default-shop-/);
});

it('the host name of a load balancer is found by the object that has it in its status', () => {
  expect(fillPlaceholders(world, 'http://{lb:ingress/default/shop}')).toMatchObject({
    ok: true,
    text: expect.stringMatching(/elb\.amazonaws\.com$/),
  });
  expect(fillPlaceholders(world, '{lb:frontend}')).toEqual({ ok: false, missing: '{lb:frontend}' });
});
