/** What the program behind a socket answers to an HTTP request. */

import { overTls } from './api-answer.ts';
import type { HttpRequest, HttpResponse } from './connection.ts';
import { healthCheckAnswer } from './dataplane/host/health-check-port.ts';
import { kernelOf } from './dataplane/host/kernel.ts';
import { listeningAt } from './dataplane/host/listener.ts';
import type { Branch } from './dataplane/step.ts';
import { serve } from './lab/image/index.ts';
import { showAddress } from './net/address.ts';
import { objectAt } from './store.ts';
import type { World } from './world.ts';

/** What the program behind the socket answers to the request; null where it does not speak HTTP. */
export function respond(world: World, branch: Branch, http: HttpRequest): HttpResponse | null {
  const { delivered } = branch;
  if (delivered === null) return null;
  const { packet, to, saw } = delivered;
  const taken = listeningAt(world, to).find(({ listener }) => listener.protocol === packet.protocol && listener.port === packet.destinationPort);
  if (taken?.listener.serves === 'https') return overTls(world, to, http);
  if (taken === undefined || taken.listener.serves !== 'http') return null;
  const client = showAddress(saw.address);
  const { container } = taken;
  if (container === null) return to.of.kind === 'Host' ? hostPage(world, to.of.key, packet.destinationPort) : ownPage(world, to.of.key, client);
  const pod = objectAt(world.cluster.Pod, container.pod);
  const spec = pod?.spec.containers.find(({ name }) => name === container.name);
  const env = Object.fromEntries((spec?.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const hostname = pod?.spec.hostname ?? container.pod.slice(container.pod.indexOf('/') + 1);
  const request = {
    port: packet.destinationPort,
    method: http.method,
    path: http.path,
    hostname,
    client,
    ...(http.forwardedFor === undefined ? {} : { forwardedFor: http.forwardedFor }),
  };
  return serve(container.image, request, env, { command: spec?.command ?? [], args: spec?.args ?? [] });
}

/** A program of the node itself: kube-proxy's health check, or a page that is not there. */
function hostPage(world: World, InstanceId: string, port: number): HttpResponse {
  const body = '404 page not found\n';
  const missing = { status: 404, reason: 'Not Found', body, headers: [['Content-Type', 'text/plain; charset=utf-8']] as const };
  return healthCheckAnswer(world, kernelOf(world, InstanceId), port) ?? missing;
}

/** A host without containers says who it is and whom it saw. */
function ownPage(world: World, key: string, client: string): HttpResponse {
  const name = world.outside.hosts.find((host) => host.address === key)?.name ?? key;
  const body = `${name} saw client ${client}\n`;
  const headers = [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(body.length)],
  ] as const;
  return { status: 200, reason: 'OK', body, headers };
}
