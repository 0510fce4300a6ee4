/**
 * Operations on managed policies: those of AWS and those of the account, which have one version here.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, refuse } from '../refusal.ts';
import { string, TAGS } from '../shape.ts';
import { sorted } from '../tag-input.ts';
import { type ManagedPolicy, managedPolicies } from './managed-policies.ts';
import { alreadyExists, checkName, checkPath, conflict, noSuch, uniqueId } from './names.ts';
import { attachments, type IamPolicy, iamPolicy, listedPolicy, policyDocument, summaryOf } from './policy.ts';
import { readPolicy } from './policy-document.ts';
import { keptNotice } from './policy-notices.ts';

const PolicyArn = { ...string, required: true } as const;

const createPolicy = operation({
  service: 'iam',
  name: 'CreatePolicy',
  kind: 'IamPolicy',
  writes: true,
  summary: { ko: '고객 관리형 정책을 만듭니다.', en: 'Creates a policy that the account manages itself.' },
  members: {
    PolicyName: { ...string, required: true },
    Path: string,
    PolicyDocument: { ...string, required: true },
    Description: string,
    Tags: TAGS,
  },
  run: ({ world, input, as }) => {
    const { PolicyName, Path = '/' } = input;
    const wrong = firstRefusal(checkName({ member: 'policyName', name: PolicyName, most: 128 }), checkPath(Path));
    if (wrong !== null) return wrong;
    // "The name must be unique within the account", whatever the path.
    if (objectsOf(world.aws.IamPolicy).some((policy) => policy.PolicyName.toLowerCase() === PolicyName.toLowerCase()))
      return alreadyExists(`A policy called ${PolicyName} already exists. Duplicate names are not allowed.`);
    const Document = readPolicy(input.PolicyDocument, 'identity');
    if (isRefusal(Document)) return Document;
    const drawn = mintDigits(world, as, ['iam-policy']);
    const policy: IamPolicy = {
      Arn: `arn:aws:iam::${world.account}:policy${Path}${PolicyName}`,
      PolicyName,
      PolicyId: uniqueId('ANPA', drawn.digits[0] as string),
      Path,
      CreateDate: timestamp(world.now),
      ...(input.Description === undefined ? {} : { Description: input.Description }),
      Tags: sorted((input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))),
      Document,
    };
    const Policy = { ...listedPolicy(world, policy), ...(policy.Tags.length === 0 ? {} : { Tags: policy.Tags }) };
    return { world: drawn.world, effects: [store('IamPolicy', policy), ...keptNotice(world, Document)], output: { Policy } };
  },
});

const deletePolicy = operation({
  service: 'iam',
  name: 'DeletePolicy',
  kind: 'IamPolicy',
  writes: true,
  summary: { ko: '고객 관리형 정책을 지웁니다.', en: 'Deletes a policy that the account manages itself.' },
  members: { PolicyArn },
  run: ({ world, input }) => {
    if (managedPolicies.has(input.PolicyArn)) return refuse('AccessDenied', 'Policy is outside your own account.', 403);
    if (objectAt(world.aws.IamPolicy, input.PolicyArn) === undefined) return missing(input.PolicyArn);
    if (attachments(world, input.PolicyArn) > 0) return conflict('Cannot delete a policy attached to entities.');
    return { effects: [erase('IamPolicy', input.PolicyArn)], output: {} };
  },
});

const getPolicy = operation({
  service: 'iam',
  name: 'GetPolicy',
  kind: null,
  writes: false,
  summary: { ko: '관리형 정책을 보여 줍니다.', en: 'Shows a managed policy.' },
  members: { PolicyArn },
  run: ({ world, input }) => {
    const ofAws = managedPolicies.get(input.PolicyArn);
    const own = objectAt(world.aws.IamPolicy, input.PolicyArn);
    if (own !== undefined) return { output: { Policy: iamPolicy.describe.show(own, world) } };
    return ofAws === undefined ? missing(input.PolicyArn) : { output: { Policy: shown(world, ofAws) } };
  },
});

const getPolicyVersion = operation({
  service: 'iam',
  name: 'GetPolicyVersion',
  kind: null,
  writes: false,
  summary: { ko: '관리형 정책의 문서를 보여 줍니다.', en: 'Shows the document of a managed policy.' },
  members: { PolicyArn, VersionId: { ...string, required: true } },
  run: ({ world, input: { PolicyArn: arn, VersionId } }) => {
    const Document = policyDocument(world, arn);
    if (Document === undefined) return missing(arn);
    if (VersionId !== 'v1') return noSuch(`Policy ${arn} version ${VersionId} does not exist or is not attachable.`);
    return { output: { PolicyVersion: { Document, VersionId, IsDefaultVersion: true } } };
  },
});

const listPolicies = operation({
  service: 'iam',
  name: 'ListPolicies',
  kind: null,
  writes: false,
  summary: { ko: '관리형 정책을 보여 줍니다.', en: 'Lists the managed policies.' },
  members: { Scope: { type: 'string', values: ['All', 'AWS', 'Local'] }, PathPrefix: string },
  pages: 'Policies',
  run: ({ world, input: { Scope = 'All', PathPrefix = '/' } }) => {
    const isBelow = ({ Path }: { readonly Path: string }): boolean => Path.startsWith(PathPrefix);
    const ofAws = Scope === 'Local' ? [] : [...managedPolicies.values()].filter(isBelow);
    const own = Scope === 'AWS' ? [] : objectsOf(world.aws.IamPolicy).filter(isBelow);
    return { output: { Policies: [...own.map((policy) => listedPolicy(world, policy)), ...ofAws.map((policy) => shown(world, policy))] } };
  },
});

function shown(world: World, { PolicyName, Arn, Path }: ManagedPolicy): object {
  return summaryOf(world, { PolicyName, PolicyId: uniqueId('ANPA', Arn), Arn, Path });
}

function missing(arn: string) {
  return noSuch(`Policy ${arn} was not found.`);
}

export const policyOperations = [createPolicy, deletePolicy, getPolicy, getPolicyVersion, listPolicies];
