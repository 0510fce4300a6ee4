/** Operations on associations of VPCs. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateServiceNetworkVpcAssociation.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf } from '../shape.ts';
import { conflict, constraint, isVisible, latticeAt, validation } from './refusals.ts';
import { type LatticeVpcAssociation, latticeVpcAssociation, showVpcAssociation } from './vpc-association.ts';

const ASSOCIATION = { ...idOf('LatticeVpcAssociation'), required: true } as const;
/** "Maximum number of security groups per VPC association: 5." https://docs.aws.amazon.com/vpc-lattice/latest/ug/quotas.html */
const MOST_GROUPS = 5;

const createAssociation = operation({
  service: 'vpc-lattice',
  name: 'CreateServiceNetworkVpcAssociation',
  kind: 'LatticeVpcAssociation',
  writes: true,
  summary: { ko: 'VPC를 서비스 네트워크에 연결합니다.', en: 'Associates a VPC with a service network.' },
  members: {
    serviceNetworkIdentifier: { ...idOf('LatticeServiceNetwork'), required: true },
    vpcIdentifier: { ...idOf('Vpc'), required: true },
    securityGroupIds: idsOf('SecurityGroup'),
  },
  run: ({ world, input, as }) => {
    const network = latticeAt(world, 'LatticeServiceNetwork', input.serviceNetworkIdentifier);
    if (isRefusal(network)) return network;
    const { vpcIdentifier: vpcId, securityGroupIds = [] } = input;
    const wrong = checkVpc(world, vpcId) ?? checkGroups(world, vpcId, securityGroupIds);
    if (wrong !== null) return wrong;
    // "A VPC can be associated with only one service network." https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html
    const [present] = lookup(world.aws.LatticeVpcAssociation, 'byVpc', vpcId);
    if (present !== undefined) return conflict(`VPC ${vpcId} is already associated with service network ${present.serviceNetworkId}`);
    const minted = mintIds(world, as, ['snva']);
    const [id] = minted.ids;
    const association: LatticeVpcAssociation = {
      id,
      arn: `arn:aws:vpc-lattice:${world.region}:${world.account}:servicenetworkvpcassociation/${id}`,
      status: 'CREATE_IN_PROGRESS',
      createdBy: world.account,
      createdAt: timestamp(world.now),
      serviceNetworkId: network.id,
      vpcId,
      securityGroupIds: [...new Set(securityGroupIds)],
      since: world.now,
    };
    return { world: minted.world, effects: [store('LatticeVpcAssociation', association)], output: answer(association) };
  },
});

function answer({ arn, createdBy, id, securityGroupIds, status }: LatticeVpcAssociation): object {
  return { arn, createdBy, id, ...(securityGroupIds.length === 0 ? {} : { securityGroupIds }), status };
}

function checkVpc(world: World, id: string): Refusal | null {
  const pattern = 'vpc-(([0-9a-z]{8})|([0-9a-z]{17}))';
  if (!new RegExp(`^${pattern}$`).test(id)) return constraint('vpcIdentifier', id, `satisfy regular expression pattern: ${pattern}`);
  return objectAt(world.aws.Vpc, id) === undefined ? refuse('ResourceNotFoundException', `VPC ${id} not found`, 404) : null;
}

function checkGroups(world: World, VpcId: string, ids: readonly string[]): Refusal | null {
  if (ids.length > MOST_GROUPS) {
    return constraint('securityGroupIds', `[${ids.join(', ')}]`, `have length less than or equal to ${MOST_GROUPS}`);
  }
  for (const id of ids) {
    const group = objectAt(world.aws.SecurityGroup, id);
    if (group === undefined) return refuse('ResourceNotFoundException', `SecurityGroup ${id} not found`, 404);
    if (group.VpcId !== VpcId) return validation(`SecurityGroup ${id} does not belong to VPC ${VpcId}`);
  }
  return null;
}

const getAssociation = operation({
  service: 'vpc-lattice',
  name: 'GetServiceNetworkVpcAssociation',
  kind: 'LatticeVpcAssociation',
  writes: false,
  summary: { ko: 'VPC 연결의 상태와 보안 그룹을 보여 줍니다.', en: 'Shows the state and the security groups of a VPC association.' },
  members: { serviceNetworkVpcAssociationIdentifier: ASSOCIATION },
  run: ({ world, input }) => {
    const found = associationAt(world, input.serviceNetworkVpcAssociationIdentifier);
    return isRefusal(found) ? found : { output: showVpcAssociation(found, world) };
  },
});

/** Its own, or one of a network of its own: both accounts see the association. */
function associationAt(world: World, identifier: string): LatticeVpcAssociation | Refusal {
  const known = objectAt(world.aws.LatticeVpcAssociation, identifier.slice(identifier.lastIndexOf('/') + 1));
  return known !== undefined && isSeen(world, known) ? known : latticeAt(world, 'LatticeVpcAssociation', identifier);
}

function isSeen(world: World, { arn, serviceNetworkId }: LatticeVpcAssociation): boolean {
  return isVisible(world, arn) || objectAt(world.aws.LatticeServiceNetwork, serviceNetworkId)?.arn.split(':')[4] === world.account;
}

