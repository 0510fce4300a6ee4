/**
 * kube-apiserver of a new cluster: the namespaces that every cluster has, the Service `kubernetes` in front of its own
 * addresses, and the three add-ons that EKS leaves in every cluster.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/controlplane
 */
import { ADDON_VERSIONS, type AddonName } from '../../aws/eks/addon-versions.ts';
import { clusterInterfaces, kubernetesCluster } from '../../aws/eks/endpoint.ts';
import { addressInCluster, isIpv6, serviceBlock } from '../../aws/eks/ip-family.ts';
import type { EksCluster } from '../../aws/eks-cluster.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import { same } from '../../canonical.ts';
import type { EndpointSlice } from '../../cluster/endpointslice.ts';
import type { ClusterKinds } from '../../cluster/kinds.ts';
import { definitionsBy } from '../../cluster/served.ts';
import { addToAddress, showAddress } from '../../net/address.ts';
import { parseCidr } from '../../net/cidr.ts';
import { objectAt, objectsOf, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, update } from '../acts.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { manifestsOf } from './addon-manifests.ts';
import { eksService } from './eks-service.ts';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const KUBERNETES = { name: 'kubernetes', namespace: 'default' };

/** Keys: names of clusters. */
export const kubernetesBootstrap: Controller = {
  name: 'kube-apiserver',
  identity: eksService('system:apiserver'),
  manager: 'kube-apiserver',
  watches: {
    aws: {
      EksCluster: ({ ref }) => [ref.key],
      NetworkInterface: ({ before, after }, world) =>
        ((after ?? before) as NetworkInterface).RequesterManaged ? objectsOf(world.aws.EksCluster).map(({ name }) => name) : [],
    },
    cluster: {
      Service: ({ ref }, world) => (ref.key === 'default/kubernetes' ? owner(world) : []),
      EndpointSlice: ({ ref }, world) => (ref.key === 'default/kubernetes' ? owner(world) : []),
    },
  },
  reconcile: (world, key) => {
    const cluster = objectAt(world.aws.EksCluster, key);
    // A world that states a cluster states what is in it.
    if (cluster?.since === undefined || (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING')) return NOTHING;
    if (kubernetesCluster(world)?.name !== key)
      return {
        acts: otherCluster(world, cluster),
        because: { ko: '이 월드의 쿠버네티스 API는 다른 클러스터의 것입니다.', en: 'Another cluster has the Kubernetes API of this world.' },
      };
    const acts = [...namespaces(world), ...definitions(world), ...service(world, cluster), ...slice(world, cluster), ...firstAddons(world, cluster)];
    return acts.length === 0
      ? NOTHING
      : { acts, because: { ko: `${key} 클러스터의 API 서버가 시작했습니다.`, en: `The API server of cluster ${key} has started.` } };
  },
};

function owner(world: World): string[] {
  return [kubernetesCluster(world)?.name].filter((name) => name !== undefined);
}

function namespaces(world: World): Act[] {
  const missing = NAMESPACES.filter((name) => objectAt(world.cluster.Namespace, name) === undefined);
  return missing.map((name) => create('Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as Body));
}

type Body = Parameters<typeof create>[1];

/** The definitions of custom kinds that every EKS cluster has. */
function definitions(world: World): Act[] {
  const missing = definitionsBy('eks').filter(({ metadata }) => objectAt(world.cluster.CustomResourceDefinition, metadata.name) === undefined);
  return missing.map((definition) => create('CustomResourceDefinition', definition));
}

/** The first address of the service range is that of the API server itself. */
function service(world: World, { kubernetesNetworkConfig }: EksCluster): Act[] {
  if (objectAt(world.cluster.Service, 'default/kubernetes') !== undefined) return [];
  const clusterIP = showAddress(addToAddress(parseCidr(serviceBlock(kubernetesNetworkConfig)).base, 1));
  const metadata = { ...KUBERNETES, labels: { component: 'apiserver', provider: 'kubernetes' } };
  const spec = { clusterIP, type: 'ClusterIP', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 443 }] };
  return [create('Service', { apiVersion: 'v1', kind: 'Service', metadata, spec } as Body)];
}

/** Its endpoints are the interfaces that EKS has in the VPC: it listens there on 443. */
function slice(world: World, cluster: EksCluster): Act[] {
  const addresses = clusterInterfaces(world, cluster).map((eni) => addressInCluster(world, eni) ?? '');
  const addressType = isIpv6(cluster) ? 'IPv6' : 'IPv4';
  const endpoints = addresses.map((address) => ({ addresses: [address], conditions: { ready: true } }));
  const ports = [{ name: 'https', port: 443, protocol: 'TCP' }];
  const present = objectAt(world.cluster.EndpointSlice, 'default/kubernetes');
  if (present !== undefined) {
    return same(present.endpoints, endpoints) ? [] : [update('EndpointSlice', { ...present, endpoints } as EndpointSlice)];
  }
  const metadata = { ...KUBERNETES, labels: { 'kubernetes.io/service-name': 'kubernetes' } };
  return [create('EndpointSlice', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType, endpoints, ports } as Body)];
}

/** Once, when the cluster is new: what is deleted later stays away. */
function firstAddons(world: World, cluster: EksCluster): Act[] {
  if (objectAt(world.cluster.Service, 'default/kubernetes') !== undefined || cluster.bootstrapSelfManagedAddons === false) return [];
  const manifests = (Object.keys(ADDON_VERSIONS) as AddonName[]).flatMap((name) =>
    manifestsOf(world, name, { network: cluster.kubernetesNetworkConfig }),
  );
  const missing = manifests.filter(({ kind, metadata }) => {
    const store = world.cluster[kind] as Store<ClusterKinds[typeof kind]>;
    return objectAt(store, `${metadata.namespace}/${metadata.name}`) === undefined;
  });
  return missing.map((manifest) => create(manifest.kind, manifest));
}

/** The lab has one Kubernetes API, and says so when a second cluster would need one. */
function otherCluster(world: World, { name }: EksCluster): Act[] {
  const key = `eks/second-cluster/${name}`;
  if (objectAt(world.lab.Notice, key) !== undefined) return [];
  const text = {
    ko: `쿠버네티스 API는 클러스터 하나만 시뮬레이션합니다. ${name} 클러스터는 AWS 쪽만 있습니다.`,
    en: `The Kubernetes API of one cluster only is simulated. Of cluster ${name} there is the AWS side.`,
  };
  return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
}
