/**
 * The three steps of the course's policy story, typed with the matrix and its diff beside the prompt: deny all in namespace
 * web; webapp from nginx; nginx from outside on port 80. What everyone forgets, the matrix and the lint show.
 */
import { describe, expect, it } from 'vitest';
import { reachTable } from '../../src/engine/reach/table.ts';
import { LANGS, type Lang } from '../../src/engine/text.ts';
import type { World } from '../../src/engine/world.ts';
import { MARKS } from '../../src/shell/reach/words.ts';
import { afterLines, entered } from '../support/lines.ts';
import { policyWorld } from '../support/policy-world.ts';

const applied = (...manifests: readonly string[]) => `kubectl apply -f - <<'END'\n${manifests.join('\n---\n')}\nEND`;
const policy = (name: string, spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: web}\nspec: ${spec}`;

const SHOP = applied(
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}',
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: nginx, namespace: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec: {containers: [{name: nginx, image: "nginx:1.27", ports: [{containerPort: 80}]}]}`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: webapp, namespace: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: webapp}}
  template:
    metadata: {labels: {app: webapp}}
    spec: {containers: [{name: webapp, image: "ekslab/webapp:1", env: [{name: PORT, value: "9376"}], ports: [{containerPort: 9376}]}]}`,
  `apiVersion: v1
