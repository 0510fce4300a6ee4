/** The ends of a connection that was made, as endpoints of content and as words. */
import type { Connection, Origin } from '../../engine/connection.ts';
import { readAddress } from '../../engine/net/address.ts';
import { objectAt, objectsOf } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { LEARNER_ORIGIN } from '../../shell/session.ts';
import { fillPlaceholders } from '../placeholder.ts';
import { say } from '../say.ts';
import { withNames } from './named-ids.ts';

/** An endpoint of content with what a sentence calls it. */
export type End = { readonly endpoint: string; readonly text: Text };

/** Where the connection starts; null where content has no word for it. */
export function startOf(world: World, origin: Origin): End | null {
  switch (origin.from) {
    case 'pod':
      return { endpoint: podEndpoint(world, origin.pod), text: say(POD, { name: shortName(origin.pod) }) };
    case 'node':
      return { endpoint: `node/${origin.node}`, text: say(NODE, { name: origin.node }) };
    case 'instance':
      return { endpoint: `instance/${withNames(world, origin.InstanceId)}`, text: say(INSTANCE, { name: nameIn(world, origin.InstanceId) }) };
    case 'interface':
      return null;
    case 'outside': {
      if (origin.address === (LEARNER_ORIGIN as { readonly address: string }).address) return { endpoint: 'internet', text: INTERNET };
      return readAddress(origin.address) === null
        ? null
        : { endpoint: `internet:${origin.address}`, text: { ko: origin.address, en: origin.address } };
    }
  }
}

/** What was called: a Service or a pod by its name, a node by its name, else the address or the URL. */
export function goalOf(world: World, { origin, target: { host, port, protocol } }: Connection): End {
  const behind = protocol === 'icmp' ? '' : `:${port}`;
  const at = (name: Text): Text => (protocol === 'icmp' ? name : { ko: `${name.ko}의 ${port}번 포트`, en: `port ${port} of ${name.en}` });
  const names = host.replace(/\.cluster\.local\.?$/, '').split('.');
  const service = objectsOf(world.cluster.Service).find(({ metadata, spec }) => {
    if (spec.clusterIP === host) return true;
    if (metadata.name !== names[0]) return false;
    const own = origin.from === 'pod' ? origin.pod.split('/')[0] : undefined;
    return names.length === 1 ? metadata.namespace === own : metadata.namespace === names[1] && (names[2] ?? 'svc') === 'svc';
  });
  if (service !== undefined && origin.from === 'pod')
    return {
      endpoint: `svc/${service.metadata.namespace}/${service.metadata.name}${behind}`,
      text: at(say(SERVICE, { name: service.metadata.name })),
    };
  const pod = objectsOf(world.cluster.Pod).find(({ status, spec }) => status.podIP === host && spec.hostNetwork !== true);
  if (pod !== undefined) return { endpoint: `${podEndpoint(world, podKey(pod.metadata))}${behind}`, text: at(say(POD, { name: pod.metadata.name })) };
  for (const { metadata } of objectsOf(world.cluster.Node)) {
    const kind = origin.from === 'outside' ? 'node-public' : 'node-ip';
    const filled = fillPlaceholders(world, `{${kind}:${metadata.name}}`);
    if (filled.ok && filled.text === host) return { endpoint: `node/${metadata.name}${behind}`, text: at(say(NODE, { name: metadata.name })) };
  }
  const plain = { ko: host, en: host };
  if (readAddress(host) !== null) return { endpoint: `ip:${host}${behind}`, text: at(plain) };
  return { endpoint: `url:${port === 443 ? 'https' : 'http'}://${host}${behind}/`, text: at(plain) };
}

/** A generated name is written by a label and its place among the pods that have it. */
function podEndpoint(world: World, key: string): string {
  const pod = objectAt(world.cluster.Pod, key);
  const [namespace = '', name = ''] = key.split('/');
  if (pod?.metadata.ownerReferences === undefined) return `pod/${key}`;
  for (const [label, value] of Object.entries(pod.metadata.labels ?? {}).filter(([one]) => one !== 'pod-template-hash' && !one.includes('/'))) {
    for (let number = 1; number <= MOST_PODS; number += 1) {
      const written = `{pod:${namespace}/${label}=${value}:${number}}`;
      const filled = fillPlaceholders(world, written);
      if (!filled.ok) break;
      if (filled.text === name) return `pod/${namespace}/${written}`;
    }
  }
  return `pod/${key}`;
}

function podKey({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function shortName(key: string): string {
  return key.split('/').at(-1) ?? key;
}

function nameIn(world: World, id: string): string {
  return withNames(world, id).replace(/^\{instance:(.+)\}$/, '$1');
}

const MOST_PODS = 50;
const INTERNET: Text = { ko: '인터넷', en: 'the internet' };
const POD: Text = { ko: '{name} 파드', en: 'pod {name}' };
const NODE: Text = { ko: '{name} 노드', en: 'node {name}' };
const INSTANCE: Text = { ko: '{name} 인스턴스', en: 'instance {name}' };
const SERVICE: Text = { ko: '{name} 서비스', en: 'Service {name}' };
