import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOf, parseEndpoint, targetOf } from '../../src/course/endpoint.ts';
import { fillPlaceholders } from '../../src/course/placeholder.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { applied, hostOf, ingress, running, service } from '../shell/load-balancer-controller/scenes.ts';
import { courseIds, courseParts } from '../support/course-world.ts';

const { world } = worldOf(courseParts());

describe('an endpoint', () => {
  it.each([
    ['pod/web', { end: 'pod', key: 'default/web', port: null }],
    ['pod/prod/web:8080', { end: 'pod', key: 'prod/web', port: 8080 }],
    ['svc/frontend:80', { end: 'svc', key: 'default/frontend', port: 80 }],
    ['service/prod/backend:443', { end: 'svc', key: 'prod/backend', port: 443 }],
    ['node/node0', { end: 'node', key: 'node0', port: null }],
    ['node/node0:32001', { end: 'node', key: 'node0', port: 32001 }],
    ['instance/i-0a1', { end: 'instance', key: 'i-0a1', port: null }],
    ['eni/eni-0a1:22', { end: 'eni', key: 'eni-0a1', port: 22 }],
    ['ip:10.100.0.31:80', { end: 'ip', key: '10.100.0.31', port: 80 }],
    ['ip:10.100.0.31', { end: 'ip', key: '10.100.0.31', port: null }],
    ['internet', { end: 'internet', key: '203.0.113.9', port: null }],
    ['internet:198.51.100.7', { end: 'internet', key: '198.51.100.7', port: null }],
    ['url:http://shop.example.com/cart', { end: 'url', key: 'shop.example.com', port: 80, path: '/cart' }],
    ['url:https://shop.example.com:8443', { end: 'url', key: 'shop.example.com', port: 8443, path: '/' }],
  ])('%s is read', (text, expected) => {
    expect(parseEndpoint(text)).toEqual(expected);
  });

  it.each(['', 'pod', 'pod/', 'pod/a/b/c', 'node/a/b', 'internet:nowhere', 'url:ftp://x', 'deployment/web', 'pod/web:port'])('%j is none', (text) => {
    expect(parseEndpoint(text)).toBeNull();
  });

  it('is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEndpoint(text)));
  });

  const origin = { from: 'outside', address: '203.0.113.9' } as const;
  const target = (text: string, from: Parameters<typeof targetOf>[2]['origin']) => {
    const endpoint = parseEndpoint(text);
    return endpoint === null ? null : targetOf(world, endpoint, { origin: from, protocol: 'tcp' });
  };

  it('of a node is its public address from outside and its private one from inside', () => {
    expect(target('node/node0:32001', origin)).toMatchObject({ value: { host: '198.51.100.6', port: 32001 } });
    expect(target('node/node0:32001', { from: 'pod', pod: 'default/toolbox' })).toMatchObject({ value: { host: '192.168.0.6' } });
  });

  it('of a Service is its name from a pod and its cluster IP from elsewhere', () => {
    expect(target('svc/prod/backend:443', { from: 'pod', pod: 'default/toolbox' })).toMatchObject({
      value: { host: 'backend.prod.svc.cluster.local', port: 443 },
    });
    expect(target('svc/prod/backend:443', { from: 'node', node: 'node0' })).toMatchObject({ value: { host: '10.100.0.26' } });
  });

  it('that does not exist is named', () => {
    expect(target('svc/nobody:80', origin)).toEqual({ ok: false, missing: 'service/default/nobody' });
    const pod = parseEndpoint('pod/nobody');
    expect(pod === null ? null : originOf(world, pod)).toEqual({ ok: false, missing: 'pod/default/nobody' });
  });
});

describe('a placeholder', () => {
  it.each([
    ['{pod-ip:app=webapp:1} {pod-ip:app=webapp:2} {pod-ip:app=webapp:3}', '192.168.0.41 192.168.0.42 192.168.64.7'],
    ['{pod-ip:app=webapp}', '192.168.0.41'],
    ['{pod-ip:app=webapp@node1}', '192.168.64.7'],
    ['{pod-ip:kube-system/k8s-app=kube-dns:1}', '192.168.0.43'],
    ['{node-ip:node1} {node-public:node1}', '192.168.64.8 198.51.100.8'],
    ['{cluster-ip:prod/backend} {cluster-ip:frontend}', '10.100.0.26 10.100.0.31'],
    ['{node-port:frontend}', '32001'],
    ['{vpc:lab}', courseIds.vpc],
    ['{subnet:public-us-west-2a}', courseIds.subnets[0]],
    ['{rtb:public}', courseIds.routeTable],
    ['{igw:lab}', courseIds.internetGateway],
    ['{sg-of:node0}', courseIds.clusterGroup],
    ['{sg:eks-cluster-sg-lab-1234567890}', courseIds.clusterGroup],
    ['{instance-of:node1}', courseIds.instances[1]],
    ['{node:1} {node:topology.kubernetes.io/zone=us-west-2b:1}', 'node0 node1'],
    ['{cluster-sg:lab}', courseIds.clusterGroup],
    ['{eni-of:node0}', courseIds.primaryInterfaces[0]],
    [`{rule:${courseIds.clusterGroup}:ingress:32001}`, courseIds.nodePortRule],
  ])('%s becomes %s', (text, expected) => {
    expect(fillPlaceholders(world, text)).toEqual({ ok: true, text: expected });
  });

  it('names the load balancer of a Service, its parts and its target group', () => {
    const balanced = applied(running(), service('ip'));
    const filled = fillPlaceholders(balanced, '{lb:web} {lb-arn:web} {lb-sg:default/web} {tg:web}');
    const [host, arn, group, targets] = filled.ok ? filled.text.split(' ') : [];
    expect(host).toBe(hostOf(balanced, 'Service', 'web'));
    expect(arn).toMatch(/^arn:aws:elasticloadbalancing:us-west-2:\d{12}:loadbalancer\/net\/k8s-default-web-/);
    expect(group).toMatch(/^sg-/);
    expect(targets).toMatch(/:targetgroup\/k8s-default-web-/);
    expect(fillPlaceholders(balanced, '{lb:other}')).toEqual({ ok: false, missing: '{lb:other}' });
  });

  it('names the load balancer of an Ingress', () => {
    const balanced = applied(running(), ingress({ paths: [['/', 'frontend']] }));
    expect(fillPlaceholders(balanced, '{lb:ingress/default/shop}')).toEqual({ ok: true, text: hostOf(balanced, 'Ingress', 'shop') });
  });

  it('that names nothing is told', () => {
    expect(fillPlaceholders(world, 'curl {pod-ip:app=webapp:9}')).toEqual({ ok: false, missing: '{pod-ip:app=webapp:9}' });
  });

  it.each(["-o jsonpath='{.items[*].spec}'", '{"spec":{"a":1}}', '{range .items[*]}{end}', '{app: webapp}', '{port}'])(
    'is not seen in %s',
    (text) => {
      expect(fillPlaceholders(world, text)).toEqual({ ok: true, text });
    },
  );
});
