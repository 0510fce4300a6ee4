/** What a container image is to the lab: what its program listens on, what it answers, which programs lie in it. */
import type { HttpResponse } from '../../connection.ts';
import type { Listener } from '../../world.ts';

/** How a container is started: the image's own entry point is used when `command` is empty. */
export type Start = { readonly env: { readonly [name: string]: string }; readonly command: readonly string[]; readonly args: readonly string[] };

/** One HTTP request as the program behind a listener sees it. */
export type Served = {
  /** The port that it came in on. */
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** The host name of the container: the pod's name. */
  readonly hostname: string;
  /** The address that the request came from, as the program sees it. */
  readonly client: string;
  /** X-Forwarded-For, where a proxy has set it. */
  readonly forwardedFor?: string;
};

export type Image = {
  /** Repositories without registry prefix, tag and digest: `nginx`, `nicolaka/netshoot`. */
  readonly repositories: readonly string[];
  /** What the image's own entry point listens on. */
  readonly listens: (start: Start) => readonly Listener[];
  /** What an HTTP listener answers; only asked when one exists. */
  readonly serve?: (request: Served, start: Start) => HttpResponse;
  /** Shell programs that can be started in it with `kubectl exec`. */
  readonly programs: readonly string[];
  /** Whether its process ends when it is told to (SIGTERM). A shell or `sleep` as process 1 ignores it. */
  readonly endsOnTerm: boolean;
};

/** A plain text answer with status 200. */
export function plainText(body: string, server: string): HttpResponse {
  return {
    status: 200,
    reason: 'OK',
    body,
    headers: [
      ['Server', server],
      ['Content-Type', 'text/plain'],
      ['Content-Length', String(body.length)],
    ],
  };
}

/** The repository that an image reference names, without registry, tag and digest. */
export function repositoryOf(reference: string): string {
  const withoutDigest = reference.split('@')[0] as string;
  const slash = withoutDigest.lastIndexOf('/');
  const colon = withoutDigest.indexOf(':', slash + 1);
  const named = colon < 0 ? withoutDigest : withoutDigest.slice(0, colon);
  const parts = named.split('/');
  // distribution/reference: the first part is a registry when it has a dot or a colon, or is localhost.
  const registry = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] as string);
  const repository = (registry ? parts.slice(1) : parts).join('/');
  return repository.startsWith('library/') ? repository.slice('library/'.length) : repository;
}
