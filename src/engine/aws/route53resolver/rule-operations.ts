/** Operations on resolver rules. https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html */
import { readAddress } from '../../net/address.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { zoneName } from '../route53/hosted-zone.ts';
import { FILTERS, idOf, integer, string } from '../shape.ts';
import { checkName, invalidParameter, invalidRequest, listed, resolverObject } from './refusals.ts';
import { type ResolverRule, resolverRule } from './rule.ts';
import { type ResolverRuleAssociation, resolverRuleAssociation } from './rule-association.ts';

const RULE = { ...idOf('ResolverRule'), required: true } as const;
const TYPES = ['FORWARD', 'SYSTEM', 'RECURSIVE', 'DELEGATE'] as const;
const TARGETS = { type: 'list', of: { type: 'structure', members: { Ip: string, Port: integer } } } as const;
type Targets = readonly { readonly Ip?: string | undefined; readonly Port?: number | undefined }[];

const createResolverRule = operation({
  service: 'route53resolver',
  name: 'CreateResolverRule',
  kind: 'ResolverRule',
  writes: true,
  summary: {
    ko: '도메인의 질의를 다른 DNS 서버로 보내는 규칙을 만듭니다.',
    en: 'Creates a rule that forwards queries for a domain to other DNS servers.',
  },
  members: {
    CreatorRequestId: { ...string, required: true },
    Name: string,
    RuleType: { type: 'string', values: TYPES, required: true },
    DomainName: string,
    TargetIps: TARGETS,
    ResolverEndpointId: idOf('ResolverEndpoint'),
  },
  run: ({ world, input, as }) => {
    const { CreatorRequestId, Name, RuleType, DomainName, TargetIps = [], ResolverEndpointId } = input;
    const wrong = checkName(Name) ?? checkType(RuleType) ?? checkTargets(world, { RuleType, TargetIps, ResolverEndpointId });
    if (wrong !== null) return wrong;
    if (DomainName === undefined || DomainName === '') return invalidParameter('A domain name is required for this type of resolver rule');
    if (objectsOf(world.aws.ResolverRule).some((each) => each.CreatorRequestId === CreatorRequestId)) {
      return refuse('ResourceExistsException', `Resolver rule with creator request ID '${CreatorRequestId}' already exists`);
    }
    const drawn = mintDigits(world, as, ['resolver-rule']);
    const Id = `rslvr-rr-${(drawn.digits[0] as string).slice(0, 17)}`;
    const rule: ResolverRule = {
      Id,
      Arn: `arn:aws:route53resolver:${world.region}:${world.account}:resolver-rule/${Id}`,
      CreatorRequestId,
      ...(Name === undefined ? {} : { Name }),
      DomainName: zoneName(DomainName),
      RuleType: RuleType as ResolverRule['RuleType'],
      TargetIps: targetsFrom(TargetIps),
      ...(ResolverEndpointId === undefined ? {} : { ResolverEndpointId }),
      OwnerId: world.account,
      CreationTime: new Date(world.now).toISOString(),
    };
    return { world: drawn.world, effects: [store('ResolverRule', rule)], output: { ResolverRule: resolverRule.describe.show(rule, world) } };
  },
});

function targetsFrom(targets: Targets): ResolverRule['TargetIps'] {
  return targets.map(({ Ip = '', Port = 53 }) => ({ Ip, Port }));
}

function checkType(type: string): Refusal | null {
  if (type === 'FORWARD' || type === 'SYSTEM') return null;
  // "Only Resolver can create rules that have a value of RECURSIVE."
  if (type === 'RECURSIVE') return invalidRequest('Cannot create a resolver rule of type RECURSIVE');
  if (type === 'DELEGATE') return refuse('UnsupportedOperation', 'Rules for delegation are not simulated.');
  return refuse(
    'ValidationException',
    `1 validation error detected: Value '${type}' at 'ruleType' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`,
  );
}

type Forwarding = { readonly RuleType: string; readonly TargetIps: Targets; readonly ResolverEndpointId: string | undefined };

function checkTargets(world: World, { RuleType, TargetIps, ResolverEndpointId }: Forwarding): Refusal | null {
  if (RuleType === 'SYSTEM') {
    const has = TargetIps.length > 0 || ResolverEndpointId !== undefined;
    return has ? invalidRequest('Cannot specify resolver endpoint ID and target IP for SYSTEM type resolver rule') : null;
  }
  for (const { Ip = '' } of TargetIps) {
    if (readAddress(Ip) === null) return invalidParameter(`Invalid IP address: '${Ip}'`);
    if (Ip.includes(':')) return invalidParameter(`Only IPv4 addresses may be used: '${Ip}'`);
  }
  if (ResolverEndpointId === undefined || TargetIps.length === 0) {
    return invalidRequest('Resolver endpoint ID and target IPs are required for FORWARD type resolver rule');
  }
  const endpoint = objectAt(world.aws.ResolverEndpoint, ResolverEndpointId);
  if (endpoint === undefined) return refuse('ResourceNotFoundException', `Resolver endpoint with ID '${ResolverEndpointId}' does not exist.`);
  return endpoint.Direction === 'OUTBOUND' ? null : invalidRequest(`Resolver endpoint '${ResolverEndpointId}' is not an outbound endpoint`);
}