kind: Service
metadata: {name: nginx, namespace: web}
spec: {type: NodePort, externalTrafficPolicy: Local, selector: {app: nginx}, ports: [{port: 80, nodePort: 32080}]}`,
  'apiVersion: v1\nkind: Service\nmetadata: {name: webapp, namespace: web}\nspec: {selector: {app: webapp}, ports: [{port: 80, targetPort: 9376}]}',
);
const DENY_ALL = policy('deny-all', '{podSelector: {}, policyTypes: [Ingress, Egress]}');
const WEBAPP_FROM_NGINX = policy(
  'webapp-from-nginx',
  '{podSelector: {matchLabels: {app: webapp}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: nginx}}}], ports: [{port: 9376}]}]}',
);
const NGINX_OUT = policy(
  'nginx-out',
  `
  podSelector: {matchLabels: {app: nginx}}
  policyTypes: [Egress]
  egress:
    - {to: [{podSelector: {matchLabels: {app: webapp}}}], ports: [{port: 9376}]}`,
);
const DNS_OUT = policy(
  'dns-out',
  `
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
      ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]`,
);
const NGINX_FROM_OUTSIDE = policy('nginx-80', '{podSelector: {matchLabels: {app: nginx}}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}]}]}');

type Both = { readonly [L in Lang]: string };

function said(world: World, line: string): Both {
  const { notes } = entered(world, line);
  return { ko: notes.map(({ text }) => text.ko).join('\n'), en: notes.map(({ text }) => text.en).join('\n') };
}

/** The marks of the cells that the story is about. */
function flows(world: World) {
  const table = reachTable(world, { protocol: 'tcp', port: null });
  const mark = (from: string, to: string): string => {
    const [row, column] = [table.rows.find(({ key }) => key.endsWith(from)), table.columns.find(({ key }) => key.endsWith(to))];
    return row === undefined || column === undefined ? 'absent' : MARKS[table.cell(row, column).says].mark;
  };
  return {
    'internet → svc nginx': mark('internet', 'svc/web/nginx'),
    'nginx → pod webapp': mark('deployment/web/nginx', 'deployment/web/webapp'),
    'nginx → svc webapp': mark('deployment/web/nginx', 'svc/web/webapp'),
    'toolbox → pod webapp': mark('default/toolbox', 'deployment/web/webapp'),
  };
}

/** The diff before the policy is applied, and the world after it is. */
function next(world: World, manifest: string): { readonly diff: Both; readonly world: World } {
  return { diff: said(world, applied(manifest).replace('kubectl', 'reach diff kubectl')), world: afterLines(world, applied(manifest)) };
}
const found = (world: World) => said(world, 'reach --lint').en.split('\n');

describe('the policy story of the course', () => {
  const open = afterLines(policyWorld(), SHOP, 'wait');
  const denied = next(open, DENY_ALL);
  const admitted = next(denied.world, WEBAPP_FROM_NGINX);
  const sent = next(admitted.world, NGINX_OUT);
  const named = next(sent.world, DNS_OUT);
  const served = next(named.world, NGINX_FROM_OUTSIDE);

  it('starts with everything open', () => {
    expect(flows(open)).toEqual({ 'internet → svc nginx': '✓', 'nginx → pod webapp': '✓', 'nginx → svc webapp': '✓', 'toolbox → pod webapp': '✓' });
    expect(said(open, 'reach --open').en).toContain('web/nginx (2): open for ingress, open for egress');
  });

  it('first cuts everything in the namespace off, and the diff says so before it is applied', () => {
    expect(flows(denied.world)).toEqual({
      'internet → svc nginx': '✗',
      'nginx → pod webapp': '✗',
      'nginx → svc webapp': '?',
      'toolbox → pod webapp': '✗',
    });
    expect(denied.diff.en).toMatch(/web\/nginx \(2\) → web\/webapp:9376 +✓ → ✗/);
    expect(denied.diff.en).not.toContain('Opens');
    expect(denied.diff.ko).toMatch(/^닫힘: \d+/);
  });

  it('then opens nothing at all: ingress of webapp is half of the way, and the lint names the other half and the DNS', () => {
    expect(admitted.diff.en).toBe('No cell changes.');
    expect(admitted.diff.ko).toBe('달라지는 칸이 없습니다.');
    expect(flows(admitted.world)['nginx → pod webapp']).toBe('✗');
    expect(found(admitted.world)).toContain('allowed on one side only: NetworkPolicy web/webapp-from-nginx spec.ingress[0]');
    expect(found(admitted.world)).toContain('DNS blocked: NetworkPolicy web/deny-all spec.egress');
  });

  it('opens exactly one cell between pods once nginx may send; by name it still fails', () => {
    expect(sent.diff.en).toMatch(/^Opens: 1\n {2}web\/nginx \(2\) → web\/webapp:9376 +✗ → ✓\n/);
    expect(flows(sent.world)).toMatchObject({ 'nginx → pod webapp': '✓', 'nginx → svc webapp': '?' });
    expect(found(sent.world)).not.toContain('allowed on one side only: NetworkPolicy web/webapp-from-nginx spec.ingress[0]');
  });

  it('connects by name once the names are resolved', () => {
    expect(flows(named.world)).toMatchObject({ 'nginx → svc webapp': '✓', 'internet → svc nginx': '✗' });
    expect(found(named.world).filter((line) => line.startsWith('DNS blocked'))).toEqual([]);
  });

  it('last lets the outside in to nginx at port 80, to no other port and not to webapp', () => {
    expect(flows(served.world)).toEqual({
      'internet → svc nginx': '✓',
      'nginx → pod webapp': '✓',
      'nginx → svc webapp': '✓',
      'toolbox → pod webapp': '✗',
    });
    expect(said(served.world, 'reach --from toolbox --to web/nginx:80').en).toContain('✓ connects');
    expect(said(served.world, 'reach --from toolbox --to web/nginx:443').en).toContain('✗ dropped by a network policy');
    expect(served.diff.en).toMatch(/internet → svc\/web\/nginx:80 +✗ → ✓/);
  });

  it('ends alike in any order', () => {
    const backwards = afterLines(open, ...[NGINX_FROM_OUTSIDE, DNS_OUT, NGINX_OUT, WEBAPP_FROM_NGINX, DENY_ALL].map((one) => applied(one)));
    expect(said(backwards, 'reach').en).toBe(said(served.world, 'reach').en);
  });

  it('is told in both languages', () => {
    const texts = said(admitted.world, 'reach --from web/nginx --to web/webapp');
    for (const lang of LANGS) {
      const text = texts[lang];
      expect(text).toContain(lang === 'ko' ? 'web/deny-all 네트워크 정책이' : 'Network policies (web/deny-all) isolate pod web/nginx-');
      expect(text).toContain('✓ web/webapp-from-nginx ingress[0]: from podSelector app=nginx; TCP 9376');
    }
  });
});
