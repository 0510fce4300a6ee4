/**
 * The service account controller: a namespace always has the account `default`.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/serviceaccount/serviceaccounts_controller.go
 */
import { objectAt } from '../../store.ts';
import { create } from '../acts.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { controllerManager } from '../identities.ts';

/** Keys: names of Namespaces. */
export const serviceAccountController: Controller = {
  name: 'service-account-controller',
  identity: controllerManager('service-account-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Namespace: ({ ref }) => [ref.key],
      ServiceAccount: ({ ref, after }) => (after === null ? [ref.key.slice(0, ref.key.indexOf('/'))] : []),
    },
  },
  reconcile: (world, key) => {
    if (objectAt(world.cluster.Namespace, key)?.status.phase !== 'Active') return NOTHING;
    if (objectAt(world.cluster.ServiceAccount, `${key}/default`) !== undefined) return NOTHING;
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: key } };
    return {
      acts: [create('ServiceAccount', account)],
      because: { ko: `${key} 네임스페이스에 default 서비스 어카운트가 없습니다.`, en: `Namespace ${key} has no default service account.` },
    };
  },
};
