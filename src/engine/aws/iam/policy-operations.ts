/** Operations on managed policies: those of AWS. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
import { objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { operation } from '../operation.ts';
import { string } from '../shape.ts';
import { type ManagedPolicy, managedPolicies } from './managed-policies.ts';
import { noSuch, uniqueId } from './names.ts';

const getPolicy = operation({
  service: 'iam',
  name: 'GetPolicy',
  kind: null,
  writes: false,
  summary: { ko: '관리형 정책을 보여 줍니다.', en: 'Shows a managed policy.' },
  members: { PolicyArn: { ...string, required: true } },
  run: ({ world, input: { PolicyArn } }) => {
    const policy = managedPolicies.get(PolicyArn);
    return policy === undefined ? missing(PolicyArn) : { output: { Policy: shown(world, policy) } };
  },
});

const getPolicyVersion = operation({
  service: 'iam',
  name: 'GetPolicyVersion',
  kind: null,
  writes: false,
  summary: { ko: '관리형 정책의 문서를 보여 줍니다.', en: 'Shows the document of a managed policy.' },
  members: { PolicyArn: { ...string, required: true }, VersionId: { ...string, required: true } },
  run: ({ input: { PolicyArn, VersionId } }) => {
    const policy = managedPolicies.get(PolicyArn);
    if (policy === undefined) return missing(PolicyArn);
    if (VersionId !== 'v1') return noSuch(`Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`);
    return { output: { PolicyVersion: { Document: policy.document, VersionId, IsDefaultVersion: true } } };
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
    const policies = Scope === 'Local' ? [] : [...managedPolicies.values()].filter(({ Path }) => Path.startsWith(PathPrefix));
    return { output: { Policies: policies.map((policy) => shown(world, policy)) } };
  },
});

function shown(world: World, { PolicyName, Arn, Path }: ManagedPolicy): object {
  const AttachmentCount = objectsOf(world.aws.IamRole).filter(({ AttachedPolicies }) => AttachedPolicies.includes(Arn)).length;
  return {
    PolicyName,
    PolicyId: uniqueId('ANPA', Arn),
    Arn,
    Path,
    DefaultVersionId: 'v1',
    AttachmentCount,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
  };
}

function missing(arn: string) {
  return noSuch(`Policy ${arn} was not found.`);
}

export const policyOperations = [getPolicy, getPolicyVersion, listPolicies];
