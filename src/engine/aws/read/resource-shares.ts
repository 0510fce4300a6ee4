/** `resourceShares`: what get-resource-shares prints, each with its `resourceArns` (list-resources) and `principals` (list-principals). */
import { timestamp, withOffset } from '../aws-time.ts';
import type { ResourceShare } from '../ram/resource-share.ts';
import { checkMembers, flag, type Item, items, keep, needed, type Reading, text, texts } from './reading.ts';

const MEMBERS = [
  ...['resourceShareArn', 'name', 'owningAccountId', 'allowExternalPrincipals', 'status', 'statusMessage', 'tags', 'creationTime'],
  ...['lastUpdatedTime', 'featureSet', 'resourceShareConfiguration', 'resourceArns', 'principals'],
];

export function readResourceShare(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS);
  const arn = needed(reading, item, 'resourceShareArn', text(reading, item, 'resourceShareArn'));
  if (arn === undefined) return;
  const tags = items(reading, item, 'tags').map((each) => [text(reading, each, 'key') ?? '', text(reading, each, 'value') ?? ''] as const);
  const object: ResourceShare = {
    resourceShareArn: arn,
    name: text(reading, item, 'name') ?? '',
    owningAccountId: text(reading, item, 'owningAccountId') ?? arn.split(':')[4] ?? reading.world.account,
    allowExternalPrincipals: flag(reading, item, 'allowExternalPrincipals') ?? true,
    status: 'ACTIVE',
    creationTime: withOffset(text(reading, item, 'creationTime')) ?? timestamp(reading.world.now),
    resourceArns: [...texts(reading, item, 'resourceArns')].sort(),
    principals: [...texts(reading, item, 'principals')].sort(),
    tags: Object.fromEntries(tags),
  };
  keep(reading, 'ResourceShare', { id: arn, object, path: item.path });
}
