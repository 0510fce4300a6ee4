/** `ip` on a node: addresses, routes and rules, as iproute2 prints them. */
import { eniDevices } from '../../../engine/hosts/devices.ts';
import { ipRules } from '../../../engine/hosts/ip-rules.ts';
import { routeTables } from '../../../engine/hosts/route-tables.ts';
import { showAddress } from '../../../engine/net/address.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';

/** What `ip …` prints on the instance. */
export function ip(world: World, InstanceId: string, words: readonly string[]): Output {
  const [object = '', ...rest] = words.filter((word) => !/^-(4|br|brief|c|color)$/.test(word));
  if (/^ru(le?)?$/.test(object)) return rules(world, InstanceId, rest);
  if (/^ro?(u(te?)?)?$/.test(object)) return routes(world, InstanceId, rest);
  if (/^a(d(d(r(e(ss?)?)?)?)?)?$/.test(object)) return addresses(world, InstanceId, rest);
  if (object === '') return unknown(world, 'Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n');
  return unknown(world, `Object "${object}" is unknown, try "ip help".\n`);
}

function rules(world: World, InstanceId: string, [verb = 'show']: readonly string[]): Output {
  if (!isShow(verb)) return readOnly(world);
  return printed(
    world,
    ipRules(world, InstanceId).map(({ text }) => text),
  );
}

function routes(world: World, InstanceId: string, words: readonly string[]): Output {
  const [verb = 'show', ...rest] = words[0] === 'table' ? ['show', ...words] : words;
  if (!isShow(verb)) return readOnly(world);
  const wanted = rest[0] === 'table' ? (rest[1] ?? 'main') : 'main';
  const tables = routeTables(world, InstanceId);
  if (wanted === 'all') {
    const lines = tables.flatMap(({ table, routes: list }) => list.map(({ text }) => (table === 'main' ? text : `${text} table ${table}`)));
    return printed(world, lines);
  }
  const found = tables.find(({ table }) => String(table) === wanted);
  if (found !== undefined)
    return printed(
      world,
      found.routes.map(({ text }) => text),
    );
  if (!/^\d+$/.test(wanted)) return unknown(world, `Error: argument "${wanted}" is wrong: table id value is invalid\n`);
  return unknown(world, 'Error: ipv4: FIB table does not exist.\nDump terminated\n', 2);
}

/** The devices with their IPv4 addresses; only the primary address of an ENI is configured, the others belong to pods. */
function addresses(world: World, InstanceId: string, [verb = 'show']: readonly string[]): Output {
  if (!isShow(verb)) return readOnly(world);
  const lines = eniDevices(world, InstanceId).flatMap(({ device, eni, address, subnet }, index) => [
    `${index + 2}: ${device}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9001 qdisc mq state UP group default qlen 1000`,
    `    link/ether ${eni.MacAddress ?? '00:00:00:00:00:00'} brd ff:ff:ff:ff:ff:ff`,
    `    inet ${showAddress(address)}/${subnet.prefix} scope global ${device}`,
  ]);
  const loopback = [
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000',
    '    inet 127.0.0.1/8 scope host lo',
  ];
  return printed(world, [...loopback, ...lines]);
}

function isShow(verb: string): boolean {
  return verb !== '' && ('show'.startsWith(verb) || 'list'.startsWith(verb) || verb === 'lst');
}

function printed(world: World, lines: readonly string[]): Output {
  return output(world, { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') });
}

function unknown(world: World, stderr: string, code = 1): Output {
  return output(world, { kind: 'refused', stderr, code });
}

function readOnly(world: World): Output {
  const text = {
    ko: '노드의 경로와 규칙은 aws-node가 씁니다. 실습에서는 읽기만 합니다.',
    en: 'aws-node writes the routes and rules of a node. In the lab they can only be read.',
  };
  return output(world, { kind: 'refused', code: 2, notes: [{ mark: 'not-simulated', text }] });
}
