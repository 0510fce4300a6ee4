/** IAM policies of the account, roles with their policies, and instance profiles. */
import { profileNameOf } from '../../engine/aws/eks/nodegroup-life.ts';
import { objectsOf } from '../../engine/store.ts';
import { json, quoted, run, type Writing } from './writing.ts';

export function writeRoles(writing: Writing): void {
  for (const { PolicyName, Path, Description, Tags, Document } of objectsOf(writing.world.aws.IamPolicy)) {
    const path = Path === '/' ? '' : ` --path ${quoted(Path)}`;
    const description = Description === undefined ? '' : ` --description ${quoted(Description)}`;
    const tags = Tags.length === 0 ? '' : ` --tags ${json(writing, Tags)}`;
    run(writing, `iam create-policy --policy-name ${quoted(PolicyName)} --policy-document ${json(writing, Document)}${path}${description}${tags}`);
  }
  for (const role of objectsOf(writing.world.aws.IamRole)) {
    // Service-linked roles come with their services.
    if (role.Path.startsWith('/aws-service-role/')) continue;
    const named = `--role-name ${quoted(role.RoleName)}`;
    const path = role.Path === '/' ? '' : ` --path ${quoted(role.Path)}`;
    const description = role.Description === undefined ? '' : ` --description ${quoted(role.Description)}`;
    const tags = role.Tags.length === 0 ? '' : ` --tags ${json(writing, role.Tags)}`;
    const trust = `--assume-role-policy-document ${json(writing, role.AssumeRolePolicyDocument)}`;
    run(writing, `iam create-role ${named} ${trust}${path}${description}${tags}`);
    for (const arn of role.AttachedPolicies) run(writing, `iam attach-role-policy ${named} --policy-arn ${quoted(arn)}`);
    for (const [policy, document] of Object.entries(role.InlinePolicies)) {
      run(writing, `iam put-role-policy ${named} --policy-name ${quoted(policy)} --policy-document ${json(writing, document)}`);
    }
  }
  // EKS makes one for each of its node groups.
  const ofGroups = new Set(objectsOf(writing.world.aws.EksNodegroup).map(profileNameOf));
  for (const { InstanceProfileName, Path, Roles } of objectsOf(writing.world.aws.IamInstanceProfile)) {
    if (ofGroups.has(InstanceProfileName)) continue;
    const named = `--instance-profile-name ${quoted(InstanceProfileName)}`;
    run(writing, `iam create-instance-profile ${named}${Path === '/' ? '' : ` --path ${quoted(Path)}`}`);
    for (const role of Roles) run(writing, `iam add-role-to-instance-profile ${named} --role-name ${quoted(role)}`);
  }
}
