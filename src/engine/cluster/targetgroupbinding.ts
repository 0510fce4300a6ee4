/**
 * A TargetGroupBinding of the AWS Load Balancer Controller: the endpoints of a Service, registered with a target group.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/config/crd/bases/elbv2.k8s.aws_targetgroupbindings.yaml
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { customKind } from './custom-kind.ts';
import { invalidValue } from './field-error.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { boolean, integer, intOrString, kept, listOf, object, ruled, string } from './schema.ts';

export type TargetGroupBinding = {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'TargetGroupBinding';
  readonly metadata: Metadata;
  readonly spec: {
    readonly targetGroupARN?: string;
    readonly targetGroupName?: string;
    readonly serviceRef: { readonly name: string; readonly port: number | string };
    readonly targetType?: 'instance' | 'ip';
    readonly ipAddressType?: 'ipv4' | 'ipv6';
    readonly vpcID?: string;
    readonly nodeSelector?: LabelSelector;
    readonly multiClusterTargetGroup?: boolean;
    readonly networking?: { readonly ingress?: readonly NetworkingIngress[] };
  };
  readonly status?: { readonly observedGeneration?: number };
};

/** Who may reach the targets on which ports: from it the controller makes rules of the security groups of pods and nodes. */
export type NetworkingIngress = {
  readonly from: readonly { readonly ipBlock?: { readonly cidr: string }; readonly securityGroup?: { readonly groupID: string } }[];
  readonly ports: readonly { readonly port?: number | string; readonly protocol?: 'TCP' | 'UDP' }[];
};

const peer = object('NetworkingPeer', {
  ipBlock: ruled(object('IPBlock', { cidr: string }), { required: ['cidr'] }),
  securityGroup: ruled(object('SecurityGroup', { groupID: string }), { required: ['groupID'] }),
});
const port = object('NetworkingPort', { port: intOrString, protocol: ruled(string, { enum: ['TCP', 'UDP'] }) });

const spec = object('TargetGroupBindingSpec', {
  ipAddressType: ruled(string, { enum: ['ipv4', 'ipv6'] }),
  multiClusterTargetGroup: kept(boolean),
  networking: object('TargetGroupBindingNetworking', {
    ingress: listOf(ruled(object('NetworkingIngressRule', { from: listOf(peer), ports: listOf(port) }), { required: ['from', 'ports'] })),
  }),
  nodeSelector: labelSelector,
  serviceRef: ruled(object('ServiceReference', { name: string, port: intOrString }), { required: ['name', 'port'] }),
  targetGroupARN: string,
  targetGroupName: string,
  targetType: ruled(string, { enum: ['instance', 'ip'] }),
  vpcID: string,
});

export const targetGroupBinding = customKind<TargetGroupBinding>({
  kind: 'TargetGroupBinding',
  group: 'elbv2.k8s.aws',
  version: 'v1beta1',
  plural: 'targetgroupbindings',
  namespaced: true,
  installedBy: 'aws-load-balancer-controller',
  columns: [
    { name: 'SERVICE-NAME', of: ({ spec: { serviceRef } }) => serviceRef?.name ?? '' },
    { name: 'SERVICE-PORT', of: ({ spec: { serviceRef } }) => String(serviceRef?.port ?? '') },
    { name: 'TARGET-TYPE', of: ({ spec: { targetType } }) => targetType ?? '' },
    { name: 'ARN', wide: true, of: ({ spec: { targetGroupARN } }) => targetGroupARN ?? '' },
  ],
  fields: {
    spec: ruled(spec, { required: ['serviceRef'] }),
    status: object('TargetGroupBindingStatus', { observedGeneration: integer }),
  },
  // The pattern of the controller's webhook for the id of a VPC.
  validate: ({ spec: { vpcID } }) =>
    vpcID === undefined || /^vpc-[0-9a-f]+$/.test(vpcID) ? [] : [invalidValue('spec.vpcID', vpcID, 'must match ^vpc-[0-9a-f]+$')],
});
