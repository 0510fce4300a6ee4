/** The command that shows the object of a hop as its own tool prints it. */
import type { Step } from '../../../engine/dataplane/step.ts';
import { objectAt } from '../../../engine/store.ts';
import type { Param } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';

/** `aws ec2 describe-…` by kind: the operation and the option that takes the id. */
const DESCRIBE: { readonly [kind: string]: readonly [operation: string, option: string] } = {
  Vpc: ['describe-vpcs', '--vpc-ids'],
  Subnet: ['describe-subnets', '--subnet-ids'],
  RouteTable: ['describe-route-tables', '--route-table-ids'],
  InternetGateway: ['describe-internet-gateways', '--internet-gateway-ids'],
  SecurityGroup: ['describe-security-groups', '--group-ids'],
  NetworkAcl: ['describe-network-acls', '--network-acl-ids'],
  NetworkInterface: ['describe-network-interfaces', '--network-interface-ids'],
  Instance: ['describe-instances', '--instance-ids'],
  NatGateway: ['describe-nat-gateways', '--nat-gateway-ids'],
};

/** What prints a node's own state, by element. */
const ON_NODE: { readonly [element: string]: string } = {
  'ip-rule': 'ip rule',
  'iptables-nat-prerouting': 'iptables-save -t nat',
  'iptables-nat-output': 'iptables-save -t nat',
  'iptables-nat-postrouting': 'iptables-save -t nat',
  'iptables-nat-input': 'iptables-save -t nat',
  'iptables-mangle': 'iptables-save -t mangle',
  'iptables-filter': 'iptables-save -t filter',
  conntrack: 'conntrack -L',
};

/** The line to type, or null for a hop that no tool of the lab shows: the internet, a host beyond AWS. */
export function objectLine(world: World, step: Step): string | null {
  const { object } = step;
  if (object === null) return null;
  // An interface decides by its groups: their rules are what one wants to see.
  const groups = step.element === 'security-group' ? idsIn(step.params.sgs ?? step.params.sg) : [];
  if (groups.length > 0) return `aws ec2 describe-security-groups --group-ids ${groups.join(' ')}`;
  switch (object.plane) {
    case 'cluster': {
      const [namespace, name] = object.key.includes('/') ? object.key.split('/') : [undefined, object.key];
      const inside = namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;
      return `kubectl get ${object.kind.toLowerCase()} ${name}${inside} -o yaml`;
    }
    case 'aws': {
      const [operation, option] = DESCRIBE[object.kind] ?? [];
      return operation === undefined ? null : `aws ec2 ${operation} ${option} ${object.key}`;
    }
    case 'hosts': {
      const node = objectAt(world.hosts.Host, object.key)?.nodeName ?? null;
      return node === null ? `aws ec2 describe-instances --instance-ids ${object.key}` : `node ${node} -- ${ON_NODE[step.element] ?? 'ip addr'}`;
    }
    default:
      return null;
  }
}

function idsIn(value: Param | undefined): readonly string[] {
  return [...String(value ?? '').matchAll(/\bsg-[0-9a-f]+/g)].map(([id]) => id);
}
