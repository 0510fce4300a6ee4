import { describe, expect, it } from 'vitest';
import { accountWith, accountWithVpc } from '../account.ts';

const VPC = (VPCId: string) => ({ VPCRegion: 'us-east-1', VPCId });
const change = (Action: string, Name: string, more: object = { TTL: 60, ResourceRecords: [{ Value: '10.0.0.9' }] }) => ({
  Changes: [{ Action, ResourceRecordSet: { Name, Type: 'A', ...more } }],
});

/** An account with a VPC and a private zone `corp.internal`. */
function zoned() {
  const account = accountWithVpc();
  const made = account.call('CreateHostedZone', { Name: 'corp.internal', VPC: VPC(account.VpcId), CallerReference: '1' });
  return { account, HostedZoneId: made.HostedZone.Id as string, made };
}

describe('a private hosted zone', () => {
  it('belongs to a VPC and has its own NS and SOA records', () => {
    const { account, HostedZoneId, made } = zoned();
    expect(made.HostedZone).toMatchObject({ Name: 'corp.internal.', Config: { PrivateZone: true }, ResourceRecordSetCount: 2 });
    expect(HostedZoneId).toMatch(/^\/hostedzone\/Z[0-9A-Z]+$/);
    const types = account.call('ListResourceRecordSets', { HostedZoneId }).ResourceRecordSets.map((set: { Type: string }) => set.Type);
    expect(types).toEqual(['NS', 'SOA']);
    expect(account.call('GetHostedZone', { Id: HostedZoneId.replace('/hostedzone/', '') }).VPCs).toEqual([VPC(account.VpcId)]);
  });

  it('is one of its name for each VPC', () => {
    const { account, HostedZoneId } = zoned();
    expect(account.refusal('CreateHostedZone', { Name: 'corp.internal', VPC: VPC(account.VpcId), CallerReference: '2' })).toBe(
      `ConflictingDomainExists: The VPC ${account.VpcId} in region us-east-1 has already been associated with the hosted zone ${HostedZoneId.replace('/hostedzone/', '')} with the same domain name.`,
    );
    expect(account.refusal('CreateHostedZone', { Name: 'x.internal', VPC: VPC('vpc-0123456789abcdef0'), CallerReference: '3' })).toMatch(
      /^InvalidVPCId: /,
    );
    expect(account.refusal('CreateHostedZone', { Name: 'x.internal', VPC: VPC(account.VpcId), CallerReference: '1' })).toMatch(
      /^HostedZoneAlreadyExists: /,
    );
  });

  it('keeps its last VPC, and goes only when it is empty', () => {
    const { account, HostedZoneId } = zoned();
    expect(account.refusal('DisassociateVPCFromHostedZone', { HostedZoneId, VPC: VPC(account.VpcId) })).toMatch(/^LastVPCAssociation: /);
    account.call('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: change('CREATE', 'db.corp.internal') });
    expect(account.refusal('DeleteHostedZone', { Id: HostedZoneId })).toMatch(/^HostedZoneNotEmpty: /);
    account.call('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: change('DELETE', 'db.corp.internal') });
    account.call('DeleteHostedZone', { Id: HostedZoneId });
    expect(account.refusal('GetHostedZone', { Id: HostedZoneId })).toMatch(/^NoSuchHostedZone: No hosted zone found with ID: Z/);
  });
});

describe('changes of records', () => {
  it('are refused as Route 53 words it, all of them or none', () => {
    const { account, HostedZoneId } = zoned();
    const refused = (ChangeBatch: object) => account.refusal('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch });
    account.call('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: change('UPSERT', 'db.corp.internal') });
    expect(refused(change('CREATE', 'db.corp.internal'))).toBe(
      "InvalidChangeBatch: [Tried to create resource record set [name='db.corp.internal.', type='A'] but it already exists]",
    );
    expect(refused(change('DELETE', 'no.corp.internal'))).toBe(
      "InvalidChangeBatch: [Tried to delete resource record set [name='no.corp.internal.', type='A'] but it was not found]",
    );
    expect(refused(change('CREATE', 'db.example.com'))).toBe(
      'InvalidChangeBatch: [RRSet with DNS name db.example.com. is not permitted in zone corp.internal.]',
    );
    expect(refused(change('CREATE', 'bad.corp.internal', { TTL: 1, ResourceRecords: [{ Value: 'x' }] }))).toMatch(/ARRDATAIllegalIPv4Address/);
  });
});

describe('what is described and read again', () => {
  it('is described the same', () => {
    const { account, HostedZoneId } = zoned();
    account.call('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: change('CREATE', '*.corp.internal') });
    const described = (of: Pick<typeof account, 'call'>) => ({
      Vpcs: of.call('DescribeVpcs').Vpcs,
      HostedZones: of.call('ListHostedZones').HostedZones.map((zone: { Id: string }) => ({
        ...zone,
        VPCs: of.call('GetHostedZone', { Id: zone.Id }).VPCs,
        ResourceRecordSets: of.call('ListResourceRecordSets', { HostedZoneId: zone.Id }).ResourceRecordSets,
      })),
    });
    const lists = described(account);
    expect(described(accountWith(lists))).toEqual(lists);
  });
});
