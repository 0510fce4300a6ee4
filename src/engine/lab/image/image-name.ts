/** References of images, spelled out as a container runtime spells them. https://github.com/distribution/reference/blob/main/normalize.go */

export type ImageName = {
  /** `docker.io/library/nginx:latest`. */
  readonly full: string;
  /** The host that serves the registry. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
  /** Whose registry of Amazon ECR it is, or null for any other registry. */
  readonly account: string | null;
  /** Whether the lab knows where the registry is; of others it knows nothing, and takes their images as pulled. */
  readonly known: boolean;
};

/** Registries that answer under another name. */
const HOSTS: { readonly [registry: string]: string } = { 'docker.io': 'registry-1.docker.io' };
const KNOWN = ['docker.io', 'public.ecr.aws', 'registry.k8s.io', 'ghcr.io', 'quay.io', 'gcr.io', 'mcr.microsoft.com'];
const ECR = /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/;

/** The parts of an image reference. */
export function imageName(reference: string): ImageName {
  const [named = '', digest] = reference.split('@');
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const stated = /[.:]|^localhost$/.test(first);
  const registry = stated ? first : 'docker.io';
  const path = stated ? named.slice(slash + 1) : named;
  const colon = path.lastIndexOf(':');
  const repository = colon < 0 ? path : path.slice(0, colon);
  const tag = digest ?? (colon < 0 ? 'latest' : path.slice(colon + 1));
  const inHub = registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
  const account = ECR.exec(registry)?.[1] ?? null;
  return {
    full: `${registry}/${inHub}${digest === undefined ? `:${tag}` : `@${digest}`}`,
    host: HOSTS[registry] ?? registry,
    repository: inHub,
    tag,
    account,
    known: account !== null || KNOWN.includes(registry),
  };
}
