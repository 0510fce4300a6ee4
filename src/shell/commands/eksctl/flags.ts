/** The flags of eksctl's commands that are acted on here. https://github.com/eksctl-io/eksctl/tree/main/pkg/ctl */
import type { FlagSpec } from '../kubectl/flags.ts';

const text = (name: string, about: string, short?: string): FlagSpec => ({ name, takes: 'text', about, ...(short === undefined ? {} : { short }) });
const list = (name: string, about: string): FlagSpec => ({ name, takes: 'list', about });
const number = (name: string, about: string): FlagSpec => ({ name, takes: 'number', about });
const on = (name: string, about: string): FlagSpec => ({ name, takes: 'nothing', about });

const FILE = text('config-file', "load configuration from a file (or stdin if set to '-')", 'f');
const REGION = text('region', 'AWS region', 'r');
const CLUSTER = text('cluster', 'EKS cluster name', 'c');
const OUTPUT = text('output', 'specifies the output format (valid option: table, json, yaml)', 'o');
const APPROVE = on('approve', 'Apply the changes');
const WAIT = on('wait', 'wait for deletion of all resources before exiting');

const NODES: readonly FlagSpec[] = [
  text('node-type', 'node instance type', 't'),
  list('instance-types', 'Comma-separated list of instance types'),
  number('nodes', 'total number of nodes (for a static ASG)'),
  number('nodes-min', 'minimum nodes in ASG'),
  number('nodes-max', 'maximum nodes in ASG'),
  number('node-volume-size', 'node volume size in GB'),
  on('node-private-networking', 'whether to make nodegroup networking private'),
  on('managed', 'Create EKS-managed nodegroup'),
  on('spot', 'Create a spot nodegroup (managed nodegroups only)'),
  list('node-labels', 'Extra labels to add when registering the nodes in the nodegroup'),
  list('node-zones', '(inherited from the cluster if unspecified)'),
];

export const FLAGS = {
  'create cluster': [
    text('name', 'EKS cluster name (generated if unspecified)', 'n'),
    REGION,
    FILE,
    text('version', 'Kubernetes version'),
    list('zones', '(auto-select if unspecified)'),
    list('tags', 'Used to tag the AWS resources'),
    text('nodegroup-name', 'name of the nodegroup (generated if unspecified)'),
    on('without-nodegroup', 'if set, initial nodegroup will not be created'),
    ...NODES,
    text('vpc-cidr', 'global CIDR to use for VPC'),
    list('vpc-private-subnets', 're-use private subnets of an existing VPC; the subnets must exist in availability zones'),
    list('vpc-public-subnets', 're-use public subnets of an existing VPC; the subnets must exist in availability zones'),
    text('vpc-nat-mode', 'VPC NAT mode, valid options: HighlyAvailable, Single, Disable'),
    on('write-kubeconfig', 'toggle writing of kubeconfig'),
  ],
  'create nodegroup': [
    CLUSTER,
    REGION,
    FILE,
    text('name', 'name of the new nodegroup (generated if unspecified)', 'n'),
    list('subnet-ids', 'Define an optional list of subnet IDs to create the nodegroup in'),
    ...NODES,
  ],
  'get cluster': [text('name', 'EKS cluster name', 'n'), REGION, OUTPUT, FILE],
  'get nodegroup': [CLUSTER, text('name', 'Name of the nodegroup', 'n'), REGION, OUTPUT, FILE],
  'delete cluster': [
    text('name', 'EKS cluster name', 'n'),
    REGION,
    FILE,
    WAIT,
    on('force', 'Force deletion to continue when errors occur'),
    on('disable-nodegroup-eviction', 'Force drain to use delete'),
  ],
  'delete nodegroup': [
    CLUSTER,
    text('name', 'Name of the nodegroup to delete', 'n'),
    REGION,
    FILE,
    APPROVE,
    WAIT,
    on('drain', 'Drain and cordon all nodes in the nodegroup before deletion'),
  ],
  'utils update-cluster-vpc-config': [
    CLUSTER,
    REGION,
    FILE,
    APPROVE,
    { name: 'private-access', takes: 'nothing', about: 'access for private (VPC) clients' },
    { name: 'public-access', takes: 'nothing', about: 'access for public clients' },
    list('public-access-cidrs', 'CIDR blocks that EKS uses to create a security group on the public endpoint'),
    list('control-plane-subnet-ids', 'Subnet IDs for the control plane'),
    list('control-plane-security-group-ids', 'Security group IDs for the control plane'),
  ],
  'utils write-kubeconfig': [CLUSTER, REGION, text('kubeconfig', 'path to write kubeconfig'), FILE],
} as const satisfies { readonly [command: string]: readonly FlagSpec[] };

export type CommandName = keyof typeof FLAGS;

/** Flags that eksctl has and the lab does not act on. */
export const REAL_FLAGS =
  /^(dry-run|timeout|profile|verbose|ssh-access|ssh-public-key|node-ami|node-ami-family|asg-access|external-dns-access|full-ecr-access|appmesh-access|alb-ingress-access|fargate|auto-kubeconfig|kubeconfig|set-kubeconfig-context|authenticator-role-arn|cfn-role-arn|cfn-disable-rollback|install-vpc-controllers|with-oidc|max-pods-per-node|enable-ssm|node-security-groups|node-volume-type|vpc-from-kops-cluster|enable-auto-mode|parallel|include|exclude|only-missing|color|dumpLogs|chunk-size|all-regions|update-auth-configmap)$/;
