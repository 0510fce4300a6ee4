/** Operations on the policies of roles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
import { store } from '../effects.ts';
import { operation } from '../operation.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { idOf, string } from '../shape.ts';
import { managedPolicies } from './managed-policies.ts';
import { checkName, findRole, limitExceeded, noSuch } from './names.ts';
import { policyDocument } from './policy.ts';
import { readPolicy } from './policy-document.ts';
import { keptNotice, withoutEffect } from './policy-notices.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: managed policies attached to a role. */
const MOST_ATTACHED = 10;

const RoleName = { ...idOf('IamRole'), required: true } as const;
const PolicyArn = { ...string, required: true } as const;
const PolicyName = { ...string, required: true } as const;

const attachRolePolicy = operation({
  service: 'iam',
  name: 'AttachRolePolicy',
  kind: 'IamRole',
  writes: true,
  summary: { ko: '역할에 관리형 정책을 연결합니다.', en: 'Attaches a managed policy to a role.' },
  members: { RoleName, PolicyArn },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    if (!/^arn:aws:iam::/.test(input.PolicyArn)) return refuse('ValidationError', `Invalid ARN:  Could not be parsed!`);
    if (policyDocument(world, input.PolicyArn) === undefined) return noSuch(`Policy ${input.PolicyArn} does not exist or is not attachable.`);
    const AttachedPolicies = [...new Set([...role.AttachedPolicies, input.PolicyArn])].sort();
    if (AttachedPolicies.length > MOST_ATTACHED) return limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MOST_ATTACHED}`);
    const ofAws = managedPolicies.get(input.PolicyArn);
    const notices = ofAws === undefined ? [] : withoutEffect(world, ofAws);
    return { effects: [store('IamRole', { ...role, AttachedPolicies }), ...notices], output: {} };
  },
});

const detachRolePolicy = operation({
  service: 'iam',
  name: 'DetachRolePolicy',
  kind: 'IamRole',
  writes: true,
  summary: { ko: '역할에서 관리형 정책을 떼어 냅니다.', en: 'Detaches a managed policy from a role.' },
  members: { RoleName, PolicyArn },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    if (!role.AttachedPolicies.includes(input.PolicyArn)) return noSuch(`Policy ${input.PolicyArn} was not found.`);
    const AttachedPolicies = role.AttachedPolicies.filter((arn) => arn !== input.PolicyArn);
    return { effects: [store('IamRole', { ...role, AttachedPolicies })], output: {} };
  },
});

const listAttachedRolePolicies = operation({
  service: 'iam',
  name: 'ListAttachedRolePolicies',
  kind: 'IamRole',
  writes: false,
  summary: { ko: '역할에 연결한 관리형 정책을 보여 줍니다.', en: 'Lists the managed policies attached to a role.' },
  members: { RoleName },
  pages: 'AttachedPolicies',
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    const AttachedPolicies = role.AttachedPolicies.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }));
    return { output: { AttachedPolicies } };
  },
});

const putRolePolicy = operation({
  service: 'iam',
  name: 'PutRolePolicy',
  kind: 'IamRole',
  writes: true,
  summary: { ko: '역할에 인라인 정책을 넣습니다.', en: 'Puts an inline policy into a role.' },
  members: { RoleName, PolicyName, PolicyDocument: { ...string, required: true } },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    const wrong = checkName({ member: 'policyName', name: input.PolicyName, most: 128 });
    if (wrong !== null) return wrong;
    const document = readPolicy(input.PolicyDocument, 'identity');
    if (isRefusal(document)) return document;
    const InlinePolicies = { ...role.InlinePolicies, [input.PolicyName]: document };
    return { effects: [store('IamRole', { ...role, InlinePolicies }), ...keptNotice(world, document)], output: {} };
  },
});

const getRolePolicy = operation({
  service: 'iam',
  name: 'GetRolePolicy',
  kind: 'IamRole',
  writes: false,
  summary: { ko: '역할의 인라인 정책을 보여 줍니다.', en: 'Shows an inline policy of a role.' },
  members: { RoleName, PolicyName },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    const PolicyDocument = role.InlinePolicies[input.PolicyName];
    if (PolicyDocument === undefined) return noSuch(`The role policy with name ${input.PolicyName} cannot be found.`);
    return { output: { RoleName: role.RoleName, PolicyName: input.PolicyName, PolicyDocument } };
  },
});

const deleteRolePolicy = operation({
  service: 'iam',
  name: 'DeleteRolePolicy',
  kind: 'IamRole',
  writes: true,
  summary: { ko: '역할의 인라인 정책을 지웁니다.', en: 'Deletes an inline policy of a role.' },
  members: { RoleName, PolicyName },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    const { [input.PolicyName]: gone, ...InlinePolicies } = role.InlinePolicies;
    if (gone === undefined) return noSuch(`The role policy with name ${input.PolicyName} cannot be found.`);
    return { effects: [store('IamRole', { ...role, InlinePolicies })], output: {} };
  },
});

const listRolePolicies = operation({
  service: 'iam',
  name: 'ListRolePolicies',
  kind: 'IamRole',
  writes: false,
  summary: { ko: '역할의 인라인 정책 이름을 보여 줍니다.', en: 'Lists the names of the inline policies of a role.' },
  members: { RoleName },
  pages: 'PolicyNames',
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    return isRefusal(role) ? role : { output: { PolicyNames: Object.keys(role.InlinePolicies).sort() } };
  },
});

export const rolePolicyOperations = [
  attachRolePolicy,
  detachRolePolicy,
  listAttachedRolePolicies,
  putRolePolicy,
  getRolePolicy,
  deleteRolePolicy,
  listRolePolicies,
];
