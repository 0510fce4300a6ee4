/** The verbs of kubectl that the lab has. A verb that is not in this list does not exist. */
import { apply, replace } from './apply.ts';
import type { Verb } from './call.ts';
import { cordon, uncordon } from './cordon.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { describe } from './describe.ts';
import { annotate, label } from './edit-fields.ts';
import { exec, logs } from './exec.ts';
import { get } from './get.ts';
import { apiResources, clusterInfo, config, explain, version } from './information.ts';
import { edit, patch } from './patch.ts';
import { rollout, waitFor } from './rollout.ts';
import { expose, runPod } from './run-and-expose.ts';
import { scale, set } from './scale.ts';

export const verbs: readonly Verb[] = [
  get,
  describe,
  apply,
  create,
  remove,
  edit,
  patch,
  replace,
  label,
  annotate,
  scale,
  set,
  expose,
  runPod,
  rollout,
  waitFor,
  exec,
  logs,
  cordon,
  uncordon,
  explain,
  apiResources,
  clusterInfo,
  config,
  version,
];

/** Real verbs that the lab does not have, and what to type instead. */
export const ELSEWHERE: { readonly [verb: string]: string } = {
  autoscale: 'kubectl scale',
  certificate: '',
  top: 'kubectl describe node',
  drain: 'kubectl cordon',
  taint: 'kubectl patch node',
  attach: 'kubectl exec',
  'port-forward': 'kubectl exec POD -- curl',
  proxy: 'kubectl get',
  cp: '',
  auth: '',
  debug: 'kubectl exec',
  events: 'kubectl get events',
  diff: 'kubectl apply --dry-run=server -o yaml',
  kustomize: 'kubectl apply -f -',
  completion: '',
  alpha: '',
  plugin: '',
  options: 'kubectl --help',
  'api-versions': 'kubectl api-resources',
};
