/** Operations on instances. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html */
import { describeOperation } from './describe.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { type Instance, instance } from './instance.ts';
import { groupsFor } from './interface-groups.ts';
import { interfacesOf } from './network-interface.ts';
import { operation } from './operation.ts';
import { isRefusal, refuse } from './refusal.ts';
import { severalInterfaces } from './route-target.ts';
import { ATTRIBUTE_BOOLEAN, idOf, idsOf } from './shape.ts';

const describeInstances = describeOperation(
  instance,
  { ko: '인스턴스를 보여 줍니다.', en: 'Shows instances.' },
  { wrap: (shown, world) => shown.map((each) => reservationOf(each as Instance, world.account)) },
);

/** The launch request that an instance came from; here every instance came from one of its own. */
function reservationOf(shown: Instance, OwnerId: string): object {
  return { ReservationId: `r-${shown.InstanceId.slice(2)}`, OwnerId, Groups: [], Instances: [shown] };
}

const modifyInstanceAttribute = operation({
  service: 'ec2',
  name: 'ModifyInstanceAttribute',
  kind: 'Instance',
  writes: true,
  summary: {
    ko: '인터페이스가 하나인 인스턴스의 보안 그룹이나 출발지/목적지 확인을 바꿉니다.',
    en: 'Changes the groups or the source/destination check of an instance that has one interface.',
  },
  members: { SourceDestCheck: ATTRIBUTE_BOOLEAN, InstanceId: { ...idOf('Instance'), required: true }, Groups: idsOf('SecurityGroup') },
  run: ({ world, input }) => {
    const found = find(world, 'Instance', input.InstanceId);
    if (isRefusal(found)) return found;
    if (input.Groups === undefined && input.SourceDestCheck === undefined) {
      return refuse('MissingParameter', 'The request must contain exactly one attribute to modify');
    }
    const [primary, ...others] = interfacesOf(world, input.InstanceId);
    if (primary === undefined || others.length > 0) return severalInterfaces(input.InstanceId);
    const subnet = find(world, 'Subnet', primary.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const Groups = input.Groups === undefined ? primary.Groups : groupsFor(world, subnet, input.Groups);
    if (isRefusal(Groups)) return Groups;
    const SourceDestCheck = input.SourceDestCheck?.Value ?? primary.SourceDestCheck;
    return { effects: [store('NetworkInterface', { ...primary, Groups, SourceDestCheck })], output: {} };
  },
});

export const instanceOperations = [describeInstances, modifyInstanceAttribute];
