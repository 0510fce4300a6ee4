/**
 * Whether the controller runs in the cluster, with which flags, and who it is to the AWS APIs.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
import { kubernetesCluster } from '../../../aws/eks/endpoint.ts';
import type { Deployment } from '../../../cluster/deployment.ts';
import { instanceIdOf } from '../../../cluster/node.ts';
import type { Principal } from '../../../principal.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { nodeRole, roleOfAccount, serviceAccount } from '../../identities.ts';
import { isPodReady } from '../../pod-condition.ts';
import { timeOf } from '../../time.ts';
import { type ControllerOptions, optionsWith } from './controller-options.ts';

export const CONTROLLER = 'aws-load-balancer-controller';
const NAMESPACE = 'kube-system';
const KEY = `${NAMESPACE}/${CONTROLLER}`;

/** The controller's Deployment, or undefined where it is not installed. */
export function installedDeployment(world: World): Deployment | undefined {
  return objectAt(world.cluster.Deployment, KEY);
}

/** Whether one of its pods is ready: without that nothing is reconciled. */
export function isRunning(world: World): boolean {
  return podOfController(world) !== undefined;
}

function podOfController(world: World) {
  const deployment = installedDeployment(world);
  if (deployment === undefined) return undefined;
  const labels = Object.entries(deployment.spec.selector.matchLabels ?? {});
  const pods = lookup(world.cluster.Pod, 'byNamespace', NAMESPACE);
  return pods.find((pod) => isPodReady(pod) && labels.every(([key, value]) => pod.metadata.labels?.[key] === value));
}

/** The flags of its container, over the defaults. */
export function optionsOf(world: World): ControllerOptions {
  const args = installedDeployment(world)?.spec.template.spec?.containers[0]?.args ?? [];
  const flag = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const on = (name: string, byDefault: boolean) => (flag(name) ?? String(byDefault)) === 'true';
  const gates = (flag('feature-gates') ?? '').split(',').flatMap((gate) => {
    const [name = '', value = ''] = gate.split('=');
    return name === '' ? [] : [[name.trim(), value.trim() === 'true'] as const];
  });
  return optionsWith({
    clusterName: flag('cluster-name') ?? kubernetesCluster(world)?.name ?? '',
    defaultTargetType: flag('default-target-type') ?? 'instance',
    defaultLoadBalancerScheme: flag('default-load-balancer-scheme') ?? 'internal',
    defaultSSLPolicy: flag('default-ssl-policy') ?? 'ELBSecurityPolicy-2016-08',
    enableBackendSecurityGroup: on('enable-backend-security-group', true),
    disableRestrictedSGRules: on('disable-restricted-sg-rules', false),
    featureGates: Object.fromEntries(gates),
  });
}

/** The VPC in which it works: its flag, else that of the cluster, else that of its node. */
export function vpcOf(world: World): string | undefined {
  const args = installedDeployment(world)?.spec.template.spec?.containers[0]?.args ?? [];
  const flag = args.find((arg) => arg.startsWith('--aws-vpc-id='))?.slice('--aws-vpc-id='.length);
  const [instance] = objectsOf(world.aws.Instance);
  return flag ?? kubernetesCluster(world)?.resourcesVpcConfig.vpcId ?? (instance === undefined ? undefined : subnetVpc(world, instance.InstanceId));
}

function subnetVpc(world: World, InstanceId: string): string | undefined {
  const [eni] = lookup(world.aws.NetworkInterface, 'byInstance', InstanceId);
  return objectAt(world.aws.Subnet, eni?.SubnetId ?? '')?.VpcId;
}

/**
 * The service account to the API server; to AWS the role that the account's annotation names, else that of the node.
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
export function controllerIdentity(world: World): Principal {
  const account = installedDeployment(world)?.spec.template.spec?.serviceAccountName ?? 'default';
  const principal = serviceAccount(NAMESPACE, account)();
  const arn = roleOfAccount(world, `${NAMESPACE}/${account}`, CONTROLLER);
  if (arn !== undefined) return { ...principal, arn };
  const node = objectAt(world.cluster.Node, podOfController(world)?.spec.nodeName ?? '');
  const instance = node === undefined ? undefined : instanceIdOf(node);
  return instance === undefined ? principal : { ...principal, arn: nodeRole(world, instance).arn };
}

/** When a stack that failed is tried again: after as long as it has been failing, at most 1,000 seconds. */
export function retryAt({ now }: World, failingSince: string | undefined): number {
  const since = failingSince === undefined ? now : timeOf(failingSince);
  return now + Math.min(1_000_000, Math.max(5_000, now - since));
}
