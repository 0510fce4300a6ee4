/**
 * Policies of VPC endpoints: what may pass through, besides what the caller's own policies allow.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { decide, type PolicyDocument, type Statement } from './iam/policy-document.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';

type Call = { readonly endpoint: string; readonly action: string; readonly arn: string };

/** Null when the endpoint lets the call through, else how the service refuses it. */
export function refusedByEndpoint(world: World, { endpoint, action, arn }: Call): Refusal | null {
  const found = objectAt(world.aws.VpcEndpoint, endpoint);
  const decided = found === undefined ? 'allowed' : policyOf(found, arn, action);
  if (decided === 'allowed') return null;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
  const why = decided === 'denied' ? 'with an explicit deny in a VPC endpoint policy' : `because no VPC endpoint policy allows the ${action} action`;
  const sentence = `User: ${arn} is not authorized to perform: ${action} ${why}`;
  return action.startsWith('ec2:')
    ? refuse('UnauthorizedOperation', `You are not authorized to perform this operation. ${sentence}`, 403)
    : refuse('AccessDeniedException', sentence, 403);
}

function policyOf({ PolicyDocument: text }: VpcEndpoint, arn: string, action: string): ReturnType<typeof decide> {
  if (text === undefined) return 'allowed';
  const document = JSON.parse(text) as PolicyDocument;
  const statements = Array.isArray(document.Statement) ? (document.Statement as readonly Statement[]) : [document.Statement as Statement];
  return decide([{ Statement: statements.filter(({ Principal }) => isMeant(Principal, arn)) }], action);
}

/** Whether a statement is about the caller: everyone, its account, the role of its session, or itself. */
function isMeant(principal: Statement['Principal'], arn: string): boolean {
  if (principal === undefined) return false;
  const named = typeof principal === 'string' ? [principal] : [principal.AWS ?? []].flat();
  const account = arn.split(':')[4] ?? '';
  const role = arn.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:aws:iam::$1:role/$2');
  return named.some((name) => ['*', account, `arn:aws:iam::${account}:root`, arn, role].includes(name));
}
