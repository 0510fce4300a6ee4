/** Resource shares of the account's own. The ids within the ARNs of what is shared are new ones. */
import { objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, quoted, ref, run, type Writing } from './writing.ts';

export function writeResourceShares(writing: Writing): void {
  const { aws, account } = writing.world;
  for (const { resourceShareArn, name, owningAccountId, resourceArns, principals, allowExternalPrincipals, tags } of objectsOf(aws.ResourceShare)) {
    const id = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
    if (owningAccountId !== account || !resourceArns.every((arn) => isNamed(writing, id(arn)))) {
      leave(writing, 'ResourceShare', resourceShareArn);
      continue;
    }
    const arns = resourceArns.map((arn) => `${arn.slice(0, arn.lastIndexOf('/') + 1)}${ref(writing, id(arn))}`);
    const what = arns.length === 0 ? '' : ` --resource-arns ${arns.join(' ')}`;
    const who = principals.length === 0 ? '' : ` --principals ${principals.map(quoted).join(' ')}`;
    const reach = allowExternalPrincipals ? '' : ' --no-allow-external-principals';
    const given = Object.entries(tags).map(([key, value]) => ({ key, value }));
    run(
      writing,
      `ram create-resource-share --name ${quoted(name)}${what}${who}${reach}${given.length === 0 ? '' : ` --tags ${json(writing, given)}`}`,
    );
  }
}
