/** The lab beside aws-node: it says which settings of the DaemonSet do nothing. No real process does. */
import type { DaemonSet } from '../../cluster/daemonset.ts';
import { settingNote } from '../../hosts/cni-setting-note.ts';
import { learner } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';

const AWS_NODE = 'kube-system/aws-node';

/** Keys: the DaemonSet of aws-node, `namespace/name`. */
export const cniSettingNotes: Controller = {
  name: 'lab/cni-settings',
  identity: ({ account }) => learner(account),
  manager: 'lab',
  watches: { cluster: { DaemonSet: ({ ref }) => (ref.key === AWS_NODE ? [ref.key] : []) } },
  reconcile: (world, key) => {
    const daemonSet = objectAt(world.cluster.DaemonSet, key);
    const acts = daemonSet === undefined ? [] : settingsOf(daemonSet).flatMap(([name, value]) => noticed(world, name, value));
    return acts.length === 0
      ? NOTHING
      : { acts, because: { ko: 'aws-node는 이 설정에 따라 움직이지 않습니다.', en: 'aws-node does not act on this setting.' } };
  },
};

function settingsOf({ spec }: DaemonSet): (readonly [string, string])[] {
  const { containers, initContainers = [] } = spec.template.spec ?? { containers: [] };
  const own = [...initContainers, ...containers].filter(({ name }) => name === 'aws-node' || name === 'aws-vpc-cni-init');
  return own.flatMap(({ env = [] }) => env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}

function noticed(world: World, name: string, value: string): Act[] {
  const text = settingNote(name, value);
  const key = `cni-setting/${name}=${value}`;
  if (text === null || objectAt(world.lab.Notice, key) !== undefined) return [];
  return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
}