const getResolverRule = operation({
  service: 'route53resolver',
  name: 'GetResolverRule',
  kind: 'ResolverRule',
  writes: false,
  summary: { ko: 'Resolver 규칙을 보여 줍니다.', en: 'Shows a resolver rule.' },
  members: { ResolverRuleId: RULE },
  run: ({ world, input }) => {
    const rule = resolverObject(world, 'ResolverRule', input.ResolverRuleId);
    return isRefusal(rule) ? rule : { output: { ResolverRule: resolverRule.describe.show(rule, world) } };
  },
});

const listResolverRules = operation({
  service: 'route53resolver',
  name: 'ListResolverRules',
  kind: 'ResolverRule',
  writes: false,
  summary: { ko: 'Resolver 규칙을 모두 보여 줍니다.', en: 'Shows all resolver rules.' },
  pages: 'ResolverRules',
  members: { Filters: FILTERS },
  run: ({ world, input }) => {
    const ResolverRules = listed(world, 'ResolverRule', input.Filters);
    return isRefusal(ResolverRules) ? ResolverRules : { output: { ResolverRules } };
  },
});

const updateResolverRule = operation({
  service: 'route53resolver',
  name: 'UpdateResolverRule',
  kind: 'ResolverRule',
  writes: true,
  summary: { ko: 'Resolver 규칙의 대상이나 엔드포인트를 바꿉니다.', en: 'Changes the targets or the endpoint of a resolver rule.' },
  members: {
    ResolverRuleId: RULE,
    Config: {
      type: 'structure',
      members: { Name: string, TargetIps: TARGETS, ResolverEndpointId: idOf('ResolverEndpoint') },
      required: true,
    },
  },
  run: ({ world, input: { ResolverRuleId, Config } }) => {
    const rule = resolverObject(world, 'ResolverRule', ResolverRuleId);
    if (isRefusal(rule)) return rule;
    const TargetIps = Config.TargetIps ?? rule.TargetIps;
    const ResolverEndpointId = Config.ResolverEndpointId ?? rule.ResolverEndpointId;
    const wrong = checkName(Config.Name) ?? checkTargets(world, { RuleType: rule.RuleType, TargetIps, ResolverEndpointId });
    if (wrong !== null) return wrong;
    const next: ResolverRule = {
      ...rule,
      ...(Config.Name === undefined ? {} : { Name: Config.Name }),
      TargetIps: targetsFrom(TargetIps),
      ...(ResolverEndpointId === undefined ? {} : { ResolverEndpointId }),
    };
    return { effects: [store('ResolverRule', next)], output: { ResolverRule: resolverRule.describe.show(next, world) } };
  },
});

const deleteResolverRule = operation({
  service: 'route53resolver',
  name: 'DeleteResolverRule',
  kind: 'ResolverRule',
  writes: true,
  summary: { ko: 'VPC와 연결되지 않은 Resolver 규칙을 지웁니다.', en: 'Deletes a resolver rule that no VPC has.' },
  members: { ResolverRuleId: RULE },
  run: ({ world, input }) => {
    const rule = resolverObject(world, 'ResolverRule', input.ResolverRuleId);
    if (isRefusal(rule)) return rule;
    const used = lookup(world.aws.ResolverRuleAssociation, 'byRule', rule.Id);
    if (used.length > 0) {
      const refusal = refuse('ResourceInUseException', 'Please disassociate this resolver rule from VPC first before deleting');
      return { ...refusal, dependents: used.map(({ Id }) => Id) };
    }
    const shown = { ...resolverRule.describe.show(rule, world), Status: 'DELETING' };
    return { effects: [erase('ResolverRule', rule.Id)], output: { ResolverRule: shown } };
  },
});

