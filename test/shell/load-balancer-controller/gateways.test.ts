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
  expect(curled(world, `-o /dev/null -w '%{http_code}' http://${host}/gone`)).toBe('500');
  expect(curled(world, `-o /dev/null -w '%{http_code}' http://${host}/other`)).toBe('404');
  const route = objectAt(world.cluster.HTTPRoute, 'default/web')?.status?.parents[0]?.conditions;
  expect(route?.map(({ type, status, reason }) => [type, status, reason].join(' '))).toEqual([
    'Accepted True Accepted',
    'ResolvedRefs False BackendNotFound',
  ]);
  const gone = afterLines(world, 'kubectl delete gateway shop');
  expect([objectsOf(gone.aws.LoadBalancer), objectsOf(gone.aws.TargetGroup), objectsOf(gone.cluster.Gateway)]).toEqual([[], [], []]);
});

const CONFIGURATION = {
  apiVersion: 'gateway.k8s.aws/v1beta1',
  kind: 'LoadBalancerConfiguration',
  metadata: { name: 'public', namespace: 'default' },
  spec: { scheme: 'internet-facing' },
};
const SHARED = {
  ...GATEWAY,
  spec: {
    ...GATEWAY.spec,
    infrastructure: { parametersRef: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', name: 'public' } },
    listeners: [
      {
        name: 'http',
        port: 80,
        protocol: 'HTTP',
        hostname: '*.example.com',
        allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { edge: 'yes' } } } },
      },
    ],
  },
};
const TEAM = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { edge: 'yes' } } };
const GRANT = {
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'ReferenceGrant',
  metadata: { name: 'from-team', namespace: 'default' },
  spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'team' }], to: [{ group: '', kind: 'Service' }] },
};

type Spec = { readonly hostnames?: readonly string[]; readonly rules?: readonly object[]; readonly parentRefs?: readonly object[] };
function route(name: string, namespace: string, spec: Spec = {}): object {
  const rules = [{ backendRefs: [{ name: 'frontend', namespace: 'default', port: 80 }] }];
  const parentRefs = [{ name: 'shop', namespace: 'default' }];
  return { ...ROUTE, metadata: { name, namespace }, spec: { parentRefs, rules, ...spec } };
}

function standing(more: readonly object[]) {
  return advance(controllerWorld([CLASS, ...more]), 240_000);
}

/** `Accepted=True/Accepted ResolvedRefs=…` of the route's first parent. */
function conditionsOf(world: ReturnType<typeof standing>, key: string): string | undefined {
  const parent = objectAt(world.cluster.HTTPRoute, key)?.status?.parents[0];
  return parent?.conditions?.map(({ type, status, reason }) => `${type}=${status}/${reason}`).join(' ');
}

// Reasons: https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason
it.each([
  ['a namespace that the listener lets in', route('r', 'team'), 'Accepted=True/Accepted ResolvedRefs=True/ResolvedRefs'],
  ['a namespace without the label', route('r', 'default'), 'Accepted=False/NotAllowedByListeners ResolvedRefs=True/ResolvedRefs'],
  [
    'a host of another domain',
    route('r', 'team', { hostnames: ['shop.example.org'] }),
    'Accepted=False/NoMatchingListenerHostname ResolvedRefs=True/ResolvedRefs',
  ],
  [
    'a section that is not there',
    route('r', 'team', { parentRefs: [{ name: 'shop', namespace: 'default', sectionName: 'https' }] }),
    'Accepted=False/NoMatchingParent ResolvedRefs=True/ResolvedRefs',
  ],
  [
    'a Service that is not there',
    route('r', 'team', { rules: [{ backendRefs: [{ name: 'nobody', port: 80 }] }] }),
    'Accepted=True/Accepted ResolvedRefs=False/BackendNotFound',
  ],
])('a route from or for %s', (_, object, expected) => {
  const key = `${(object as typeof ROUTE).metadata.namespace}/r`;
  expect(conditionsOf(standing([CONFIGURATION, SHARED, TEAM, GRANT, object]), key)).toBe(expected);
});

it('a Service of another namespace is out of reach until a grant stands there', () => {
  const world = standing([CONFIGURATION, SHARED, TEAM, route('r', 'team', { hostnames: ['a.example.com'] })]);
  const host = objectAt(world.cluster.Gateway, 'default/shop')?.status.addresses?.[0]?.value;
  const asked = `-o /dev/null -w '%{http_code}' -H 'Host: a.example.com' http://${host}/`;
  expect(conditionsOf(world, 'team/r')).toBe('Accepted=True/Accepted ResolvedRefs=False/RefNotPermitted');
  expect(curled(world, asked)).toBe('500');
  const granted = advance(afterLines(world, `kubectl apply -f - <<'EOF'\n${JSON.stringify(GRANT)}\nEOF`), 240_000);
  expect(conditionsOf(granted, 'team/r')).toBe('Accepted=True/Accepted ResolvedRefs=True/ResolvedRefs');
  expect(curled(granted, asked)).toBe('200');
  expect(objectsOf(granted.aws.LoadBalancer).map(({ Scheme }) => Scheme)).toEqual(['internet-facing']);
});

it('the narrower rule goes first, whichever route is older', () => {
  const to = (path: string, status: string) => [
    { matches: [{ path: { type: 'PathPrefix', value: path } }], filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: status } }] },
  ];
  const wide = route('a', 'team', { rules: to('/', 'wide.example.com') });
  const narrow = route('z', 'team', { rules: to('/cart', 'narrow.example.com') });
  const world = standing([CONFIGURATION, SHARED, TEAM, wide, narrow]);
  const host = objectAt(world.cluster.Gateway, 'default/shop')?.status.addresses?.[0]?.value;
  const moved = (path: string) => /Location: http:\/\/([^:/]+)/i.exec(curled(world, `-i -H 'Host: a.example.com' http://${host}${path}`))?.[1];
  expect([moved('/cart'), moved('/other')]).toEqual(['narrow.example.com', 'wide.example.com']);
});

it('a Gateway whose configuration is not there is not accepted', () => {
  const world = standing([SHARED, TEAM]);
  const [condition] = objectAt(world.cluster.Gateway, 'default/shop')?.status.conditions ?? [];
  expect([condition?.status, condition?.reason]).toEqual(['False', 'InvalidParameters']);
  expect(objectsOf(world.aws.LoadBalancer)).toEqual([]);
});
