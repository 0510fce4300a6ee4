/** Operations on resource shares. https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html */
import { uid } from '../../mint.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { boolean, idOf, idsOf, string, strings } from '../shape.ts';
import { type ResourceShare, resourceShare } from './resource-share.ts';
import { checkResource, typeOfResource } from './shareable.ts';

const SHARE = { ...idOf('ResourceShare'), required: true } as const;
const OWNER = { type: 'string', values: ['SELF', 'OTHER-ACCOUNTS'], required: true } as const;
const TAGS = { type: 'list', of: { type: 'structure', members: { key: string, value: string } } } as const;

const createResourceShare = operation({
  service: 'ram',
  name: 'CreateResourceShare',
  kind: 'ResourceShare',
  writes: true,
  summary: {
    ko: '서브넷이나 VPC Lattice 서비스 네트워크 같은 리소스를 다른 계정과 공유합니다.',
    en: 'Shares subnets, service networks and other resources with other accounts.',
  },
  members: { name: { ...string, required: true }, resourceArns: strings, principals: strings, tags: TAGS, allowExternalPrincipals: boolean },
  run: ({ world, input, as }) => {
    const resourceArns = [...new Set(input.resourceArns ?? [])].sort();
    const principals = [...new Set(input.principals ?? [])].sort();
    const wrong = firstRefusal(...resourceArns.map((arn) => checkResource(world, arn)), ...principals.map((each) => checkPrincipal(world, each)));
    if (wrong !== null) return wrong;
    const drawn = mintDigits(world, as, ['resource-share']);
    const share: ResourceShare = {
      resourceShareArn: `arn:aws:ram:${world.region}:${world.account}:resource-share/${uid(drawn.digits[0] as string)}`,
      name: input.name,
      owningAccountId: world.account,
      allowExternalPrincipals: input.allowExternalPrincipals ?? true,
      status: 'ACTIVE',
      creationTime: timestamp(world.now),
      resourceArns,
      principals,
      tags: Object.fromEntries((input.tags ?? []).map(({ key = '', value = '' }) => [key, value])),
    };
    return { world: drawn.world, effects: [store('ResourceShare', share)], output: { resourceShare: resourceShare.describe.show(share, world) } };
  },
});

function checkPrincipal(world: World, principal: string): Refusal | null {
  const known = /^\d{12}$/.test(principal) || /^arn:aws:organizations::\d{12}:(organization|ou)\/.+$/.test(principal);
  if (!known) return refuse('InvalidParameterException', `Principal ID ${principal} is malformed. Verify the ID and try again.`);
  return principal === world.account ? refuse('InvalidParameterException', 'You cannot share a resource with the account that owns it.') : null;
}

const getResourceShares = operation({
  service: 'ram',
  name: 'GetResourceShares',
  kind: 'ResourceShare',
  writes: false,
  summary: { ko: '내가 공유했거나 공유받은 리소스 공유를 보여 줍니다.', en: 'Shows resource shares of this account or of others.' },
  pages: 'resourceShares',
  members: { resourceShareArns: idsOf('ResourceShare'), resourceOwner: OWNER, name: string },
  run: ({ world, input }) => {
    const found = sharesOf(world, input.resourceOwner);
    if (isRefusal(found)) return found;
    const wanted = found.filter(
      (share) =>
        (input.name === undefined || share.name === input.name) &&
        (input.resourceShareArns ?? [share.resourceShareArn]).includes(share.resourceShareArn),
    );
    return { output: { resourceShares: wanted.map((share) => resourceShare.describe.show(share, world)) } };
  },
});

function sharesOf(world: World, owner: string): readonly ResourceShare[] | Refusal {
  if (owner !== 'SELF' && owner !== 'OTHER-ACCOUNTS') return refuse('InvalidParameterException', `The resource owner ${owner} is not valid.`);
  return objectsOf(world.aws.ResourceShare).filter((share) => (share.owningAccountId === world.account) === (owner === 'SELF'));
}

const listResources = operation({
  service: 'ram',
  name: 'ListResources',
  kind: 'ResourceShare',
  writes: false,
  summary: { ko: '공유되는 리소스를 보여 줍니다.', en: 'Shows what is shared.' },
  pages: 'resources',
  members: { resourceOwner: OWNER, resourceShareArns: idsOf('ResourceShare') },
  run: ({ world, input }) => {
    const found = sharesOf(world, input.resourceOwner);
    if (isRefusal(found)) return found;
    const shares = found.filter((share) => (input.resourceShareArns ?? [share.resourceShareArn]).includes(share.resourceShareArn));
    const resources = shares.flatMap((share) =>
      share.resourceArns.map((arn) => ({
        arn,
        type: typeOfResource(arn),
        resourceShareArn: share.resourceShareArn,
        status: 'AVAILABLE',
        creationTime: share.creationTime,
        resourceRegionScope: 'REGIONAL',
      })),
    );
    return { output: { resources } };
  },
});

