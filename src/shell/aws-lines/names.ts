/** Private hosted zones with their records, and Route 53 Resolver. */
import { ownRecords } from '../../engine/aws/route53/hosted-zone.ts';
import { objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, name, pause, quoted, ref, run, type Writing } from './writing.ts';

export function writeHostedZones(writing: Writing): void {
  for (const { Id: id, Name, CallerReference, Config, VPCs, ResourceRecordSets } of objectsOf(writing.world.aws.HostedZone)) {
    const known = VPCs.filter(({ VPCId }) => isNamed(writing, VPCId));
    const [first, ...others] = known;
    for (const { VPCId } of VPCs) if (!isNamed(writing, VPCId)) leave(writing, 'HostedZone', `${Name} in ${VPCId}`);
    if (first === undefined) continue;
    const vpc = ({ VPCRegion, VPCId }: typeof first) => `VPCRegion=${VPCRegion},VPCId=${ref(writing, VPCId)}`;
    const comment = Config.Comment === undefined ? '' : ` --hosted-zone-config ${json(writing, { Comment: Config.Comment, PrivateZone: true })}`;
    const command = `route53 create-hosted-zone --name ${quoted(Name)} --caller-reference ${quoted(CallerReference)} --vpc ${vpc(first)}${comment}`;
    name(writing, { id, prefix: 'ZONE', command, query: 'HostedZone.Id' });
    for (const each of others) run(writing, `route53 associate-vpc-with-hosted-zone --hosted-zone-id ${ref(writing, id)} --vpc ${vpc(each)}`);
    const own = ownRecords(Name).map(({ Type }) => Type);
    const records = ResourceRecordSets.filter((record) => record.Name !== Name || !own.includes(record.Type));
    if (records.length === 0) continue;
    const Changes = records.map((record) => ({ Action: 'CREATE', ResourceRecordSet: record }));
    run(writing, `route53 change-resource-record-sets --hosted-zone-id ${ref(writing, id)} --change-batch ${json(writing, { Changes })}`);
  }
}

export function writeResolver(writing: Writing): void {
  const { aws, account } = writing.world;
  let count = 0;
  for (const endpoint of objectsOf(aws.ResolverEndpoint)) {
    const { Id: id, CreatorRequestId, Name, Direction, SecurityGroupIds, IpAddresses, HostVPCId, Status } = endpoint;
    if (!isNamed(writing, HostVPCId) || Status === 'DELETING' || IpAddresses.length < 2) {
      leave(writing, 'ResolverEndpoint', id);
      continue;
    }
    const groups = SecurityGroupIds.map((each) => ref(writing, each)).join(' ');
    const addresses = IpAddresses.map(({ SubnetId, Ip }) => `SubnetId=${ref(writing, SubnetId)},Ip=${Ip}`).join(' ');
    const base = `--creator-request-id ${quoted(CreatorRequestId)} --direction ${Direction}${named(Name)}`;
    const command = `route53resolver create-resolver-endpoint ${base} --security-group-ids ${groups} --ip-addresses ${addresses}`;
    name(writing, { id, prefix: 'RESOLVER', command, query: 'ResolverEndpoint.Id' });
    count += 1;
  }
  if (count > 0) pause(writing, 300);
  for (const rule of objectsOf(aws.ResolverRule)) {
    const { Id: id, CreatorRequestId, Name, RuleType, DomainName, TargetIps, ResolverEndpointId, OwnerId } = rule;
    if (OwnerId !== account || (ResolverEndpointId !== undefined && !isNamed(writing, ResolverEndpointId))) {
      leave(writing, 'ResolverRule', id);
      continue;
    }
    const targets = TargetIps.map(({ Ip, Port }) => `Ip=${Ip},Port=${Port}`).join(' ');
    const to = ResolverEndpointId === undefined ? '' : ` --target-ips ${targets} --resolver-endpoint-id ${ref(writing, ResolverEndpointId)}`;
    const base = `--creator-request-id ${quoted(CreatorRequestId)} --rule-type ${RuleType} --domain-name ${quoted(DomainName)}${named(Name)}`;
    name(writing, { id, prefix: 'RULE', command: `route53resolver create-resolver-rule ${base}${to}`, query: 'ResolverRule.Id' });
  }
  for (const { Id, ResolverRuleId, VPCId, Name, Status } of objectsOf(aws.ResolverRuleAssociation)) {
    if (!isNamed(writing, ResolverRuleId) || !isNamed(writing, VPCId) || Status === 'DELETING') leave(writing, 'ResolverRuleAssociation', Id);
    else {
      const ends = `--resolver-rule-id ${ref(writing, ResolverRuleId)} --vpc-id ${ref(writing, VPCId)}`;
      run(writing, `route53resolver associate-resolver-rule ${ends}${named(Name)}`);
    }
  }
}

function named(name: string | undefined): string {
  return name === undefined ? '' : ` --name ${quoted(name)}`;
}
