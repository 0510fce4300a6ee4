/**
 * What an ALB does with a request for a backend: forward to a Service, or what the annotation `actions.NAME` says.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/enhanced_backend_builder.go
 */
import type { Service } from '../../../cluster/service.ts';
import { memberOf, textOf } from './alb-json.ts';
import { INGRESS_PREFIX, reader } from './annotations.ts';
import type { IngressBackend, Member } from './ingress-object.ts';
import type { ActionModel, ForwardTarget, Redirect } from './model.ts';
import { fail } from './model-error.ts';

/** The port name that says: the action stands in an annotation. */
const USE_ANNOTATION = 'use-annotation';

export type ActionContext = {
  readonly member: Member;
  readonly protocol: string;
  readonly serviceNamed: (name: string) => Service | undefined;
  /** The id of the target group for the Service's port. */
  readonly targetGroup: (service: Service, port: number | string) => string;
};

/** The actions for a backend: authentication first, on HTTPS, then what ends the request. */
export function actionsFor(backend: IngressBackend, context: ActionContext): readonly ActionModel[] {
  const { service } = backend;
  if (service === undefined) return fail('missing required "service" field');
  const name = service.port?.name;
  const action =
    name === USE_ANNOTATION ? annotatedAction(service.name, context) : forwardTo(service.name, name || (service.port?.number ?? 0), context);
  return [...authentication(backend, context, action), action];
}

function forwardTo(name: string, port: number | string, { serviceNamed, targetGroup }: ActionContext): ActionModel {
  const service = serviceNamed(name);
  if (service === undefined) return unavailable('Backend service does not exist');
  return { type: 'forward', targetGroups: [{ id: targetGroup(service, port) }] };
}

/** Where a Service or an annotation is missing, requests are answered with 503. */
function unavailable(messageBody: string): ActionModel {
  return { type: 'fixed-response', contentType: 'text/plain', statusCode: '503', messageBody };
}

function annotatedAction(name: string, context: ActionContext): ActionModel {
  const action = reader(INGRESS_PREFIX, context.member.ingress.metadata.annotations).json(`actions.${name}`);
  if (action === undefined) return unavailable('Backend action does not exist');
  const type = textOf(action, 'type');
  switch (type) {
    case 'fixed-response':
      return fixedResponse(memberOf(action, 'fixedResponseConfig') ?? fail('missing FixedResponseConfig'));
    case 'redirect':
      return redirect(memberOf(action, 'redirectConfig') ?? fail('missing RedirectConfig'));
    case 'forward':
      return forward(action, context);
    default:
      return fail(`unknown action type: ${type ?? ''}`);
  }
}

function fixedResponse(config: unknown): ActionModel {
  const [contentType, messageBody] = [textOf(config, 'contentType'), textOf(config, 'messageBody')];
  return {
    type: 'fixed-response',
    statusCode: textOf(config, 'statusCode') ?? fail('statusCode is required'),
    ...(contentType === undefined ? {} : { contentType }),
    ...(messageBody === undefined ? {} : { messageBody }),
  };
}

function redirect(config: unknown): ActionModel {
  const statusCode = textOf(config, 'statusCode') ?? fail('statusCode is required');
  const members = (['host', 'path', 'port', 'protocol', 'query'] as const).flatMap((name) => {
    const value = textOf(config, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const where: Omit<Redirect, 'statusCode'> = Object.fromEntries(members);
  return { type: 'redirect', redirect: { ...where, statusCode } };
}

function forward(action: unknown, context: ActionContext): ActionModel {
  const arn = textOf(action, 'targetGroupARN');
  const config = memberOf(action, 'forwardConfig');
  if ((arn === undefined) === (config === undefined)) fail('precisely one of TargetGroupARN and ForwardConfig can be specified');
  if (arn !== undefined) return { type: 'forward', targetGroups: [{ arn }] };
  const listed = memberOf(config, 'targetGroups');
  const tuples = Array.isArray(listed) ? listed : [];
  const lone = tuples.length === 1 ? textOf(tuples[0], 'serviceName') : undefined;
  if (lone !== undefined && context.serviceNamed(lone) === undefined) return unavailable('Backend service does not exist');
  const sticky = memberOf(config, 'targetGroupStickinessConfig');
  const durationSeconds = memberOf(sticky, 'durationSeconds');
  return {
    type: 'forward',
    targetGroups: tuples.map((tuple) => forwardTarget(tuple, context)),
    ...(sticky === undefined
      ? {}
      : { stickiness: { enabled: memberOf(sticky, 'enabled') === true, ...(typeof durationSeconds === 'number' ? { durationSeconds } : {}) } }),
  };
}

function forwardTarget(tuple: unknown, { serviceNamed, targetGroup }: ActionContext): ForwardTarget {
  const [arn, name, port] = [textOf(tuple, 'targetGroupARN'), textOf(tuple, 'serviceName'), textOf(tuple, 'servicePort')];
  const weight = memberOf(tuple, 'weight');
  const weighted = typeof weight === 'number' ? { weight } : {};
  if ((arn === undefined) === (name === undefined)) return fail('precisely one of targetGroupARN and serviceName can be specified');
  if (arn !== undefined) return { arn, ...weighted };
  if (port === undefined) return fail('missing servicePort');
  const service = serviceNamed(name as string) ?? fail(`Service "${name}" not found`);
  return { id: targetGroup(service, /^\d+$/.test(port) ? Number(port) : port), ...weighted };
}

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#authentication */
function authentication({ service }: IngressBackend, context: ActionContext, action: ActionModel): readonly ActionModel[] {
  if (context.protocol !== 'HTTPS') return [];
  const single = action.type === 'forward' && action.targetGroups.length === 1 ? context.serviceNamed(service?.name ?? '') : undefined;
  const { text, json, number } = reader(INGRESS_PREFIX, { ...context.member.ingress.metadata.annotations, ...single?.metadata.annotations });
  const type = text('auth-type') ?? 'none';
  if (type === 'none') return [];
  if (type !== 'cognito' && type !== 'oidc') return fail(`unknown authType: ${type}`);
  const provider = json(`auth-idp-${type}`) ?? fail(`missing auth-idp-${type} configuration`);
  const settings = {
    ...(provider as object),
    scope: text('auth-scope') ?? 'openid',
    sessionCookieName: text('auth-session-cookie') ?? 'AWSELBAuthSessionCookie',
    sessionTimeout: number('auth-session-timeout') ?? 604800,
    onUnauthenticatedRequest: text('auth-on-unauthenticated-request') ?? 'authenticate',
  };
  return [{ type: type === 'oidc' ? 'authenticate-oidc' : 'authenticate-cognito', settings }];
}
