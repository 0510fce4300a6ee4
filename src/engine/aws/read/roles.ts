/**
 * `Roles` and `RoleDetailList`, `InstanceProfiles` and `InstanceProfileList`: what get-role, list-instance-profiles and
 * get-account-authorization-details of `aws iam` print. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html
 */
import { sha1 } from '../../sha1.ts';
import { fillBoth } from '../../text.ts';
import { timestamp, withOffset } from '../aws-time.ts';
import type { IamInstanceProfile } from '../iam/instance-profile.ts';
import { uniqueId } from '../iam/names.ts';
import { isDocument, type PolicyDocument } from '../iam/policy-document.ts';
import type { IamRole } from '../iam/role.ts';
import { COMPLAINTS } from './complaints.ts';
import { checkMembers, type Item, items, keep, needed, number, part, type Reading, tags, text, texts } from './reading.ts';

const ROLE = [
  ...['Path', 'RoleName', 'RoleId', 'Arn', 'CreateDate', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'PermissionsBoundary'],
  ...['Tags', 'RoleLastUsed', 'InstanceProfileList', 'RolePolicyList', 'AttachedManagedPolicies'],
  // As a world states them: ARNs, and documents by name.
  ...['AttachedPolicies', 'InlinePolicies'],
];
const POLICIES = ['AttachedManagedPolicies', 'RolePolicyList', 'AttachedPolicies', 'InlinePolicies'];
const PROFILE = ['Path', 'InstanceProfileName', 'InstanceProfileId', 'Arn', 'CreateDate', 'Roles', 'Tags'];

/** A role whose policies nobody tells is taken to have what its use needs, as one that the lists leave out. */
export function readRole(reading: Reading, item: Item): void {
  checkMembers(reading, item, ROLE);
  const RoleName = needed(reading, item, 'RoleName', text(reading, item, 'RoleName'));
  if (RoleName === undefined) return;
  if (!POLICIES.some((member) => item.value[member] !== undefined)) {
    const { what, how } = COMPLAINTS.policiesUntold;
    reading.notSimulated.push({ path: item.path, what: fillBoth(what, { role: RoleName }), how });
    return;
  }
  const { account, now } = reading.world;
  const Path = text(reading, item, 'Path') ?? '/';
  const Description = text(reading, item, 'Description');
  const object: IamRole = {
    RoleName,
    Path,
    RoleId: text(reading, item, 'RoleId') ?? uniqueId('AROA', sha1(RoleName)),
    Arn: text(reading, item, 'Arn') ?? `arn:aws:iam::${account}:role${Path}${RoleName}`,
    CreateDate: withOffset(text(reading, item, 'CreateDate')) ?? timestamp(now),
    AssumeRolePolicyDocument: document(item.value.AssumeRolePolicyDocument),
    ...(Description === undefined ? {} : { Description }),
    MaxSessionDuration: number(reading, item, 'MaxSessionDuration') ?? 3600,
    Tags: tags(reading, item),
    AttachedPolicies: attached(reading, item),
    InlinePolicies: inline(reading, item),
  };
  keep(reading, 'IamRole', { id: RoleName, object, path: item.path });
}

function attached(reading: Reading, item: Item): readonly string[] {
  const listed = items(reading, item, 'AttachedManagedPolicies').flatMap((each) => text(reading, each, 'PolicyArn') ?? []);
  return [...new Set([...listed, ...texts(reading, item, 'AttachedPolicies')])].sort();
}

function inline(reading: Reading, item: Item): IamRole['InlinePolicies'] {
  const listed = items(reading, item, 'RolePolicyList').map(({ value }) => [String(value.PolicyName), document(value.PolicyDocument)]);
  const stated = Object.entries(part(reading, item, 'InlinePolicies')?.value ?? {}).map(([name, value]) => [name, document(value)]);
  return Object.fromEntries([...listed, ...stated]) as IamRole['InlinePolicies'];
}

/** A document that is none allows nothing. */
function document(value: unknown): PolicyDocument {
  return isDocument(value) ? value : { Version: '2012-10-17', Statement: [] };
}

export function readInstanceProfile(reading: Reading, item: Item): void {
  checkMembers(reading, item, PROFILE);
  const InstanceProfileName = needed(reading, item, 'InstanceProfileName', text(reading, item, 'InstanceProfileName'));
  if (InstanceProfileName === undefined) return;
  const { account, now } = reading.world;
  const Path = text(reading, item, 'Path') ?? '/';
  const roles = Array.isArray(item.value.Roles) ? (item.value.Roles as readonly unknown[]) : [];
  const object: IamInstanceProfile = {
    InstanceProfileName,
    Path,
    InstanceProfileId: text(reading, item, 'InstanceProfileId') ?? uniqueId('AIPA', sha1(InstanceProfileName)),
    Arn: text(reading, item, 'Arn') ?? `arn:aws:iam::${account}:instance-profile${Path}${InstanceProfileName}`,
    CreateDate: withOffset(text(reading, item, 'CreateDate')) ?? timestamp(now),
    Roles: roles.map((role) => (typeof role === 'string' ? role : String((role as { readonly RoleName?: unknown }).RoleName))),
    Tags: tags(reading, item),
  };
  keep(reading, 'IamInstanceProfile', { id: InstanceProfileName, object, path: item.path });
}
