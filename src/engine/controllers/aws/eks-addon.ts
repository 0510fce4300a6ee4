/** Add-ons that EKS manages: their manifests in the cluster, and how they are. https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */

import type { EksAddon } from '../../aws/eks/addon.ts';
import { isAddon } from '../../aws/eks/addon-versions.ts';
import { kubernetesCluster } from '../../aws/eks/endpoint.ts';
import { same } from '../../canonical.ts';
import type { ClusterKinds } from '../../cluster/kinds.ts';
import type { Metadata } from '../../cluster/metadata.ts';
import { mergePatch as patched } from '../../cluster/patch.ts';
import { objectAt, objectsOf, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, mergePatch, remove } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { type Manifest, manifestsOf, placementOf } from './addon-manifests.ts';
import { eksService } from './eks-service.ts';
import { seconds } from './lifecycle.ts';

const TO_INSTALLED = seconds(20);
/** After so long without enough replicas an add-on counts as degraded. */
const PATIENCE = seconds(900);

/** Keys: ARNs of add-ons. */
export const eksAddonService: Controller = {
  name: 'eks.amazonaws.com/EksAddon',
  identity: eksService('eks:addon-manager'),
  manager: 'eks',
  watches: {
    aws: { EksAddon: ({ ref }) => [ref.key] },
    cluster: {
      Deployment: ({ ref }, world) => (ref.key === 'kube-system/coredns' ? objectsOf(world.aws.EksAddon).map(({ addonArn }) => addonArn) : []),
    },
  },
  reconcile: (world, key) => {
    const addon = objectAt(world.aws.EksAddon, key);
    if (addon?.since === undefined || !isAddon(addon.addonName)) return NOTHING;
    const cluster = objectAt(world.aws.EksCluster, addon.clusterName);
    if (cluster === undefined || kubernetesCluster(world) !== cluster) return NOTHING;
    const { configurationValues, serviceAccountRoleArn: roleArn } = addon;
    const manifests = manifestsOf(world, addon.addonName, { network: cluster.kubernetesNetworkConfig, configurationValues, roleArn });
    return addon.status === 'DELETING' ? removed(world, addon, manifests) : installed(world, addon, { manifests, since: addon.since });
  },
};

function removed(world: World, addon: EksAddon, manifests: readonly Manifest[]): Reconcile {
  const present = addon.preserve ? [] : manifests.flatMap((manifest) => objectFor(world, manifest) ?? []);
  const acts = present.map((object) => remove(object.kind, object, { propagation: 'Background' }));
  return {
    acts: [...acts, advance(addon, { status: 'gone' })],
    because: { ko: `${addon.addonName} 애드온을 삭제합니다.`, en: `Add-on ${addon.addonName} is deleted.` },
  };
}

type Installing = { readonly manifests: readonly Manifest[]; readonly since: number };

function installed(world: World, addon: EksAddon, { manifests, since }: Installing): Reconcile {
  const underWay = addon.status === 'CREATING' || addon.status === 'UPDATING';
  if (underWay && world.now < since + TO_INSTALLED) {
    // Conflicts are resolved once: what is edited while the add-on comes up stays edited.
    const overwrites = world.now === since;
    const acts = [
      ...manifests.flatMap((manifest) => applied(world, manifest, { overwrites })),
      ...(overwrites ? placed(world, addon, manifests[0]) : []),
    ];
    if (acts.length > 0)
      return {
        acts,
        because: { ko: `${addon.addonName} 애드온을 설치합니다.`, en: `Add-on ${addon.addonName} is installed.` },
        dueAt: since + TO_INSTALLED,
      };
  }
  if (world.now < since + TO_INSTALLED && underWay) return { acts: [], because: null, dueAt: since + TO_INSTALLED };
  const wanting = tooFewReplicas(world, addon);
  if (!wanting) {
    if (addon.status === 'ACTIVE') return NOTHING;
    return {
      acts: [advance(addon, { status: 'ACTIVE' })],
      because: { ko: `${addon.addonName} 애드온이 작동합니다.`, en: `Add-on ${addon.addonName} works.` },
    };
  }
  if (addon.status === 'DEGRADED') return NOTHING;
  if (world.now < since + PATIENCE && underWay) return { acts: [], because: null, dueAt: since + PATIENCE };
  const message = "The add-on is unhealthy because it doesn't have the desired number of replicas.";
  const acts = [advance(addon, { status: 'DEGRADED', code: 'InsufficientNumberOfReplicas', message })];
  return { acts, because: { ko: `${addon.addonName} 애드온의 레플리카가 모자랍니다.`, en: `Add-on ${addon.addonName} has too few replicas.` } };
}

/** What is there already is overwritten where it differs in what the add-on sets. */
function applied(world: World, manifest: Manifest, { overwrites }: { readonly overwrites: boolean }): Act[] {
  const present = objectFor(world, manifest);
  if (present === undefined) return [create(manifest.kind, manifest)];
  if (!overwrites) return [];
  const { annotations } = manifest.metadata;
  if (annotations !== undefined) {
    const annotated = same({ ...present.metadata.annotations, ...annotations }, present.metadata.annotations);
    return annotated ? [] : [mergePatch(manifest.kind, present, { metadata: { annotations } })];
  }
  if (manifest.data !== undefined) {
    return same({ ...present.data, ...manifest.data }, present.data) ? [] : [mergePatch(manifest.kind, present, { data: manifest.data })];
  }
  if (manifest.kind === 'ENIConfig') return same(manifest.spec, present.spec) ? [] : [mergePatch(manifest.kind, present, { spec: manifest.spec })];
  const containers = containersOf(manifest.spec);
  if (containers === undefined || same(containers.map(settingsOf), containersOf(present.spec)?.map(settingsOf))) return [];
  return [mergePatch(manifest.kind, present, { spec: { template: { spec: { containers } } } })];
}

/** The workload runs where, and as often as, the configuration says. */
function placed(world: World, { addonName, configurationValues }: EksAddon, workload: Manifest | undefined): Act[] {
  const spec = isAddon(addonName) ? placementOf(addonName, configurationValues) : null;
  const present = workload === undefined ? undefined : objectFor(world, workload);
  if (spec === null || present === undefined || same(patched(present.spec ?? null, spec), present.spec)) return [];
  return [mergePatch(present.kind, present, { spec })];
}

type Container = { readonly name?: string; readonly env?: readonly object[]; readonly args?: readonly string[]; readonly image?: string };

function containersOf(spec: object | undefined): readonly Container[] | undefined {
  return (spec as { readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } } } | undefined)?.template?.spec?.containers;
}

/** What the configuration of an add-on sets of a container. */
function settingsOf({ name, env, args, image }: Container): object {
  return { name, env: env ?? [], args: args ?? [], image };
}

function tooFewReplicas(world: World, { addonName }: EksAddon): boolean {
  return addonName === 'coredns' && (objectAt(world.cluster.Deployment, 'kube-system/coredns')?.status?.availableReplicas ?? 0) === 0;
}

type Present = { readonly kind: keyof ClusterKinds; readonly metadata: Metadata; readonly spec?: object; readonly data?: object };

function objectFor(world: World, { kind, metadata }: Manifest): Present | undefined {
  return objectAt(
    world.cluster[kind] as unknown as Store<Present>,
    metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`,
  );
}

function advance({ addonArn }: EksAddon, what: { readonly status: string; readonly code?: string; readonly message?: string }): Act {
  return { plane: 'aws', verb: 'AdvanceAddon', kind: 'EksAddon', body: { addonArn, ...what } };
}
