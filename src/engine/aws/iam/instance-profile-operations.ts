/** Operations on instance profiles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
import { objectAt, objectsOf } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal } from '../refusal.ts';
import { idOf, string, TAGS } from '../shape.ts';
import { sorted } from '../tag-input.ts';
import { type IamInstanceProfile, iamInstanceProfile, profilesOf } from './instance-profile.ts';
import { alreadyExists, checkName, checkPath, conflict, findProfile, findRole, limitExceeded, noSuch, uniqueId } from './names.ts';

const InstanceProfileName = { ...idOf('IamInstanceProfile'), required: true } as const;
const RoleName = { ...idOf('IamRole'), required: true } as const;

const createInstanceProfile = operation({
  service: 'iam',
  name: 'CreateInstanceProfile',
  kind: 'IamInstanceProfile',
  writes: true,
  summary: {
    ko: '인스턴스에 역할을 실어 나르는 인스턴스 프로파일을 만듭니다.',
    en: 'Creates an instance profile, which carries a role to instances.',
  },
  members: { InstanceProfileName: { ...string, required: true }, Path: string, Tags: TAGS },
  run: ({ world, input, as }) => {
    const { InstanceProfileName: name, Path = '/' } = input;
    const wrong = firstRefusal(checkName({ member: 'instanceProfileName', name, most: 128 }), checkPath(Path));
    if (wrong !== null) return wrong;
    if (objectAt(world.aws.IamInstanceProfile, name) !== undefined) return alreadyExists(`Instance Profile ${name} already exists.`);
    const drawn = mintDigits(world, as, ['iam-instance-profile']);
    const profile: IamInstanceProfile = {
      InstanceProfileName: name,
      Path,
      InstanceProfileId: uniqueId('AIPA', drawn.digits[0] as string),
      Arn: `arn:aws:iam::${world.account}:instance-profile${Path}${name}`,
      CreateDate: timestamp(world.now),
      Roles: [],
      Tags: sorted((input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))),
    };
    const output = { InstanceProfile: iamInstanceProfile.describe.show(profile, world) };
    return { world: drawn.world, effects: [store('IamInstanceProfile', profile)], output };
  },
});

const getInstanceProfile = operation({
  service: 'iam',
  name: 'GetInstanceProfile',
  kind: 'IamInstanceProfile',
  writes: false,
  summary: { ko: '인스턴스 프로파일을 보여 줍니다.', en: 'Shows an instance profile.' },
  members: { InstanceProfileName },
  run: ({ world, input }) => {
    const profile = findProfile(world, input.InstanceProfileName);
    return isRefusal(profile) ? profile : { output: { InstanceProfile: iamInstanceProfile.describe.show(profile, world) } };
  },
});

const listInstanceProfiles = operation({
  service: 'iam',
  name: 'ListInstanceProfiles',
  kind: 'IamInstanceProfile',
  writes: false,
  summary: { ko: '인스턴스 프로파일을 모두 보여 줍니다.', en: 'Lists the instance profiles.' },
  members: { PathPrefix: string },
  pages: 'InstanceProfiles',
  run: ({ world, input: { PathPrefix = '/' } }) => {
    const profiles = objectsOf(world.aws.IamInstanceProfile).filter(({ Path }) => Path.startsWith(PathPrefix));
    return { output: { InstanceProfiles: profiles.map((profile) => iamInstanceProfile.describe.show(profile, world)) } };
  },
});

const listInstanceProfilesForRole = operation({
  service: 'iam',
  name: 'ListInstanceProfilesForRole',
  kind: 'IamInstanceProfile',
  writes: false,
  summary: { ko: '역할이 들어 있는 인스턴스 프로파일을 보여 줍니다.', en: 'Lists the instance profiles that hold a role.' },
  members: { RoleName },
  pages: 'InstanceProfiles',
  run: ({ world, input }) => {
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    return { output: { InstanceProfiles: profilesOf(world, role).map((profile) => iamInstanceProfile.describe.show(profile, world)) } };
  },
});

const addRoleToInstanceProfile = operation({
  service: 'iam',
  name: 'AddRoleToInstanceProfile',
  kind: 'IamInstanceProfile',
  writes: true,
  summary: { ko: '인스턴스 프로파일에 역할을 넣습니다.', en: 'Puts a role into an instance profile.' },
  members: { InstanceProfileName, RoleName },
  run: ({ world, input }) => {
    const profile = findProfile(world, input.InstanceProfileName);
    if (isRefusal(profile)) return profile;
    const role = findRole(world, input.RoleName);
    if (isRefusal(role)) return role;
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: one role, not to be raised.
    if (profile.Roles.length > 0) return limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    return { effects: [store('IamInstanceProfile', { ...profile, Roles: [role.RoleName] })], output: {} };
  },
});

const removeRoleFromInstanceProfile = operation({
  service: 'iam',
  name: 'RemoveRoleFromInstanceProfile',
  kind: 'IamInstanceProfile',
  writes: true,
  summary: { ko: '인스턴스 프로파일에서 역할을 뺍니다.', en: 'Takes a role out of an instance profile.' },
  members: { InstanceProfileName, RoleName },
  run: ({ world, input }) => {
    const profile = findProfile(world, input.InstanceProfileName);
    if (isRefusal(profile)) return profile;
    if (!profile.Roles.includes(input.RoleName)) return noSuch(`The role with name ${input.RoleName} cannot be found.`);
    return { effects: [store('IamInstanceProfile', { ...profile, Roles: [] })], output: {} };
  },
});

const deleteInstanceProfile = operation({
  service: 'iam',
  name: 'DeleteInstanceProfile',
  kind: 'IamInstanceProfile',
  writes: true,
  summary: { ko: '역할이 들어 있지 않은 인스턴스 프로파일을 지웁니다.', en: 'Deletes an instance profile that holds no role.' },
  members: { InstanceProfileName },
  run: ({ world, input }) => {
    const profile = findProfile(world, input.InstanceProfileName);
    if (isRefusal(profile)) return profile;
    if (profile.Roles.length > 0) return conflict('Cannot delete entity, must remove roles from instance profile first.');
    return { effects: [erase('IamInstanceProfile', input.InstanceProfileName)], output: {} };
  },
});

export const instanceProfileOperations = [
  createInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  addRoleToInstanceProfile,
  removeRoleFromInstanceProfile,
  deleteInstanceProfile,
];
