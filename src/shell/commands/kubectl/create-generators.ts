/** `kubectl create configmap|ingress|serviceaccount`: objects made of flags. https://github.com/kubernetes/kubectl/tree/master/pkg/cmd/create */
import { qualifiedName } from '../../../engine/cluster/name-rules.ts';
import type { Done } from './call.ts';
import { type Call, failed, notSimulated } from './call.ts';
import { flag } from './flags.ts';

type Body = { readonly metadata: { readonly name: string }; readonly [member: string]: unknown };
export type Generated = { readonly kind: 'ConfigMap' | 'Ingress' | 'ServiceAccount'; readonly body: Body } | { readonly done: Done };

/** `--from-literal=key=value`, any number of times. */
export function configMapOf(call: Call, name: string, metadata: object): Generated {
  if (call.flags['from-file'] !== undefined || call.flags['from-env-file'] !== undefined) {
    return { done: notSimulated('kubectl create configmap --from-file', 'kubectl create configmap NAME --from-literal=KEY=VALUE') };
  }
  const data: { [key: string]: string } = {};
  for (const literal of call.flags['from-literal'] ?? []) {
    const equals = literal.indexOf('=');
    if (equals < 1) return { done: failed(`invalid literal source ${literal}, expected key=value`) };
    const key = literal.slice(0, equals);
    if (key in data) return { done: failed(`cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`) };
    data[key] = literal.slice(equals + 1).replace(/^(['"])(.*)\1$/, '$2');
  }
  const body = { apiVersion: 'v1', kind: 'ConfigMap', ...(Object.keys(data).length === 0 ? {} : { data }), metadata: { name, ...metadata } };
  return { kind: 'ConfigMap', body };
}

export function serviceAccountOf(name: string, metadata: object): Generated {
  return { kind: 'ServiceAccount', body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, ...metadata } } };
}

/** `--rule=host/path*=service:port,tls[=secret]`: a star at the end of a path makes it a prefix. */
export function ingressOf(call: Call, name: string, metadata: object): Generated {
  const rules = call.flags.rule ?? [];
  const fallback = flag(call.flags, 'default-backend');
  if (rules.length === 0 && fallback === undefined)
    return {
      done: failed(
        'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
      ),
    };
  const read = rules.map(readRule);
  const wrong = read.indexOf(null);
  if (wrong >= 0) return { done: failed(`rule ${rules[wrong]} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`) };
  const found = read.filter((rule) => rule !== null);
  const backend = fallback === undefined ? undefined : readBackend(fallback);
  if (backend === null) return { done: failed('default-backend should be in format servicename:serviceport') };
  const annotations = Object.fromEntries(
    (call.flags.annotation ?? []).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const badKey = Object.keys(annotations).find((key) => qualifiedName(key.toLowerCase()).length > 0);
  if (badKey !== undefined) return { done: failed(`annotation ${badKey} is invalid and should be in format key=[value]`) };
  const className = flag(call.flags, 'class');
  const tls = tlsOf(found);
  const spec = {
    ...(className === undefined ? {} : { ingressClassName: className }),
    ...(backend === undefined ? {} : { defaultBackend: backend }),
    ...(found.length === 0 ? {} : { rules: rulesOf(found) }),
    ...(tls.length === 0 ? {} : { tls }),
  };
  const given = Object.keys(annotations).length === 0 ? {} : { annotations };
  return {
    kind: 'Ingress',
    body: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, ...metadata, ...given }, spec, status: { loadBalancer: {} } },
  };
}

type Backend = { readonly service: { readonly name: string; readonly port: object } };
type Rule = { readonly host: string; readonly path: string; readonly backend: Backend; readonly secret: string | null };

function readRule(text: string): Rule | null {
  const [rule = '', tls] = text.split(',');
  const match = /^([^/=]*)(\/[^=]*)?=(.+)$/.exec(rule);
  const backend = match === null ? null : readBackend(match[3] as string);
  if (match === null || backend === null || (tls !== undefined && !/^tls(=.*)?$/.test(tls))) return null;
  return { host: match[1] ?? '', path: match[2] ?? '/', backend, secret: tls === undefined ? null : tls.slice(4) };
}

function readBackend(text: string): Backend | null {
  const [name, port, ...more] = text.split(':');
  if (!name || !port || more.length > 0) return null;
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

function rulesOf(rules: readonly Rule[]): object[] {
  const hosts = [...new Set(rules.map(({ host }) => host))];
  return hosts.map((host) => {
    const paths = rules
      .filter((rule) => rule.host === host)
      .map(({ path, backend }) => ({ path: path.replace(/\*$/, ''), pathType: path.endsWith('*') ? 'Prefix' : 'Exact', backend }));
    return { ...(host === '' || host === '*' ? {} : { host }), http: { paths } };
  });
}

function tlsOf(rules: readonly Rule[]): object[] {
  const secrets = [...new Set(rules.flatMap(({ secret }) => (secret === null ? [] : [secret])))];
  return secrets.map((secret) => {
    const hosts = [...new Set(rules.filter((rule) => rule.secret === secret && rule.host !== '').map(({ host }) => host))];
    return { ...(hosts.length === 0 ? {} : { hosts }), ...(secret === '' ? {} : { secretName: secret }) };
  });
}
