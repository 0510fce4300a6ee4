/**
 * `Policies`: what get-account-authorization-details of `aws iam` prints, with the document of each version, and what a world
 * states, with one `Document`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html
 */
import { fillBoth } from '../../text.ts';
import { timestamp, withOffset } from '../aws-time.ts';
import { uniqueId } from '../iam/names.ts';
import type { IamPolicy } from '../iam/policy.ts';
import { isDocument } from '../iam/policy-document.ts';
import { COMPLAINTS } from './complaints.ts';
import { checkMembers, flag, type Item, items, keep, needed, type Reading, tags, text } from './reading.ts';

const POLICY = [
  ...['PolicyName', 'PolicyId', 'Arn', 'Path', 'DefaultVersionId', 'AttachmentCount', 'PermissionsBoundaryUsageCount', 'IsAttachable'],
  ...['Description', 'CreateDate', 'UpdateDate', 'Tags', 'PolicyVersionList', 'Document'],
];

/** A policy of which no document is told is left out; those that AWS manages are there anyway. */
export function readPolicy(reading: Reading, item: Item): void {
  checkMembers(reading, item, POLICY);
  const stated = text(reading, item, 'Arn');
  if (stated?.startsWith('arn:aws:iam::aws:')) return;
  const PolicyName = needed(reading, item, 'PolicyName', text(reading, item, 'PolicyName'));
  if (PolicyName === undefined) return;
  const versions = items(reading, item, 'PolicyVersionList');
  const Document = item.value.Document ?? (versions.find((each) => flag(reading, each, 'IsDefaultVersion')) ?? versions[0])?.value.Document;
  if (!isDocument(Document)) {
    const { what, how } = COMPLAINTS.documentUntold;
    reading.notSimulated.push({ path: item.path, what: fillBoth(what, { policy: PolicyName }), how });
    return;
  }
  const Path = text(reading, item, 'Path') ?? '/';
  const Arn = stated ?? `arn:aws:iam::${reading.world.account}:policy${Path}${PolicyName}`;
  const Description = text(reading, item, 'Description');
  const object: IamPolicy = {
    Arn,
    PolicyName,
    PolicyId: text(reading, item, 'PolicyId') ?? uniqueId('ANPA', Arn),
    Path,
    CreateDate: withOffset(text(reading, item, 'CreateDate')) ?? timestamp(reading.world.now),
    ...(Description === undefined ? {} : { Description }),
    Tags: tags(reading, item),
    Document,
  };
  keep(reading, 'IamPolicy', { id: Arn, object, path: item.path });
}
