/** The names of annotations that the controller reads, and notes on those that look like one but are not. */
import { nearest } from '../../../nearest.ts';
import type { Text } from '../../../text.ts';
import { type Annotations, INGRESS_PREFIX, SERVICE_PREFIX } from './annotations.ts';

const OF_SERVICE = `alpn-policy additional-resource-tags attributes backend-protocol cross-zone-load-balancing-enabled disable-nlb-sg
  eip-allocations enable-prefix-for-ipv6-source-nat enable-tcp-udp-listener healthcheck-healthy-threshold healthcheck-interval healthcheck-path
  healthcheck-port healthcheck-protocol healthcheck-success-codes healthcheck-timeout healthcheck-unhealthy-threshold
  inbound-sg-rules-on-private-link-traffic internal ip-address-type ipv6-addresses manage-backend-security-group-rules
  multi-cluster-target-group name nlb-target-type private-ipv4-addresses proxy-protocol quic-enabled-ports scheme security-group-prefix-lists security-groups
  source-ranges ssl-cert ssl-negotiation-policy ssl-ports subnets target-group-attributes target-node-labels type access-log-enabled
  access-log-s3-bucket-name access-log-s3-bucket-prefix`;

const OF_INGRESS = `auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie auth-session-timeout auth-type
  backend-protocol backend-protocol-version certificate-arn customer-owned-ipv4-pool group.name group.order healthcheck-interval-seconds
  healthcheck-path healthcheck-port healthcheck-protocol healthcheck-timeout-seconds healthy-threshold-count inbound-cidrs ip-address-type
  listen-ports load-balancer-attributes load-balancer-name manage-backend-security-group-rules multi-cluster-target-group
  mutual-authentication scheme security-group-prefix-lists security-groups ssl-policy ssl-redirect subnets success-codes tags
  target-group-attributes target-node-labels target-type unhealthy-threshold-count use-regex-path-match wafv2-acl-arn`;

const names = (prefix: string, list: string) =>
  list
    .trim()
    .split(/\s+/)
    .map((name) => `${prefix}${name}`);
const KNOWN = [
  ...names(`${SERVICE_PREFIX}/aws-load-balancer-`, OF_SERVICE),
  `${SERVICE_PREFIX}/load-balancer-source-ranges`,
  ...names(`${INGRESS_PREFIX}/`, OF_INGRESS),
];
/** Followed by a name of the author's own, or by a port. */
const OPEN =
  /^alb\.ingress\.kubernetes\.io\/(actions|conditions|transforms|listener-attributes)\.|^service\.beta\.kubernetes\.io\/aws-load-balancer-listener-attributes\./;

/** Annotations that the controller does not read although they look as if it should, each with the one that may have been meant. */
export function mistypedAnnotations(annotations: Annotations | undefined): readonly { readonly name: string; readonly meant: string }[] {
  return Object.keys(annotations ?? {}).flatMap((name) => {
    if (KNOWN.includes(name) || OPEN.test(name) || !/ingress|load-?balancer|service\./i.test(name)) return [];
    const meant = nearest(name, KNOWN);
    return meant === null ? [] : [{ name, meant }];
  });
}

/** What the lab says of such an annotation: the controller itself says nothing. */
export function mistypedNote({ name, meant }: { readonly name: string; readonly meant: string }, object: string): Text {
  return {
    ko: `${object}의 ${name} 어노테이션은 AWS Load Balancer Controller가 읽지 않습니다. ${meant} 아닌가요? 컨트롤러는 모르는 어노테이션에 대해 아무 말도 하지 않습니다.`,
    en: `The AWS Load Balancer Controller does not read annotation ${name} of ${object}. Did you mean ${meant}? It says nothing about annotations it does not know.`,
  };
}
