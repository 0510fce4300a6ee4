/**
 * Whether a node can pull an image. Images of Amazon ECR need the role of the node: the kubelet's credential provider asks
 * for a token, the runtime for the layers. https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
import { mayCall } from '../../../aws/authorize.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { Host } from '../../../hosts/host.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { nodeRole } from '../../identities.ts';
import { containersOf } from './sandbox.ts';

/** The first container whose image cannot be pulled, and what the runtime says of it. */
export type Unpulled = { readonly container: string; readonly image: string; readonly why: string };

const ECR = /^(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com)\/([^:@]+)[:@]?(.*)$/;
const LAYERS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** Null when all images of the pod can be pulled. A world that states an instance states one that has its images. */
export function unpulled(world: World, host: Host, pod: Pod): Unpulled | null {
  if (objectAt(world.aws.Instance, host.InstanceId)?.since === undefined) return null;
  for (const { name, image = '' } of containersOf(pod)) {
    const why = refusalOf(world, host, image);
    if (why !== null) return { container: name, image, why };
  }
  return null;
}

/** https://github.com/containerd/containerd/blob/main/core/remotes/docker/resolver.go */
function refusalOf(world: World, host: Host, image: string): string | null {
  const [, registry, repository, tag] = ECR.exec(image) ?? [];
  if (registry === undefined) return null;
  const { arn } = nodeRole(world, host.InstanceId);
  const failed = `failed to pull and unpack image "${image}": failed to resolve reference "${image}"`;
  if (arn === null || !mayCall(world, arn, 'ecr:GetAuthorizationToken')) {
    return `${failed}: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`;
  }
  if (LAYERS.every((action) => mayCall(world, arn, action))) return null;
  return `${failed}: unexpected status from HEAD request to https://${registry}/v2/${repository}/manifests/${tag}: 403 Forbidden`;
}
