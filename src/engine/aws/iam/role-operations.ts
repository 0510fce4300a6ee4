/** Operations on roles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
import { objectAt, objectsOf } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal } from '../refusal.ts';
import { idOf, integer, string, TAGS } from '../shape.ts';
import { sorted } from '../tag-input.ts';
import { profilesOf } from './instance-profile.ts';
import { alreadyExists, checkName, checkPath, conflict, findRole, uniqueId } from './names.ts';
import { readPolicy } from './policy-document.ts';
import { keptNotice } from './policy-notices.ts';
import { type IamRole, iamRole, listedRole } from './role.ts';

const createRole = operation({
  service: 'iam',
  name: 'CreateRole',
  kind: 'IamRole',
  writes: true,
  summary: { ko: 'IAM 역할을 만듭니다.', en: 'Creates an IAM role.' },
  members: {
    Path: string,
    RoleName: { ...string, required: true },
    AssumeRolePolicyDocument: { ...string, required: true },
    Description: string,
    MaxSessionDuration: integer,
    Tags: TAGS,
  },
  run: ({ world, input, as }) => {
    const { RoleName, Path = '/' } = input;
    const wrong = firstRefusal(checkName({ member: 'roleName', name: RoleName, most: 64 }), checkPath(Path));
    if (wrong !== null) return wrong;
    if (objectAt(world.aws.IamRole, RoleName) !== undefined) return alreadyExists(`Role with name ${RoleName} already exists.`);
    const AssumeRolePolicyDocument = readPolicy(input.AssumeRolePolicyDocument, 'trust');
    if (isRefusal(AssumeRolePolicyDocument)) return AssumeRolePolicyDocument;
    const drawn = mintDigits(world, as, ['iam-role']);
    const role: IamRole = {
      RoleName,
      Path,
      RoleId: uniqueId('AROA', drawn.digits[0] as string),
      Arn: `arn:aws:iam::${world.account}:role${Path}${RoleName}`,
      CreateDate: timestamp(world.now),
      AssumeRolePolicyDocument,
      ...(input.Description === undefined ? {} : { Description: input.Description }),
      MaxSessionDuration: input.MaxSessionDuration ?? 3600,
      Tags: sorted((input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))),
      AttachedPolicies: [],
      InlinePolicies: {},
    };
    const { MaxSessionDuration: _length, ...shown } = listedRole(role) as IamRole;
    const Role = { ...shown, ...(role.Tags.length === 0 ? {} : { Tags: role.Tags }) };
    return { world: drawn.world, effects: [store('IamRole', role), ...keptNotice(world, AssumeRolePolicyDocument)], output: { Role } };
  },
});

const getRole = operation({
  service: 'iam',
  name: 'GetRole',
  kind: 'IamRole',
  writes: false,
  summary: { ko: 'IAM 역할을 보여 줍니다.', en: 'Shows an IAM role.' },
  members: { RoleName: { ...idOf('IamRole'), required: true } },
  run: ({ world, input: { RoleName } }) => {
    const role = findRole(world, RoleName);
    return isRefusal(role) ? role : { output: { Role: iamRole.describe.show(role, world) } };
  },
});

const listRoles = operation({
  service: 'iam',
  name: 'ListRoles',
  kind: 'IamRole',
  writes: false,
  summary: { ko: 'IAM 역할을 모두 보여 줍니다.', en: 'Lists the IAM roles.' },
  members: { PathPrefix: string },
  pages: 'Roles',
  run: ({ world, input: { PathPrefix = '/' } }) => {
    const roles = objectsOf(world.aws.IamRole).filter(({ Path }) => Path.startsWith(PathPrefix));
    return { output: { Roles: roles.map(listedRole) } };
  },
});

const deleteRole = operation({
  service: 'iam',
  name: 'DeleteRole',
  kind: 'IamRole',
  writes: true,
  summary: {
    ko: 'IAM 역할을 지웁니다. 정책과 인스턴스 프로파일에서 먼저 떼어 내야 합니다.',
    en: 'Deletes an IAM role without policies or instance profiles.',
  },
  members: { RoleName: { ...idOf('IamRole'), required: true } },
  run: ({ world, input: { RoleName } }) => {
    const role = findRole(world, RoleName);
    if (isRefusal(role)) return role;
    if (profilesOf(world, role).length > 0) return conflict('Cannot delete entity, must remove roles from instance profile first.');
    if (role.AttachedPolicies.length > 0) return conflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(role.InlinePolicies).length > 0) return conflict('Cannot delete entity, must delete policies first.');
    return { effects: [erase('IamRole', RoleName)], output: {} };
  },
});

const updateAssumeRolePolicy = operation({
  service: 'iam',
  name: 'UpdateAssumeRolePolicy',
  kind: 'IamRole',
  writes: true,
  summary: { ko: '누가 역할을 맡을 수 있는지 바꿉니다.', en: 'Changes who may assume a role.' },
  members: { RoleName: { ...idOf('IamRole'), required: true }, PolicyDocument: { ...string, required: true } },
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    const AssumeRolePolicyDocument = readPolicy(input.PolicyDocument, 'trust');
    if (isRefusal(AssumeRolePolicyDocument)) return AssumeRolePolicyDocument;
    return { effects: [store('IamRole', { ...role, AssumeRolePolicyDocument }), ...keptNotice(world, AssumeRolePolicyDocument)], output: {} };
  },
});

export const roleOperations = [createRole, getRole, listRoles, deleteRole, updateAssumeRolePolicy];
