import type { AwsKind } from '../../kind.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Tag } from '../spelling.ts';
import { type IamRole, listedRole } from './role.ts';

/** What carries a role to an instance. https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html */
export type IamInstanceProfile = {
  readonly InstanceProfileName: string;
  readonly Path: string;
  readonly InstanceProfileId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  /** The name of its role: at most one. */
  readonly Roles: readonly string[];
  readonly Tags: readonly Tag[];
};

export const iamInstanceProfile: AwsKind<IamInstanceProfile> = {
  plane: 'aws',
  kind: 'IamInstanceProfile',
  service: 'iam',
  idPrefix: '',
  idMember: 'InstanceProfileName',
  indices: { byRole: (profile) => profile.Roles },
  describe: {
    operation: 'GetInstanceProfile',
    idsMember: 'InstanceProfileName',
    listMember: 'InstanceProfile',
    notFound: 'NoSuchEntity',
    malformed: 'ValidationError',
    show: (profile, world) => ({
      Path: profile.Path,
      InstanceProfileName: profile.InstanceProfileName,
      InstanceProfileId: profile.InstanceProfileId,
      Arn: profile.Arn,
      CreateDate: profile.CreateDate,
      Roles: profile.Roles.flatMap((name) => objectAt(world.aws.IamRole, name) ?? []).map(listedRole),
      ...(profile.Tags.length === 0 ? {} : { Tags: profile.Tags }),
    }),
    filters: {},
  },
};

/** The instance profiles that hold the role. */
export function profilesOf(world: World, role: IamRole): readonly IamInstanceProfile[] {
  return lookup(world.aws.IamInstanceProfile, 'byRole', role.RoleName);
}

/** The instance profile with the ARN, or undefined when the world does not hold it. */
export function profileAt(world: World, arn: string): IamInstanceProfile | undefined {
  const profile = objectAt(world.aws.IamInstanceProfile, arn.slice(arn.lastIndexOf('/') + 1));
  return profile?.Arn === arn ? profile : undefined;
}

/**
 * The name of the role whose credentials an instance with this profile has. A profile that the world does not hold stands
 * for a role of its own name, as the console makes them; one that is empty gives none.
 */
export function roleNameOf(world: World, profileArn: string): string | undefined {
  const profile = profileAt(world, profileArn);
  return profile === undefined ? profileArn.slice(profileArn.lastIndexOf('/') + 1) : profile.Roles[0];
}
