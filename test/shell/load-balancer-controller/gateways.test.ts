import { expect, it } from 'vitest';
import { advance } from '../../../src/engine/settle.ts';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import { controllerManifests, controllerWorld } from '../../support/controller-world.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { curled } from './scenes.ts';

const CLASS = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'alb' },
  spec: { controllerName: 'gateway.k8s.aws/alb' },
};
const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'shop', namespace: 'default' },
  spec: { gatewayClassName: 'alb', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
};
const ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    parentRefs: [{ name: 'shop' }],
    rules: [
      { matches: [{ path: { type: 'PathPrefix', value: '/app' } }], backendRefs: [{ name: 'frontend', port: 80 }] },
      { matches: [{ path: { type: 'Exact', value: '/gone' } }], backendRefs: [{ name: 'nobody', port: 80 }] },
    ],
  },
};

const args = '--default-load-balancer-scheme=internet-facing';

it('a Gateway of the controller’s class becomes an ALB with the rules of its routes, and goes with it', () => {
  const world = advance(controllerWorld([CLASS, GATEWAY, ROUTE], { manifests: controllerManifests([args]) }), 240_000);
  expect(entered(world, 'kubectl get gatewayclass alb').stdout).toMatch(/gateway\.k8s\.aws\/alb\s+True/);
  const { status } = objectAt(world.cluster.Gateway, 'default/shop') ?? {};
  expect(status?.conditions?.map(({ type, status }) => `${type} ${status}`)).toEqual(['Accepted True', 'Programmed True']);
  expect(status?.listeners?.[0]?.attachedRoutes).toBe(1);
  const host = status?.addresses?.[0]?.value;
  expect(curled(world, `http://${host}/app/x`)).toMatch(/^webapp-/);
  expect(curled(world, `-o /dev/null -w '%{http_code}' http://${host}/gone`)).toBe('503');
  expect(curled(world, `-o /dev/null -w '%{http_code}' http://${host}/other`)).toBe('404');
  const route = objectAt(world.cluster.HTTPRoute, 'default/web')?.status?.parents[0]?.conditions;
  expect(route?.map(({ type, status, reason }) => [type, status, reason].join(' '))).toEqual([
    'Accepted True Accepted',
    'ResolvedRefs False BackendNotFound',
  ]);
  const gone = afterLines(world, 'kubectl delete gateway shop');
  expect([objectsOf(gone.aws.LoadBalancer), objectsOf(gone.aws.TargetGroup), objectsOf(gone.cluster.Gateway)]).toEqual([[], [], []]);
});
