/**
 * Whether the images of a pod are on its node, or can be pulled there: each image once for each node.
 * https://kubernetes.io/docs/concepts/containers/images/ ; https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
import { mayCall } from '../../../aws/authorize.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { Host, ImagePull } from '../../../hosts/host.ts';
import { type ImageName, imageName } from '../../../lab/image/image-name.ts';
import { dial, serviceHost } from '../../../service-call.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { nodeRole } from '../../identities.ts';
import { containersOf } from './sandbox.ts';

/** "The kubelet raises the delay between each attempt until it reaches a compiled-in limit, which is 300 seconds" (images, ImagePullBackOff). */
const FIRST_DELAY = 10_000;
const LONGEST_DELAY = 300_000;
/** So long a container waits with ErrImagePull; the next look at the pod finds it in back-off. */
const SHOWN = 1_000;

export type Pulled = {
  readonly host: Host;
  /** The images that this attempt brought onto the node. */
  readonly fresh: readonly string[];
  /** What this attempt failed on; those in back-off are not tried. */
  readonly failed: readonly string[];
  /** The first image that is not there, with why, or null when all are. */
  readonly missing: { readonly image: string; readonly pull: ImagePull } | null;
};

/** The host after the kubelet has seen to the images of a pod. */
export function pullImages(world: World, host: Host, pod: Pod): Pulled {
  // Whoever states an instance states a node on which everything is that it needs.
  if (objectAt(world.aws.Instance, host.InstanceId)?.since === undefined) return { host, fresh: [], failed: [], missing: null };
  const wanted = [...new Set(containersOf(pod).map(({ image = '' }) => image))].filter((image) => host.images?.includes(image) !== true);
  const fresh: string[] = [];
  const failed: string[] = [];
  const pulls: Record<string, ImagePull> = { ...host.pulls };
  for (const image of wanted) {
    const before = pulls[image];
    if (before !== undefined && world.now < nextAttempt(before)) continue;
    const error = pullError(world, host, imageName(image));
    if (error === null) {
      fresh.push(image);
      delete pulls[image];
    } else {
      failed.push(image);
      pulls[image] = { attempts: (before?.attempts ?? 0) + 1, at: world.now, error };
    }
  }
  const missing = wanted.find((image) => pulls[image] !== undefined);
  const { images = [], pulls: _before, ...rest } = host;
  const after: Host = {
    ...rest,
    ...(images.length + fresh.length === 0 ? {} : { images: [...images, ...fresh] }),
    ...(Object.keys(pulls).length === 0 ? {} : { pulls }),
  };
  const unchanged = fresh.length === 0 && failed.length === 0;
  return {
    host: unchanged ? host : after,
    fresh,
    failed,
    missing: missing === undefined ? null : { image: missing, pull: pulls[missing] as ImagePull },
  };
}

/** When the kubelet tries the image again. */
function nextAttempt({ attempts, at }: ImagePull): number {
  return at + Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1));
}

/** How a container waits for an image that could not be pulled, and when that changes. */
export function waitingFor(world: World, { image, pull }: NonNullable<Pulled['missing']>): Waiting {
  if (world.now < pull.at + SHOWN) return { reason: 'ErrImagePull', message: pull.error, dueAt: pull.at + SHOWN, periodic: false };
  const message = `Back-off pulling image "${image}": ErrImagePull: ${pull.error}`;
  return { reason: 'ImagePullBackOff', message, dueAt: nextAttempt(pull), periodic: true };
}

export type Waiting = { readonly reason: string; readonly message: string; readonly dueAt: number; readonly periodic: boolean };

/** Why the image cannot be pulled, in the words of containerd, or null when it can. */
function pullError(world: World, host: Host, name: ImageName): string | null {
  const why = name.account === null ? dialed(world, host, name) : ecrError(world, host, name);
  return why === null ? null : `failed to pull and unpack image "${name.full}": ${why}`;
}

/** https://github.com/containerd/containerd/blob/main/core/remotes/docker/resolver.go */
function dialed(world: World, host: Host, { full, host: registry, repository, tag, known }: ImageName): string | null {
  if (!known) return null;
  const { why } = dial(world, host.InstanceId, registry);
  if (why === null) return null;
  return `failed to resolve reference "${full}": failed to do request: Head "https://${registry}/v2/${repository}/manifests/${tag}": ${why}`;
}

/**
 * Amazon ECR: a token from its API, the manifest from the registry, the layers from S3.
 * "Amazon ECR uses Amazon S3 to store your image layers. ... prod-REGION-starport-layer-bucket" (VPC endpoints, minimum bucket permissions)
 */
function ecrError(world: World, host: Host, name: ImageName): string | null {
  const arn = nodeRole(world, host.InstanceId).arn;
  const unreached = dialed(world, host, name);
  if (unreached !== null) return unreached;
  const token = dial(world, host.InstanceId, serviceHost(world.region, 'ecr.api'));
  const denied = `failed to resolve reference "${name.full}": pull access denied, repository does not exist or may require authorization`;
  if (token.why !== null || arn === null || !mayCall(world, arn, 'ecr:GetAuthorizationToken'))
    return `${denied}: authorization failed: no basic auth credentials`;
  if (!mayCall(world, arn, 'ecr:BatchGetImage')) {
    const head = `unexpected status from HEAD request to https://${name.host}/v2/${name.repository}/manifests/${name.tag}: 403 Forbidden`;
    return `failed to resolve reference "${name.full}": ${head}`;
  }
  const bucket = `prod-${world.region}-starport-layer-bucket.s3.${world.region}.amazonaws.com`;
  const layers = dial(world, host.InstanceId, bucket).why;
  return layers === null ? null : `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://${bucket}/...": ${layers}`;
}