const listAssociations = operation({
  service: 'vpc-lattice',
  name: 'ListServiceNetworkVpcAssociations',
  kind: 'LatticeVpcAssociation',
  writes: false,
  summary: { ko: '서비스 네트워크나 VPC의 연결을 보여 줍니다.', en: 'Shows the associations of a service network or of a VPC.' },
  pages: 'items',
  members: { serviceNetworkIdentifier: idOf('LatticeServiceNetwork'), vpcIdentifier: idOf('Vpc') },
  run: ({ world, input: { serviceNetworkIdentifier, vpcIdentifier } }) => {
    if (serviceNetworkIdentifier === undefined && vpcIdentifier === undefined) {
      return validation('Either serviceNetworkIdentifier or vpcIdentifier must be specified');
    }
    const network = serviceNetworkIdentifier?.slice(serviceNetworkIdentifier.lastIndexOf('/') + 1);
    const wanted = objectsOf(world.aws.LatticeVpcAssociation).filter(
      (each) =>
        (network === undefined || each.serviceNetworkId === network) &&
        (vpcIdentifier === undefined || each.vpcId === vpcIdentifier) &&
        isSeen(world, each),
    );
    const items = wanted.map((each) => {
      const { securityGroupIds: _groups, ...summary } = latticeVpcAssociation.describe.show(each, world) as LatticeVpcAssociation;
      return summary;
    });
    return { output: { items } };
  },
});

const updateAssociation = operation({
  service: 'vpc-lattice',
  name: 'UpdateServiceNetworkVpcAssociation',
  kind: 'LatticeVpcAssociation',
  writes: true,
  summary: { ko: 'VPC 연결의 보안 그룹을 바꿉니다.', en: 'Changes the security groups of a VPC association.' },
  members: { serviceNetworkVpcAssociationIdentifier: ASSOCIATION, securityGroupIds: { ...idsOf('SecurityGroup'), required: true } },
  run: ({ world, input }) => {
    const found = associationAt(world, input.serviceNetworkVpcAssociationIdentifier);
    if (isRefusal(found)) return found;
    if (found.status !== 'ACTIVE') return conflict(`ServiceNetworkVpcAssociation ${found.id} is in ${found.status} status`);
    // "The association must continue to always have at least one security group."
    if (input.securityGroupIds.length === 0) return constraint('securityGroupIds', '[]', 'have length greater than or equal to 1');
    const wrong = checkGroups(world, found.vpcId, input.securityGroupIds);
    if (wrong !== null) return wrong;
    const securityGroupIds = [...new Set(input.securityGroupIds)];
    const next: LatticeVpcAssociation = { ...found, securityGroupIds, status: 'UPDATE_IN_PROGRESS', since: world.now };
    return { effects: [store('LatticeVpcAssociation', next)], output: answer(next) };
  },
});

const deleteAssociation = operation({
  service: 'vpc-lattice',
  name: 'DeleteServiceNetworkVpcAssociation',
  kind: 'LatticeVpcAssociation',
  writes: true,
  summary: { ko: 'VPC와 서비스 네트워크의 연결을 끊습니다.', en: 'Disassociates a VPC from its service network.' },
  members: { serviceNetworkVpcAssociationIdentifier: ASSOCIATION },
  run: ({ world, input }) => {
    const found = associationAt(world, input.serviceNetworkVpcAssociationIdentifier);
    if (isRefusal(found)) return found;
    // "You can't disassociate the VPC if there is a create or update association in progress."
    if (found.status === 'CREATE_IN_PROGRESS' || found.status === 'UPDATE_IN_PROGRESS') {
      return conflict(`ServiceNetworkVpcAssociation ${found.id} is in ${found.status} status`);
    }
    const next: LatticeVpcAssociation = { ...found, status: 'DELETE_IN_PROGRESS', since: world.now };
    return { effects: [store('LatticeVpcAssociation', next)], output: { arn: next.arn, id: next.id, status: next.status } };
  },
});

const advanceAssociation = operation({
  service: 'vpc-lattice',
  name: 'AdvanceLatticeVpcAssociation',
  kind: 'LatticeVpcAssociation',
  writes: true,
  internal: true,
  summary: { ko: 'VPC 연결의 상태를 다음으로 넘깁니다.', en: 'Takes a VPC association to its next state.' },
  members: { id: ASSOCIATION },
  run: ({ world, input: { id } }) => {
    const found = objectAt(world.aws.LatticeVpcAssociation, id);
    if (found === undefined || found.status === 'ACTIVE') return { output: {} };
    if (found.status === 'DELETE_IN_PROGRESS') return { effects: [erase('LatticeVpcAssociation', id)], output: {} };
    return { effects: [store('LatticeVpcAssociation', { ...found, status: 'ACTIVE', since: world.now })], output: {} };
  },
});

export const vpcAssociationOperations = [
  createAssociation,
  getAssociation,
  listAssociations,
  updateAssociation,
  deleteAssociation,
  advanceAssociation,
];
