/** A ReferenceGrant of the Gateway API: which objects of other namespaces may refer to those of this one. https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
import { customKind } from './custom-kind.ts';
import { group, kindName, namespaceName, objectName } from './gateway-schema.ts';
import type { Metadata } from './metadata.ts';
import { listOf, object, ruled } from './schema.ts';

export type ReferenceGrant = {
  readonly apiVersion: 'gateway.networking.k8s.io/v1beta1';
  readonly kind: 'ReferenceGrant';
  readonly metadata: Metadata;
  readonly spec: {
    readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
    readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
  };
  readonly status?: never;
};

const from = ruled(object('ReferenceGrantFrom', { group, kind: kindName, namespace: namespaceName }), { required: ['group', 'kind', 'namespace'] });
const to = ruled(object('ReferenceGrantTo', { group, kind: kindName, name: objectName }), { required: ['group', 'kind'] });

export const referenceGrant = customKind<ReferenceGrant>({
  kind: 'ReferenceGrant',
  group: 'gateway.networking.k8s.io',
  version: 'v1beta1',
  plural: 'referencegrants',
  shortNames: ['refgrant'],
  categories: ['gateway-api'],
  namespaced: true,
  installedBy: 'gateway-api',
  status: false,
  columns: [],
  fields: {
    spec: ruled(
      object('ReferenceGrantSpec', {
        from: ruled(listOf(from), { minItems: 1, maxItems: 16 }),
        to: ruled(listOf(to), { minItems: 1, maxItems: 16 }),
      }),
      { required: ['from', 'to'] },
    ),
  },
});
