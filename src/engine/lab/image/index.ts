/** The catalogue of images that the lab knows. An unknown image runs, listens nowhere, and the lab says so. */
import type { HttpResponse } from '../../connection.ts';
import type { Listener } from '../../world.ts';
import { type Image, repositoryOf, type Served, type Start } from './image.ts';
import { coredns, kubeProxy, loadBalancerController, networkPolicyAgent, pause, vpcCni } from './system.ts';
import { alpine, amazonLinux, busybox, curl, dnsutils, netshoot } from './toolbox.ts';
import { backend, httpd, httpEcho, nginx, webapp } from './web.ts';

export type { Served, Start } from './image.ts';

const IMAGES: readonly Image[] = [
  nginx,
  httpd,
  webapp,
  backend,
  httpEcho,
  netshoot,
  curl,
  dnsutils,
  busybox,
  alpine,
  amazonLinux,
  coredns,
  vpcCni,
  networkPolicyAgent,
  kubeProxy,
  loadBalancerController,
  pause,
];
const CATALOGUE: ReadonlyMap<string, Image> = new Map(IMAGES.flatMap((image) => image.repositories.map((name) => [name, image] as const)));

/** Programs whose only work is to stay: a container that starts one of them listens nowhere and ignores SIGTERM. */
const IDLE = /^(sleep|tail|cat|true|sh|bash|ash|\/bin\/sh|\/bin\/bash|\/bin\/sleep)$/;

/** Whether the lab knows what the image does. */
export function isKnown(image: string): boolean {
  return CATALOGUE.has(repositoryOf(image));
}

/** What a container of the image listens on, by its environment and by what it was told to run. `containerPort` opens nothing. */
export function listenersOf(image: string, env: Start['env'], run: Partial<Omit<Start, 'env'>> = {}): readonly Listener[] {
  const start: Start = { env, command: run.command ?? [], args: run.args ?? [] };
  return runsItsOwn(start) ? (CATALOGUE.get(repositoryOf(image))?.listens(start) ?? []) : [];
}

/** The shell programs that `kubectl exec` finds in a container of the image. */
export function programsOf(image: string): readonly string[] {
  return CATALOGUE.get(repositoryOf(image))?.programs ?? [];
}

/** What the program of the image answers to an HTTP request; 404 where it has no page to give. */
export function serve(image: string, request: Served, env: Start['env'], run: Partial<Omit<Start, 'env'>> = {}): HttpResponse {
  const start: Start = { env, command: run.command ?? [], args: run.args ?? [] };
  const answer = CATALOGUE.get(repositoryOf(image))?.serve?.(request, start);
  return answer ?? { status: 404, reason: 'Not Found', body: '404 page not found\n', headers: [['Content-Type', 'text/plain; charset=utf-8']] };
}

/** Whether its process ends by itself when it is told to, so that nothing waits for the end of the grace period. */
export function endsOnTerm(image: string, run: Partial<Omit<Start, 'env'>> = {}): boolean {
  const start: Start = { env: {}, command: run.command ?? [], args: run.args ?? [] };
  return runsItsOwn(start) && (CATALOGUE.get(repositoryOf(image))?.endsOnTerm ?? true);
}

function runsItsOwn(start: Start): boolean {
  const program = start.command[0] ?? start.args[0];
  return program === undefined || !IDLE.test(program);
}
