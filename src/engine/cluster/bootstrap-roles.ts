/**
 * The roles that a cluster has from its start, for the principals that exist here: per user, what it may write.
 * https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy
 */

/** Verbs, then resources with their subresource: `patch pods/status`. */
type Grants = readonly string[];

const EVENTS: Grants = ['create,patch,update events'];
const WORKLOAD_OF_PODS: Grants = ['create,patch,update,delete pods', ...EVENTS];

/** The controllers of kube-controller-manager, each with a service account of its own. */
const CONTROLLERS: { readonly [name: string]: Grants } = {
  'deployment-controller': ['update deployments,deployments/status', 'create,update,patch,delete replicasets', 'update pods', ...EVENTS],
  'replicaset-controller': ['update replicasets,replicasets/status', ...WORKLOAD_OF_PODS],
  'daemon-set-controller': ['update daemonsets/status', 'create,update,delete controllerrevisions', 'create pods/binding', ...WORKLOAD_OF_PODS],
  'endpointslice-controller': ['create,update,delete endpointslices', ...EVENTS],
  'endpointslicemirroring-controller': ['create,update,delete endpointslices', ...EVENTS],
  'endpoint-controller': ['create,update,delete endpoints', ...EVENTS],
  'service-account-controller': ['create serviceaccounts', ...EVENTS],
  'statefulset-controller': ['update statefulsets/status', 'create,update,delete controllerrevisions', ...WORKLOAD_OF_PODS],
  'generic-garbage-collector': ['update,patch,delete *'],
  'namespace-controller': ['delete namespaces', 'update namespaces/finalize,namespaces/status', 'delete *'],
  'node-controller': ['update,patch,delete nodes', 'patch,update nodes/status', 'patch,update pods/status', 'delete pods', ...EVENTS],
  'pod-garbage-collector': ['delete pods', 'patch pods/status'],
  'service-controller': ['patch,update services/status', 'patch,update services', 'update,patch nodes', ...EVENTS],
  'cloud-node-lifecycle-controller': ['update,patch,delete nodes', ...EVENTS],
  'ttl-after-finished-controller': [],
};

const USERS: { readonly [name: string]: Grants } = {
  'system:kube-scheduler': ['create pods/binding,bindings', 'delete pods', 'patch,update pods/status', ...EVENTS],
  // Without service account credentials the process does all of its controllers' work under its own name.
  'system:kube-controller-manager': Object.values(CONTROLLERS).flat(),
  'system:serviceaccount:kube-system:aws-node': ['patch nodes', 'create,patch cninodes', ...EVENTS],
  'system:serviceaccount:kube-system:kube-proxy': EVENTS,
  'eks:vpc-resource-controller': ['patch,update nodes,nodes/status', 'patch,update pods', 'create,update,patch cninodes', ...EVENTS],
  'eks:cloud-controller-manager': [
    'create,update,patch,delete nodes',
    'update,patch nodes/status',
    'update,patch services,services/status',
    ...EVENTS,
  ],
  // https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/config/rbac/role.yaml
  'eks:network-policy-controller': [
    'create,update,patch,delete policyendpoints,clusterpolicyendpoints',
    'update networkpolicies/finalizers',
    ...EVENTS,
  ],
  // https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/config/rbac/role.yaml
  'system:serviceaccount:kube-system:aws-load-balancer-controller': [
    'update,patch services,services/status,ingresses,ingresses/status,gateways,gateways/status,gatewayclasses/status,httproutes/status',
    'update,patch pods/status',
    'create,update,patch,delete targetgroupbindings',
    'update,patch targetgroupbindings/status',
    ...EVENTS,
  ],
};

/** What the user may write beyond what its groups give it. */
export function grantsOf(user: string): Grants {
  const account = /^system:serviceaccount:kube-system:(.+)$/.exec(user)?.[1];
  return [...(USERS[user] ?? []), ...(account === undefined ? [] : (CONTROLLERS[account] ?? []))];
}

/** Whether a grant covers the verb on the resource (`pods`, `pods/status`). */
export function covers(grant: string, { verb, resource }: { readonly verb: string; readonly resource: string }): boolean {
  let read = grants.get(grant);
  if (read === undefined) {
    const [verbs = '', resources = ''] = grant.split(' ');
    read = { verbs: verbs.split(','), resources: resources === '*' ? null : resources.split(',') };
    grants.set(grant, read);
  }
  return read.verbs.includes(verb) && (read.resources === null || read.resources.includes(resource));
}

/** The few texts above, read once. */
const grants = new Map<string, { readonly verbs: readonly string[] /** Null for all. */; readonly resources: readonly string[] | null }>();