const listPrincipals = operation({
  service: 'ram',
  name: 'ListPrincipals',
  kind: 'ResourceShare',
  writes: false,
  summary: { ko: '공유 대상 계정을 보여 줍니다.', en: 'Shows the accounts that resources are shared with.' },
  pages: 'principals',
  members: { resourceOwner: OWNER, resourceShareArns: idsOf('ResourceShare') },
  run: ({ world, input }) => {
    const found = sharesOf(world, input.resourceOwner);
    if (isRefusal(found)) return found;
    const shares = found.filter((share) => (input.resourceShareArns ?? [share.resourceShareArn]).includes(share.resourceShareArn));
    const principals = shares.flatMap(({ resourceShareArn, creationTime, principals: ids, owningAccountId }) =>
      (owningAccountId === world.account ? ids : [owningAccountId]).map((id) => ({ id, resourceShareArn, creationTime, external: false })),
    );
    return { output: { principals } };
  },
});

const associateResourceShare = operation({
  service: 'ram',
  name: 'AssociateResourceShare',
  kind: 'ResourceShare',
  writes: true,
  summary: { ko: '리소스 공유에 서브넷이나 계정을 더합니다.', en: 'Adds subnets or accounts to a resource share.' },
  members: { resourceShareArn: SHARE, resourceArns: strings, principals: strings },
  run: ({ world, input }) => {
    const share = shareAt(world, input.resourceShareArn);
    if (isRefusal(share)) return share;
    const [arns, ids] = [input.resourceArns ?? [], input.principals ?? []];
    const wrong = firstRefusal(...arns.map((arn) => checkResource(world, arn)), ...ids.map((each) => checkPrincipal(world, each)));
    if (wrong !== null) return wrong;
    const next = { ...share, resourceArns: union(share.resourceArns, arns), principals: union(share.principals, ids) };
    return {
      effects: [store('ResourceShare', next)],
      output: { resourceShareAssociations: associations(share, { arns, ids, status: 'ASSOCIATING' }) },
    };
  },
});

const disassociateResourceShare = operation({
  service: 'ram',
  name: 'DisassociateResourceShare',
  kind: 'ResourceShare',
  writes: true,
  summary: { ko: '리소스 공유에서 서브넷이나 계정을 뺍니다.', en: 'Takes subnets or accounts out of a resource share.' },
  members: { resourceShareArn: SHARE, resourceArns: strings, principals: strings },
  run: ({ world, input }) => {
    const share = shareAt(world, input.resourceShareArn);
    if (isRefusal(share)) return share;
    const [arns, ids] = [input.resourceArns ?? [], input.principals ?? []];
    const resourceArns = share.resourceArns.filter((arn) => !arns.includes(arn));
    const principals = share.principals.filter((id) => !ids.includes(id));
    const next = { ...share, resourceArns, principals };
    return {
      effects: [store('ResourceShare', next)],
      output: { resourceShareAssociations: associations(share, { arns, ids, status: 'DISASSOCIATING' }) },
    };
  },
});

const deleteResourceShare = operation({
  service: 'ram',
  name: 'DeleteResourceShare',
  kind: 'ResourceShare',
  writes: true,
  summary: { ko: '리소스 공유를 지웁니다.', en: 'Deletes a resource share.' },
  members: { resourceShareArn: SHARE },
  run: ({ world, input }) => {
    const share = shareAt(world, input.resourceShareArn);
    return isRefusal(share) ? share : { effects: [erase('ResourceShare', share.resourceShareArn)], output: { returnValue: true } };
  },
});

/** A share that this account owns. */
function shareAt(world: World, arn: string): ResourceShare | Refusal {
  if (!/^arn:aws:ram:[^:]+:\d{12}:resource-share\/.+$/.test(arn)) {
    return refuse('MalformedArnException', `The specified resource share ARN ${arn} is not valid. Verify the ARN and try again.`);
  }
  const share = objectAt(world.aws.ResourceShare, arn);
  if (share === undefined) return refuse('UnknownResourceException', `ResourceShare ${arn} could not be found.`);
  if (share.owningAccountId === world.account) return share;
  return refuse('OperationNotPermittedException', `Only the owner of resource share ${arn} can change it.`, 403);
}

type Associated = { readonly arns: readonly string[]; readonly ids: readonly string[]; readonly status: string };

function associations({ resourceShareArn, name }: ResourceShare, { arns, ids, status }: Associated): readonly object[] {
  const told = (associationType: string) => (associatedEntity: string) => ({
    resourceShareArn,
    resourceShareName: name,
    associatedEntity,
    associationType,
    status,
    external: false,
  });
  return [...arns.map(told('RESOURCE')), ...ids.map(told('PRINCIPAL'))];
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}

export const resourceShareOperations = [
  createResourceShare,
  getResourceShares,
  listResources,
  listPrincipals,
  associateResourceShare,
  disassociateResourceShare,
  deleteResourceShare,
];
