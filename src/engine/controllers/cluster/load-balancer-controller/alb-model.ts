/**
 * What a group of Ingresses becomes: an ALB, a listener for each port, a rule for each path, a target group for each backend.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_builder.go
 */
import type { Service } from '../../../cluster/service.ts';
import { actionsFor } from './alb-actions.ts';
import { ruleConditions } from './alb-conditions.ts';
import { type ListenPort, listenPortsOf, mergedListenPorts, sslRedirect } from './alb-listen-ports.ts';
import { albFrontendIngress, albGroups, albIpAddressType, albName, albScheme, mergedMaps, withDefaultBackend } from './alb-load-balancer.ts';
import { effectiveRules } from './alb-rules.ts';
import { albTargetGroup } from './alb-target-group.ts';
import type { ControllerOptions } from './controller-options.ts';
import { type GroupId, showGroup } from './ingress-group.ts';
import type { IngressBackend, Member } from './ingress-object.ts';
import { type ActionModel, type ListenerModel, type Model, nameOf, type RuleModel, type Surroundings, type TargetGroupModel } from './model.ts';
import { within } from './model-error.ts';
import { inRuleOrder } from './path-patterns.ts';
import { resourceName } from './resource-name.ts';

export type IngressGroup = {
  readonly id: GroupId;
  /** In group order. */
  readonly members: readonly Member[];
  readonly services: readonly Service[];
};

type Context = {
  readonly group: IngressGroup;
  readonly options: ControllerOptions;
  readonly ipAddressType: string;
  readonly backendGroup: string | undefined;
  readonly redirect: { readonly port: number; readonly statusCode: string } | null;
  readonly targetGroups: Map<string, TargetGroupModel>;
};

/** The whole model. Throws a ModelError with the controller's text. */
export function albModel(group: IngressGroup, options: ControllerOptions, around: Surroundings): Model {
  const { members } = group;
  const ports = mergedListenPorts(members, options.defaultSSLPolicy);
  const scheme = albScheme(members, options);
  const ipAddressType = albIpAddressType(members);
  const groups = albGroups(members, options, around);
  const name = albName(members, group.id, { options, scheme });
  const redirect = sslRedirect(members, new Map([...ports].map(([port, { protocol }]) => [port, protocol])));
  const context: Context = { group, options, ipAddressType, backendGroup: groups.backend, redirect, targetGroups: new Map() };
  const listeners = [...ports].map(([port, config]) => listener(port, config, context));
  const rules = [...ports].flatMap(([port, config]) => rulesFor(port, config, context));
  const tags = { ...mergedMaps(members, 'tags'), ...options.defaultTags };
  const attributes = mergedMaps(members, 'load-balancer-attributes');
  const subnets = around.subnets.map(({ id }) => ({ id }));
  const managed = { name: managedName(group, options), ingress: albFrontendIngress(ports, ipAddressType) };
  return {
    loadBalancer: { name, type: 'application', scheme, ipAddressType, subnets, securityGroups: groups.ids, attributes, tags },
    listeners,
    rules,
    targetGroups: [...context.targetGroups.values()],
    ...(groups.isManaged ? { managedSecurityGroup: managed } : {}),
  };
}

function managedName({ id }: IngressGroup, { clusterName }: ControllerOptions): string {
  const parts = 'explicit' in id ? [id.explicit] : [id.namespace, id.name];
  return resourceName(parts, [clusterName, showGroup(id)]);
}

function listener(port: number, { protocol, sslPolicy, certificates }: ListenPort, context: Context): ListenerModel {
  const defaultActions = defaultActionsOf(port, protocol, context);
  return { port, protocol, ...(sslPolicy === undefined ? {} : { sslPolicy }), certificates, defaultActions };
}

/** The members that want to listen on the port. */
function membersOn(port: number, { group }: Context): readonly Member[] {
  return group.members.filter((member) => listenPortsOf(member).has(port));
}

const NOT_FOUND: ActionModel = { type: 'fixed-response', contentType: 'text/plain', statusCode: '404' };

function defaultActionsOf(port: number, protocol: string, context: Context): readonly ActionModel[] {
  const { redirect } = context;
  if (redirect !== null && protocol === 'HTTP') {
    return [{ type: 'redirect', redirect: { port: String(redirect.port), protocol: 'HTTPS', statusCode: redirect.statusCode } }];
  }
  const member = withDefaultBackend(membersOn(port, context));
  const backend = member?.ingress.spec?.defaultBackend;
  return member === undefined || backend === undefined ? [NOT_FOUND] : actionsOf(member, backend, { protocol, context });
}

function rulesFor(port: number, { protocol }: ListenPort, context: Context): readonly RuleModel[] {
  if (context.redirect !== null && protocol === 'HTTP') return [];
  const bare = membersOn(port, context).flatMap((member) =>
    (member.ingress.spec?.rules ?? []).flatMap(({ host, http }) =>
      inRuleOrder(http?.paths ?? []).map((path) =>
        within(`ingress: ${nameOf(member.ingress)}`, () => ({
          conditions: ruleConditions(member.ingress, host, path),
          actions: actionsOf(member, path.backend, { protocol, context }),
        })),
      ),
    ),
  );
  return effectiveRules(bare, port, protocol).map((rule, index) => ({ listenerPort: port, priority: index + 1, ...rule }));
}

function actionsOf(
  member: Member,
  backend: IngressBackend,
  { protocol, context }: { readonly protocol: string; readonly context: Context },
): readonly ActionModel[] {
  const { group, options, ipAddressType, backendGroup, targetGroups } = context;
  const { namespace } = member.ingress.metadata;
  return actionsFor(backend, {
    member,
    protocol,
    // A route may refer to a Service of another namespace, as `NAMESPACE/NAME`.
    serviceNamed: (name) => {
      const key = name.includes('/') ? name : `${namespace ?? ''}/${name}`;
      return group.services.find((service) => nameOf(service) === key);
    },
    targetGroup: (service, port) => {
      const made = albTargetGroup({ member, service, port }, { options, groupName: showGroup(group.id), ipAddressType, backendGroup });
      targetGroups.set(made.id, made);
      return made.id;
    },
  });
}
