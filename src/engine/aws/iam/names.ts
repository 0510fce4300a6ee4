/** Names of IAM, and what IAM answers to those that are none or name nothing. */
import { sha1 } from '../../sha1.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { IamInstanceProfile } from './instance-profile.ts';
import type { IamRole } from './role.ts';

type Named = { readonly member: string; readonly name: string; readonly most: number };

/** Null when IAM takes the name. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function checkName({ member, name, most }: Named): Refusal | null {
  if (name.length > most) {
    const where = `Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
    return refuse('ValidationError', `1 validation error detected: ${where}`);
  }
  if (/^[\w+=,.@-]+$/.test(name)) return null;
  return refuse(
    'ValidationError',
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

/** Null when IAM takes the path. */
export function checkPath(path: string): Refusal | null {
  if (/^\/([\x21-\x7e]*\/)?$/.test(path) && path.length <= 512) return null;
  const rule = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.';
  return refuse('ValidationError', `The specified value for path is invalid. ${rule}`);
}

/** The role with the name, or what IAM answers. */
export function findRole(world: World, name: string): IamRole | Refusal {
  return objectAt(world.aws.IamRole, name) ?? noSuch(`The role with name ${name} cannot be found.`);
}

/** The instance profile with the name, or what IAM answers. */
export function findProfile(world: World, name: string): IamInstanceProfile | Refusal {
  return objectAt(world.aws.IamInstanceProfile, name) ?? noSuch(`Instance Profile ${name} cannot be found.`);
}

export function noSuch(message: string): Refusal {
  return refuse('NoSuchEntity', message, 404);
}

export function alreadyExists(message: string): Refusal {
  return refuse('EntityAlreadyExists', message, 409);
}

export function conflict(message: string): Refusal {
  return refuse('DeleteConflict', message, 409);
}

export function limitExceeded(message: string): Refusal {
  return refuse('LimitExceeded', message, 409);
}

/** A unique id of IAM: AROA for roles, AIPA for instance profiles, ANPA for managed policies. */
export function uniqueId(prefix: string, digits: string): string {
  return `${prefix}${sha1(digits).toUpperCase().slice(0, 17)}`;
}
