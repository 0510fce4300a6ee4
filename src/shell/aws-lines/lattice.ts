/** VPC Lattice: service networks, services with their listeners and rules, target groups with their targets, associations. */
import type { LatticeAction } from '../../engine/aws/lattice/action.ts';
import type { LatticeTargetGroup } from '../../engine/aws/lattice/target-group.ts';
import { objectAt, objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, name, pause, quoted, ref, run, type Writing } from './writing.ts';

export function writeLattice(writing: Writing): void {
  const { aws, account } = writing.world;
  const isOwn = ({ arn }: { readonly arn: string }) => arn.split(':')[4] === account;
  for (const network of objectsOf(aws.LatticeServiceNetwork)) {
    if (!isOwn(network)) leave(writing, 'LatticeServiceNetwork', network.id);
    else {
      const command = `vpc-lattice create-service-network --name ${network.name} --auth-type ${network.authType}`;
      name(writing, { id: network.id, prefix: 'SN', command, query: 'id' });
      writePolicy(writing, network);
    }
  }
  for (const service of objectsOf(aws.LatticeService)) {
    if (!isOwn(service)) leave(writing, 'LatticeService', service.id);
    else {
      const custom = service.customDomainName === undefined ? '' : ` --custom-domain-name ${service.customDomainName}`;
      const certificate = service.certificateArn === undefined ? '' : ` --certificate-arn ${quoted(service.certificateArn)}`;
      const command = `vpc-lattice create-service --name ${service.name} --auth-type ${service.authType}${custom}${certificate}`;
      name(writing, { id: service.id, prefix: 'SVC', command, query: 'id' });
      writePolicy(writing, service);
    }
  }
  for (const group of objectsOf(aws.LatticeTargetGroup)) writeGroup(writing, group);
  if (objectsOf(aws.LatticeService).length > 0) pause(writing, 60);
  writeListeners(writing);
  writeAssociations(writing);
}

function writePolicy(writing: Writing, { id, authPolicy }: { readonly id: string; readonly authPolicy?: string }): void {
  if (authPolicy === undefined) return;
  run(writing, `vpc-lattice put-auth-policy --resource-identifier ${ref(writing, id)} --policy ${json(writing, JSON.parse(authPolicy))}`);
}

function writeGroup(writing: Writing, { id, name: own, type, config, targets }: LatticeTargetGroup): void {
  if (!isNamed(writing, config.vpcIdentifier)) {
    leave(writing, 'LatticeTargetGroup', id);
    return;
  }
  const command = `vpc-lattice create-target-group --name ${own} --type ${type} --config ${json(writing, config)}`;
  name(writing, { id, prefix: 'LTG', command, query: 'id' });
  const live = targets.filter(({ drainingSince, id: target }) => drainingSince === undefined && (type === 'IP' || isNamed(writing, target)));
  if (live.length < targets.length) leave(writing, 'LatticeTargetGroup', `${own} targets`);
  if (live.length === 0) return;
  const given = live.map(({ id: target, port }) => `id=${ref(writing, target)},port=${port}`).join(' ');
  run(writing, `vpc-lattice register-targets --target-group-identifier ${ref(writing, id)} --targets ${given}`);
}

function isWritten(writing: Writing, { forward }: LatticeAction): boolean {
  return (forward?.targetGroups ?? []).every(({ targetGroupIdentifier }) => isNamed(writing, targetGroupIdentifier));
}

function writeListeners(writing: Writing): void {
  const { aws } = writing.world;
  for (const listener of objectsOf(aws.LatticeListener)) {
    const { id, name: own, serviceId, protocol, port, defaultAction } = listener;
    if (!isNamed(writing, serviceId) || !isWritten(writing, defaultAction)) {
      leave(writing, 'LatticeListener', id);
      continue;
    }
    const base = `--service-identifier ${ref(writing, serviceId)} --name ${own} --protocol ${protocol} --port ${port}`;
    const command = `vpc-lattice create-listener ${base} --default-action ${json(writing, defaultAction)}`;
    name(writing, { id, prefix: 'LLISTENER', command, query: 'id' });
  }
  for (const { id, name: own, listenerId, priority, match, action } of objectsOf(aws.LatticeRule)) {
    const service = objectAt(aws.LatticeListener, listenerId)?.serviceId ?? '';
    if (!isNamed(writing, listenerId) || !isWritten(writing, action)) {
      leave(writing, 'LatticeRule', id);
      continue;
    }
    const base = `--service-identifier ${ref(writing, service)} --listener-identifier ${ref(writing, listenerId)} --name ${own} --priority ${priority}`;
    run(writing, `vpc-lattice create-rule ${base} --match ${json(writing, match)} --action ${json(writing, action)}`);
  }
}

function writeAssociations(writing: Writing): void {
  const { aws } = writing.world;
  for (const { id, serviceId, serviceNetworkId, status } of objectsOf(aws.LatticeServiceAssociation)) {
    if (!isNamed(writing, serviceId) || !isNamed(writing, serviceNetworkId) || status === 'DELETE_IN_PROGRESS') {
      leave(writing, 'LatticeServiceAssociation', id);
      continue;
    }
    const ends = `--service-identifier ${ref(writing, serviceId)} --service-network-identifier ${ref(writing, serviceNetworkId)}`;
    run(writing, `vpc-lattice create-service-network-service-association ${ends}`);
  }
  for (const { id, vpcId, serviceNetworkId, securityGroupIds, status } of objectsOf(aws.LatticeVpcAssociation)) {
    if (!isNamed(writing, vpcId) || !isNamed(writing, serviceNetworkId) || status === 'DELETE_IN_PROGRESS') {
      leave(writing, 'LatticeVpcAssociation', id);
      continue;
    }
    const groups = securityGroupIds.length === 0 ? '' : ` --security-group-ids ${securityGroupIds.map((each) => ref(writing, each)).join(' ')}`;
    const ends = `--service-network-identifier ${ref(writing, serviceNetworkId)} --vpc-identifier ${ref(writing, vpcId)}`;
    run(writing, `vpc-lattice create-service-network-vpc-association ${ends}${groups}`);
  }
}
