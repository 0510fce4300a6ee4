/** The verbs of kubectl that the lab has. A verb that is not in this list does not exist. */
import { apply, replace } from './apply.ts';
import { auth } from './auth.ts';
import type { Verb } from './call.ts';
import { cordon, uncordon } from './cordon.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { drain } from './drain.ts';
import { annotate, label } from './edit-fields.ts';
import { exec, logs } from './exec.ts';
import { events, get } from './get.ts';
import { apiResources, apiVersions, clusterInfo, config, explain, version } from './information.ts';
import { edit, patch } from './patch.ts';
import { rollout, waitFor } from './rollout.ts';
import { expose, runPod } from './run-and-expose.ts';
import { scale, set } from './scale.ts';
import { taint } from './taint.ts';

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
  drain,
  taint,
  auth,
  diff,
  events,
  explain,
  apiResources,
  apiVersions,
  clusterInfo,
  config,
  version,
];

/** Real verbs that the lab does not have, and what to type instead. */
export const ELSEWHERE: { readonly [verb: string]: string } = {
  autoscale: 'kubectl scale',
  certificate: '',
  top: 'kubectl describe node',
  attach: 'kubectl exec',
  'port-forward': 'kubectl exec POD -- curl',
  proxy: 'kubectl get',
  cp: '',
  debug: 'kubectl exec',
  kustomize: 'kubectl apply -f -',
  completion: '',
  alpha: '',
  plugin: '',
  options: 'kubectl --help',
};
