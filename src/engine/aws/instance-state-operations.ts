/** Stopping, starting and terminating. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { checkIds, objectOfKind } from './find.ts';
import { type Instance, instance } from './instance.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import { type Done, operation } from './operation.ts';
import { drawPublicAddress } from './public-addresses.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idsOf } from './shape.ts';

type State = Instance['State'];

const SHUTTING_DOWN: State = { Code: 32, Name: 'shutting-down' };
const STOPPING: State = { Code: 64, Name: 'stopping' };
const PENDING: State = { Code: 0, Name: 'pending' };
/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html */
const BY_USER = { Code: 'Client.UserInitiatedShutdown', Message: 'Client.UserInitiatedShutdown: User initiated shutdown' };
const InstanceIds = { ...idsOf('Instance'), required: true } as const;

const terminateInstances = operation({
  service: 'ec2',
  name: 'TerminateInstances',
  kind: 'Instance',
  writes: true,
  summary: { ko: '인스턴스를 종료합니다. 되돌릴 수 없습니다.', en: 'Terminates instances, for good.' },
  members: { InstanceIds },
  run: ({ world, input }) => {
    const found = instancesNamed(world, input.InstanceIds);
    if (isRefusal(found)) return found;
    const kept = found.find(({ DisableApiTermination }) => DisableApiTermination === true);
    if (kept !== undefined) {
      const mend = "Modify its 'disableApiTermination' instance attribute and try again.";
      return refuse('OperationNotPermitted', `The instance '${kept.InstanceId}' may not be terminated. ${mend}`);
    }
    const going = (each: Instance) => (isGone(each) ? each : ended(each, world, SHUTTING_DOWN));
    return changed('TerminatingInstances', found, going);
  },
});

const stopInstances = operation({
  service: 'ec2',
  name: 'StopInstances',
  kind: 'Instance',
  writes: true,
  summary: { ko: '인스턴스를 중지합니다. 프라이빗 주소는 그대로 남습니다.', en: 'Stops instances, which keep their private addresses.' },
  members: { InstanceIds, Force: boolean, Hibernate: boolean, SkipOsShutdown: boolean },
  run: ({ world, input }) => {
    const found = instancesNamed(world, input.InstanceIds);
    if (isRefusal(found)) return found;
    const unfit = found.find((each) => isGone(each) || each.State.Name === 'pending');
    if (unfit !== undefined) {
      return refuse('IncorrectInstanceState', `The instance '${unfit.InstanceId}' is not in a state from which it can be stopped.`);
    }
    const kept = found.find(({ DisableApiStop }) => DisableApiStop === true);
    if (kept !== undefined) {
      const mend = "Modify its 'disableApiStop' instance attribute and try again.";
      return refuse('OperationNotPermitted', `The instance '${kept.InstanceId}' may not be stopped. ${mend}`);
    }
    return changed('StoppingInstances', found, (each) => (each.State.Name === 'running' ? ended(each, world, STOPPING) : each));
  },
});

const startInstances = operation({
  service: 'ec2',
  name: 'StartInstances',
  kind: 'Instance',
  writes: true,
  summary: { ko: '중지된 인스턴스를 다시 시작합니다.', en: 'Starts instances that are stopped.' },
  members: { InstanceIds },
  run: ({ world, input, as }) => {
    const found = instancesNamed(world, input.InstanceIds);
    if (isRefusal(found)) return found;
    const unfit = found.find((each) => isGone(each) || each.State.Name === 'stopping');
    if (unfit !== undefined) {
      return refuse('IncorrectInstanceState', `The instance '${unfit.InstanceId}' is not in a state from which it can be started.`);
    }
    const started = changed('StartingInstances', found, (each) => (each.State.Name === 'stopped' ? begun(each, world) : each));
    return withAddresses(world, as, {
      started,
      publicly: found.filter((each) => each.State.Name === 'stopped' && each.publicWhenStarted === true),
    });
  },
});

const rebootInstances = operation({
  service: 'ec2',
  name: 'RebootInstances',
  kind: 'Instance',
  writes: true,
  summary: { ko: '인스턴스를 재부팅합니다. 주소와 상태는 바뀌지 않습니다.', en: 'Reboots instances; addresses and states stay as they are.' },
  members: { InstanceIds },
  run: ({ world, input }) => {
    const found = instancesNamed(world, input.InstanceIds);
    if (isRefusal(found)) return found;
    const unfit = found.find(isGone);
    return unfit === undefined
      ? { output: {} }
      : refuse('IncorrectInstanceState', `The instance '${unfit.InstanceId}' is not in a state from which it can be rebooted.`);
  },
});

function instancesNamed(world: World, ids: readonly string[]): readonly Instance[] | Refusal {
  const wrong = checkIds(world, instance, ids);
  return wrong ?? [...new Set(ids)].map((id) => objectOfKind(world, instance, id) as Instance);
}

function isGone({ State: { Name } }: Instance): boolean {
  return Name === 'terminated' || Name === 'shutting-down';
}

function ended(each: Instance, world: World, State: State): Instance {
  const when = new Date(world.now).toISOString().slice(0, 19).replace('T', ' ');
  return { ...each, State, StateReason: BY_USER, StateTransitionReason: `User initiated (${when} GMT)`, since: world.now };
}

function begun(each: Instance, world: World): Instance {
  const { StateReason: _reason, StateTransitionReason: _transition, publicWhenStarted: _public, ...rest } = each;
  return { ...rest, State: PENDING, LaunchTime: `${new Date(world.now).toISOString().slice(0, 19)}+00:00`, since: world.now };
}

function changed(list: string, found: readonly Instance[], change: (each: Instance) => Instance): Done {
  const pairs = found.map((before) => ({ before, after: change(before) }));
  return {
    effects: pairs.filter(({ before, after }) => before !== after).map(({ after }) => store('Instance', after)),
    output: { [list]: pairs.map(({ before, after }) => ({ InstanceId: after.InstanceId, CurrentState: after.State, PreviousState: before.State })) },
  };
}

type Starting = { readonly started: Done; readonly publicly: readonly Instance[] };

/** A public address that was given up on stopping is another one on starting; an instance of several interfaces gets none. */
function withAddresses(world: World, as: Principal, { started, publicly }: Starting): Done {
  let next = world;
  const enis: NetworkInterface[] = [];
  for (const { InstanceId } of publicly) {
    const [primary, ...others] = interfacesOf(world, InstanceId);
    const [first, ...rest] = primary?.PrivateIpAddresses ?? [];
    if (primary === undefined || first === undefined || others.length > 0 || first.Association !== undefined) continue;
    const drawn = drawPublicAddress(next, as);
    next = drawn.world;
    enis.push({ ...primary, PrivateIpAddresses: [{ ...first, Association: { PublicIp: drawn.address, IpOwnerId: 'amazon' } }, ...rest] });
  }
  return { ...started, world: next, effects: [...(started.effects ?? []), ...enis.map((eni) => store('NetworkInterface', eni))] };
}

export const instanceStateOperations = [terminateInstances, stopInstances, startInstances, rebootInstances];