const associateResolverRule = operation({
  service: 'route53resolver',
  name: 'AssociateResolverRule',
  kind: 'ResolverRuleAssociation',
  writes: true,
  summary: { ko: 'Resolver 규칙을 VPC와 연결합니다.', en: 'Associates a resolver rule with a VPC.' },
  members: { ResolverRuleId: RULE, Name: string, VPCId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input: { ResolverRuleId, Name, VPCId }, as }) => {
    const rule = objectAt(world.aws.ResolverRule, ResolverRuleId);
    if (rule === undefined) return refuse('ResourceNotFoundException', `Resolver rule with ID '${ResolverRuleId}' does not exist.`);
    if (objectAt(world.aws.Vpc, VPCId) === undefined) return invalidParameter(`The vpc ID '${VPCId}' does not exist`);
    const clash = lookup(world.aws.ResolverRuleAssociation, 'byVpc', VPCId).find(
      (each) => objectAt(world.aws.ResolverRule, each.ResolverRuleId)?.DomainName === rule.DomainName,
    );
    if (clash !== undefined) {
      return invalidRequest(`Cannot associate rules with same domain name with same VPC. Conflict with resolver rule '${clash.ResolverRuleId}'`);
    }
    const drawn = mintDigits(world, as, ['resolver-rule-association']);
    const association: ResolverRuleAssociation = {
      Id: `rslvr-rrassoc-${(drawn.digits[0] as string).slice(0, 17)}`,
      ResolverRuleId,
      VPCId,
      ...(Name === undefined ? {} : { Name }),
      Status: 'CREATING',
      since: world.now,
    };
    const output = { ResolverRuleAssociation: resolverRuleAssociation.describe.show(association, world) };
    return { world: drawn.world, effects: [store('ResolverRuleAssociation', association)], output };
  },
});

const getAssociation = operation({
  service: 'route53resolver',
  name: 'GetResolverRuleAssociation',
  kind: 'ResolverRuleAssociation',
  writes: false,
  summary: { ko: 'Resolver 규칙과 VPC의 연결을 보여 줍니다.', en: 'Shows the association of a resolver rule with a VPC.' },
  members: { ResolverRuleAssociationId: { ...idOf('ResolverRuleAssociation'), required: true } },
  run: ({ world, input }) => {
    const found = resolverObject(world, 'ResolverRuleAssociation', input.ResolverRuleAssociationId);
    return isRefusal(found) ? found : { output: { ResolverRuleAssociation: resolverRuleAssociation.describe.show(found, world) } };
  },
});

const listAssociations = operation({
  service: 'route53resolver',
  name: 'ListResolverRuleAssociations',
  kind: 'ResolverRuleAssociation',
  writes: false,
  summary: { ko: 'Resolver 규칙과 VPC의 연결을 모두 보여 줍니다.', en: 'Shows all associations of resolver rules with VPCs.' },
  pages: 'ResolverRuleAssociations',
  members: { Filters: FILTERS },
  run: ({ world, input }) => {
    const ResolverRuleAssociations = listed(world, 'ResolverRuleAssociation', input.Filters);
    return isRefusal(ResolverRuleAssociations) ? ResolverRuleAssociations : { output: { ResolverRuleAssociations } };
  },
});

const disassociateResolverRule = operation({
  service: 'route53resolver',
  name: 'DisassociateResolverRule',
  kind: 'ResolverRuleAssociation',
  writes: true,
  summary: { ko: 'Resolver 규칙과 VPC의 연결을 끊습니다.', en: 'Disassociates a resolver rule from a VPC.' },
  members: { VPCId: { ...idOf('Vpc'), required: true }, ResolverRuleId: RULE },
  run: ({ world, input: { VPCId, ResolverRuleId } }) => {
    const rule = resolverObject(world, 'ResolverRule', ResolverRuleId);
    if (isRefusal(rule)) return rule;
    const found = lookup(world.aws.ResolverRuleAssociation, 'byVpc', VPCId).find((each) => each.ResolverRuleId === ResolverRuleId);
    if (found === undefined) {
      return refuse(
        'ResourceNotFoundException',
        `Resolver Rule Association between Resolver Rule '${ResolverRuleId}' and VPC '${VPCId}' does not exist`,
      );
    }
    const next: ResolverRuleAssociation = { ...found, Status: 'DELETING', since: world.now };
    const output = { ResolverRuleAssociation: resolverRuleAssociation.describe.show(next, world) };
    return { effects: [store('ResolverRuleAssociation', next)], output };
  },
});

const advanceAssociation = operation({
  service: 'route53resolver',
  name: 'AdvanceResolverRuleAssociation',
  kind: 'ResolverRuleAssociation',
  writes: true,
  internal: true,
  summary: { ko: '연결의 상태를 다음으로 넘깁니다.', en: 'Takes an association to its next state.' },
  members: { Id: string },
  run: ({ world, input: { Id = '' } }) => {
    const found = objectAt(world.aws.ResolverRuleAssociation, Id);
    if (found === undefined || found.Status === 'COMPLETE') return { output: {} };
    if (found.Status === 'DELETING') return { effects: [erase('ResolverRuleAssociation', Id)], output: {} };
    return { effects: [store('ResolverRuleAssociation', { ...found, Status: 'COMPLETE', since: world.now })], output: {} };
  },
});

export const resolverRuleOperations = [createResolverRule, getResolverRule, listResolverRules, updateResolverRule, deleteResolverRule];
export const resolverRuleAssociationOperations = [
  associateResolverRule,
  getAssociation,
  listAssociations,
  disassociateResolverRule,
  advanceAssociation,
];
