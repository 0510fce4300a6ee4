/** The worked example with the AWS Load Balancer Controller in it, as its Helm chart installs it. */
import type { World } from '../../src/engine/world.ts';
import { courseIds, courseParts } from './course-world.ts';
import { standing } from './world-of.ts';

const LABELS = { 'app.kubernetes.io/name': 'aws-load-balancer-controller', 'app.kubernetes.io/instance': 'aws-load-balancer-controller' };

/** What the chart puts into the cluster. */
export function controllerManifests(args: readonly string[] = [], role: string | null = 'AmazonEKSLoadBalancerControllerRole'): object[] {
  const name = 'aws-load-balancer-controller';
  const annotations = role === null ? {} : { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${courseIds.account}:role/${role}` };
  const image = 'public.ecr.aws/eks/aws-load-balancer-controller:v2.14.1';
  const container = { name, image, args: ['--cluster-name=lab', '--ingress-class=alb', ...args] };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'kube-system', annotations } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'kube-system', labels: LABELS },
      spec: {
        replicas: 2,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: { serviceAccountName: name, containers: [container] } },
      },
    },
    { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'alb' }, spec: { controller: 'ingress.k8s.aws/alb' } },
  ];
}

/** The worked example with the controller running, unless it is told otherwise; `subnets` changes each subnet that is described. */
export function controllerWorld(
  more: readonly object[] = [],
  { manifests = controllerManifests(), subnets }: { readonly manifests?: readonly object[]; readonly subnets?: (subnet: object) => object } = {},
): World {
  const parts = courseParts();
  const aws = { ...parts.aws, ...(subnets === undefined ? {} : { Subnets: (parts.aws?.Subnets ?? []).map(subnets) }) };
  return standing({ ...parts, aws, cluster: [...(parts.cluster ?? []), ...manifests, ...more] });
}
