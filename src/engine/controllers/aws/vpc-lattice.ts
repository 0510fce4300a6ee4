/** VPC Lattice: services, target groups and associations that become ready, and that are gone some time after they were deleted. */
import { lifecycle, seconds } from './lifecycle.ts';

const NAME = 'vpc-lattice.amazonaws.com';
const ROLE = 'AWSServiceRoleForVpcLattice';
/** How long AWS takes; the documentation gives no numbers. */
const TO_ACTIVE = { service: seconds(30), serviceAssociation: seconds(30), vpcAssociation: seconds(60), targetGroup: seconds(5) };
const TO_DELETED = seconds(30);

type Staged = { readonly status: string; readonly since?: number };

function step({ status, since }: Staged, now: number, toActive: number) {
  const from = since ?? now;
  if (status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS')
    return { at: from + toActive, because: { ko: 'VPC Lattice가 준비를 마쳤습니다.', en: 'VPC Lattice has it ready.' } };
  return status === 'DELETE_IN_PROGRESS'
    ? { at: from + TO_DELETED, because: { ko: 'VPC Lattice가 삭제를 마쳤습니다.', en: 'VPC Lattice has taken it down.' } }
    : null;
}

export const latticeVpcAssociationService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'LatticeVpcAssociation',
  verb: 'AdvanceLatticeVpcAssociation',
  member: 'id',
  next: (association, { now }) => step(association, now, TO_ACTIVE.vpcAssociation),
});

export const latticeServiceService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'LatticeService',
  verb: 'AdvanceLatticeService',
  member: 'id',
  next: (service, { now }) => step(service, now, TO_ACTIVE.service),
});

export const latticeServiceAssociationService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'LatticeServiceAssociation',
  verb: 'AdvanceLatticeServiceAssociation',
  member: 'id',
  next: (association, { now }) => step(association, now, TO_ACTIVE.serviceAssociation),
});

export const latticeTargetGroupService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'LatticeTargetGroup',
  verb: 'AdvanceLatticeTargetGroup',
  member: 'id',
  next: (group, { now }) => step(group, now, TO_ACTIVE.targetGroup),
});
