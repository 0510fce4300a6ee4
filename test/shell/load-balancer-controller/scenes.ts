/** What a learner writes, and what the tests ask of it. */
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { controllerWorld } from '../../support/controller-world.ts';
import { afterLines, entered } from '../../support/lines.ts';

/** The worked example with the controller running. */
export function running(options: Parameters<typeof controllerWorld>[1] = {}): World {
  return advance(controllerWorld([], options), 60_000);
}

/** The world after a manifest is applied and AWS has had three minutes. */
export function applied(world: World, manifest: string): World {
  return advance(afterLines(world, `kubectl apply -f - <<'EOF'\n${manifest}\nEOF`), 180_000);
}

/** The host name in the status of a Service or an Ingress, `<pending>` without one. */
export function hostOf(world: World, kind: 'Service' | 'Ingress', name: string): string {
  const objects = objectsOf(world.cluster[kind] as World['cluster']['Service']);
  const found = objects.find(({ metadata }) => metadata.name === name);
  return found?.status.loadBalancer?.ingress?.[0]?.hostname ?? '<pending>';
}

/** What curl prints, or its complaint. */
export function curled(world: World, url: string): string {
  const { stdout, stderr } = entered(world, `curl -m 3 ${url}`);
  return (stdout || stderr).trim();
}

/** The messages of warnings about an object. */
export function warnings(world: World, name: string): string[] {
  const about = objectsOf(world.cluster.Event).filter(({ involvedObject, type }) => involvedObject.name === name && type === 'Warning');
  return about.map(({ reason, message }) => `${reason}: ${message}`);
}

/** What the lab says, in one language. */
export function notes(world: World, language: 'ko' | 'en' = 'en'): string {
  return objectsOf(world.lab.Notice)
    .map(({ text }) => text[language])
    .join('\n');
}

export const service = (target: 'instance' | 'ip', more = '') => `
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ${target}
${more}
spec:
  type: LoadBalancer
  selector: {app: webapp}
  ports: [{port: 80, targetPort: 9376}]`;

type Ingress = {
  readonly name?: string;
  readonly annotations?: readonly string[];
  readonly paths: readonly (readonly [path: string, service: string])[];
};

export function ingress({ name = 'shop', annotations = [], paths }: Ingress): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
${annotations.map((line) => `    ${line}`).join('\n')}
spec:
  ingressClassName: alb
  rules:
  - http:
      paths:
${paths.map(([path, backend]) => `      - {path: ${path}, pathType: Prefix, backend: {service: {name: ${backend}, port: {number: 80}}}}`).join('\n')}`;
}
