import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeClusterIP, freeNodePort } from '../../../src/engine/cluster/allocators.ts';
import { clusterIPStaticBand, nodePortStaticBand } from '../../../src/engine/cluster/static-band.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { contains, parseCidr } from '../../../src/engine/net/cidr.ts';
import { sha1 } from '../../../src/engine/sha1.ts';
import { after, ask, clusterOf, create, refusal, service, stored } from './api.ts';

test('Automatic cluster IPs come from the service range, outside its static band', () => {
  const world = clusterOf();
  const range = parseCidr('10.100.0.0/16');
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const free = freeClusterIP(world, sha1(seed));
      const address = parseAddress(free.ok ? free.value : '0.0.0.0') as number;
      // The band is counted from the first usable address, 10.100.0.1.
      return (
        contains(range, address as never) && address > (range.base as number) + clusterIPStaticBand(65536) && address < (range.base as number) + 65535
      );
    }),
  );
});

test('Automatic node ports lie between 30086 and 32767', () => {
  const world = clusterOf();
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const free = freeNodePort(world, sha1(seed), []);
      return free.ok && free.value >= 30000 + nodePortStaticBand(2768) && free.value <= 32767;
    }),
  );
});

test('No two Services get the same address or node port', () => {
  const names = Array.from({ length: 200 }, (_, index) => `web-${index}`);
  const world = after(clusterOf(), ...names.map((name) => create('Service', service(name, { type: 'NodePort' }))));
  const services = names.map((name) => stored(world, 'Service', `default/${name}`).spec);
  expect(new Set(services.map(({ clusterIP }) => clusterIP)).size).toBe(200);
  expect(new Set(services.map(({ ports }) => ports?.[0]?.nodePort)).size).toBe(200);
});

test('The numbers of a deleted Service are free again', () => {
  const spec = { type: 'NodePort', clusterIP: '10.100.0.50', ports: [{ port: 80, nodePort: 30080 }] };
  const held = after(clusterOf(), create('Service', service('web', spec)));
  const world = after(held, { verb: 'delete', kind: 'Service', name: 'web' }, create('Service', service('other', spec)));
  expect(stored(world, 'Service', 'default/other').spec.clusterIP).toBe('10.100.0.50');
});

test.each([
  [
    { clusterIP: '10.100.0.50' },
    'spec.clusterIPs: Invalid value: ["10.100.0.50"]: failed to allocate IP 10.100.0.50: provided IP is already allocated',
  ],
  [{ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }, 'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated'],
])('What another Service holds cannot be had: %j', (spec, text) => {
  const held = after(
    clusterOf(),
    create('Service', service('web', { type: 'NodePort', clusterIP: '10.100.0.50', ports: [{ port: 80, nodePort: 30080 }] })),
  );
  expect(refusal(held, create('Service', service('other', spec)))).toBe(`Service "other" is invalid: ${text}`);
});

test('The network and the broadcast address of the range are nobody’s', () => {
  for (const clusterIP of ['10.100.0.0', '10.100.255.255']) {
    expect(refusal(clusterOf(), create('Service', service('web', { clusterIP })))).toContain(
      'is not in the valid range. The range of valid IPs is 10.100.0.0/16',
    );
  }
});

test('A headless Service gets no address', () => {
  const world = after(clusterOf(), create('Service', service('web', { clusterIP: 'None' })));
  expect(stored(world, 'Service', 'default/web').spec).toMatchObject({ clusterIP: 'None', clusterIPs: ['None'] });
});

test('One port in two protocols shares a node port', () => {
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ];
  const world = after(clusterOf(), create('Service', service('dns', { type: 'NodePort', ports })));
  const given = stored(world, 'Service', 'default/dns').spec.ports?.map(({ nodePort }) => nodePort);
  expect(given?.[0]).toBe(given?.[1]);
});

test('A refused Service leaves the world as it was', () => {
  const world = clusterOf();
  expect(ask(world, create('Service', service('web', { clusterIP: '192.0.2.1' }))).world).toBe(world);
});
