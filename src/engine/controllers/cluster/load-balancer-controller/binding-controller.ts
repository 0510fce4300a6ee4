/**
 * TargetGroupBindings: the targets of a Service are registered with a group, and let in by security groups.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/controllers/elbv2/targetgroupbinding_controller.go
 */

import { same } from '../../../canonical.ts';
import type { EndpointSlice } from '../../../cluster/endpointslice.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Node } from '../../../cluster/node.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { ApiError } from '../../../verb.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile, verbatim } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { networkingActs } from './binding-networking.ts';
import { targetsOf } from './binding-targets.ts';
import type { Resolved } from './endpoint-targets.ts';
import { CONTROLLER, controllerIdentity, isRunning, optionsOf, retryAt } from './installation.ts';
import { attempt, hasFailed } from './model-error.ts';
import { sdkError } from './sdk-error.ts';

const FINALIZER = 'elbv2.k8s.aws/resources';
const SERVICE_NAME = 'kubernetes.io/service-name';

/** Bindings of a Service, or all of them. */
function bindings(world: World, service?: string): readonly string[] {
  const all = objectsOf(world.cluster.TargetGroupBinding);
  return all.flatMap(({ metadata, spec }) =>
    service === undefined || `${metadata.namespace}/${spec.serviceRef.name}` === service ? [keyOf(metadata)] : [],
  );
}

/** What of a node decides whether it is a target: not its heartbeat. */
function servingOf(node: Node | null): object | null {
  if (node === null) return null;
  const { labels } = node.metadata;
  const ready = node.status.conditions?.find(({ type }) => type === 'Ready')?.status;
  return { labels, ready, taints: node.spec.taints, providerID: node.spec.providerID };
}

export const targetGroupBindings: Controller = {
  name: `${CONTROLLER}/targetGroupBinding`,
  identity: controllerIdentity,
  manager: 'controller',
  watches: {
    cluster: {
      TargetGroupBinding: ({ ref }) => [ref.key],
      Service: ({ ref }, world) => bindings(world, ref.key),
      EndpointSlice: ({ before, after }, world) => {
        const { metadata } = (after ?? before) as EndpointSlice;
        return bindings(world, `${metadata.namespace}/${metadata.labels?.[SERVICE_NAME]}`);
      },
      Node: ({ before, after }, world) => (same(servingOf(before as Node | null), servingOf(after as Node | null)) ? [] : bindings(world)),
      Deployment: ({ ref }, world) => (ref.key === `kube-system/${CONTROLLER}` ? bindings(world) : []),
    },
  },
  reconcile: (world, key) => {
    const binding = objectAt(world.cluster.TargetGroupBinding, key);
    if (binding === undefined || !isRunning(world)) return NOTHING;
    return binding.metadata.deletionTimestamp === undefined ? reconciled(world, binding) : cleaned(world, binding);
  },
  refused: failed,
};

function reconciled(world: World, binding: TargetGroupBinding): Reconcile {
  const key = keyOf(binding.metadata);
  const finalizers = binding.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) {
    return {
      acts: [mergePatch('TargetGroupBinding', binding, { metadata: { finalizers: [...finalizers, FINALIZER] } })],
      because: { ko: `${key} TargetGroupBinding을 맡습니다.`, en: `Binding ${key} is taken up.` },
    };
  }
  const options = optionsOf(world);
  const targets = attempt(() => ({ list: targetsOf(world, binding, options), rules: networkingActs(world, options) }));
  if (hasFailed(targets)) return notReconciled(world, binding, targets.error);
  const acts = [...targets.rules, ...registration(world, binding, targets.list)];
  const success = { type: 'Normal', reason: 'SuccessfullyReconciled', message: 'Successfully reconciled', component: 'targetGroupBinding' } as const;
  const event = acts.length === 0 ? recordOnce(world, binding, success) : record(world, binding, success);
  return {
    acts: [...acts, ...event],
    because: {
      ko: `${binding.spec.serviceRef.name} 서비스의 대상 ${targets.list.length}개를 ${key} 바인딩에 맞춥니다.`,
      en: `Service ${binding.spec.serviceRef.name} has ${targets.list.length} targets for ${key}.`,
    },
  };
}

function registration(world: World, { spec }: TargetGroupBinding, targets: readonly Resolved[]): readonly Act[] {
  const TargetGroupArn = spec.targetGroupARN ?? '';
  const present = (objectAt(world.aws.TargetGroup, TargetGroupArn)?.Targets ?? []).filter(({ drainingSince }) => drainingSince === undefined);
  const added = targets.filter(({ id, port }) => !present.some((each) => each.Id === id && each.Port === port));
  const removed = present.filter(({ Id, Port }) => !targets.some(({ id, port }) => id === Id && port === Port));
  return [
    ...(removed.length === 0 ? [] : [call('DeregisterTargets', { TargetGroupArn, Targets: removed.map(({ Id, Port }) => ({ Id, Port })) })]),
    ...(added.length === 0 ? [] : [call('RegisterTargets', { TargetGroupArn, Targets: added.map(({ id, port }) => ({ Id: id, Port: port })) })]),
  ];
}

function cleaned(world: World, binding: TargetGroupBinding): Reconcile {
  const finalizers = binding.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) return NOTHING;
  const known = objectAt(world.aws.TargetGroup, binding.spec.targetGroupARN ?? '') !== undefined;
  const rules = attempt(() => ({ acts: networkingActs(world, optionsOf(world)) }));
  if (hasFailed(rules)) return notReconciled(world, binding, rules.error);
  const rest = finalizers.filter((name) => name !== FINALIZER);
  const acts = [
    ...(known ? registration(world, binding, []) : []),
    ...rules.acts,
    mergePatch('TargetGroupBinding', binding, { metadata: { finalizers: rest } }),
  ];
  return {
    acts,
    because: { ko: `${keyOf(binding.metadata)} TargetGroupBinding을 삭제합니다.`, en: `Binding ${keyOf(binding.metadata)} is deleted.` },
  };
}

function notReconciled(world: World, binding: TargetGroupBinding, message: string): Reconcile {
  const event = record(world, binding, {
    type: 'Warning',
    reason: 'BackendNotFound',
    message: `backend not found: ${message}`,
    component: 'targetGroupBinding',
  });
  return { acts: event, because: verbatim(message), dueAt: retryAt(world, binding.metadata.creationTimestamp), periodic: true };
}

function failed(world: World, key: string, error: ApiError): Reconcile {
  const binding = objectAt(world.cluster.TargetGroupBinding, key);
  if (binding === undefined) return NOTHING;
  const message = sdkError(error);
  const event = record(world, binding, { type: 'Warning', reason: 'FailedNetworkReconcile', message, component: 'targetGroupBinding' });
  return { acts: event, because: verbatim(message), dueAt: retryAt(world, binding.metadata.creationTimestamp), periodic: true };
}

function call(verb: string, body: Readonly<Record<string, unknown>>): Act {
  return { plane: 'aws', verb, kind: 'TargetGroup', body };
}
