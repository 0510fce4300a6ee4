/** The ranges that cluster addresses are allocated from. */
import { serviceBlock } from '../../aws/eks/ip-family.ts';
import { type Cidr, parseCidr } from '../../net/cidr.ts';
import { once } from '../../once.ts';
import { objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';

const ranges = once((store: World['aws']['EksCluster']): readonly { readonly cidr: Cidr; readonly text: string }[] =>
  objectsOf(store).map(({ kubernetesNetworkConfig }) => {
    const text = serviceBlock(kubernetesNetworkConfig);
    return { cidr: parseCidr(text), text };
  }),
);

/** The service ranges of the clusters. */
export function serviceCidrsOf(world: World): readonly { readonly cidr: Cidr; readonly text: string }[] {
  return ranges(world.aws.EksCluster);
}
