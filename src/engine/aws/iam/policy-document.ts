/**
 * Policy documents of IAM: read as IAM reads them, and evaluated by action.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { type Refusal, refuse } from '../refusal.ts';

type OneOrMore = string | readonly string[];

/** A statement, as it was written. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Trust policies only. */
  readonly Principal?: string | { readonly [type: string]: OneOrMore };
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: object;
};

export type PolicyDocument = { readonly Version?: string; readonly Id?: string; readonly Statement: Statement | readonly Statement[] };

export type PolicyUse = 'identity' | 'trust';

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** The document that a text holds, or the refusal of IAM. */
export function readPolicy(text: string, use: PolicyUse): PolicyDocument | Refusal {
  const document = parsed(text);
  if (document === null) return malformed('This policy contains invalid Json');
  const { Version = '2012-10-17', Statement, ...rest } = document as Partial<PolicyDocument>;
  if (Object.keys(rest).some((name) => name !== 'Id') || Statement === undefined) return malformed('Syntax errors in policy.');
  if (Version !== '2012-10-17' && Version !== '2008-10-17') return malformed('Syntax errors in policy.');
  if (use === 'identity' && Version !== '2012-10-17') return malformed('Policy document must be version 2012-10-17 or greater.');
  const statements = listOf(Statement);
  if (statements.length === 0) return malformed('Syntax errors in policy.');
  const wrong = statements.map((statement) => checkStatement(statement, use)).find((refusal) => refusal !== null);
  return wrong ?? (document as PolicyDocument);
}

/** What the documents say of an action (`ec2:CreateTags`): a statement that denies wins over all that allow. */
export function decide(documents: readonly PolicyDocument[], action: string): 'allowed' | 'denied' | 'silent' {
  const matching = documents.flatMap(({ Statement }) => listOf(Statement)).filter((statement) => covers(statement, action));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return matching.length > 0 ? 'allowed' : 'silent';
}

/** Whether a trust policy lets the service (`ec2.amazonaws.com`) assume the role. */
export function trusts(document: PolicyDocument, service: string): boolean {
  return listOf(document.Statement).some(({ Effect, Principal, ...statement }) => {
    const services = typeof Principal === 'object' ? listOf(Principal.Service ?? []) : [];
    return Effect === 'Allow' && covers({ Effect, ...statement }, 'sts:AssumeRole') && services.includes(service);
  });
}

/** Whether the value looks like a policy document; what its statements say is another matter. */
export function isDocument(value: unknown): value is PolicyDocument {
  return typeof value === 'object' && value !== null && 'Statement' in value;
}

/** Whether the document says something that is kept but not evaluated: resources other than `*`, conditions. */
export function saysMore(document: PolicyDocument): boolean {
  return listOf(document.Statement).some(({ Resource = '*', NotResource, Condition }) => {
    return Condition !== undefined || NotResource !== undefined || !listOf(Resource).includes('*');
  });
}

function covers({ Action, NotAction }: Statement, action: string): boolean {
  if (Action !== undefined) return listOf(Action).some((pattern) => matches(pattern, action));
  return NotAction !== undefined && !listOf(NotAction).some((pattern) => matches(pattern, action));
}

/** Actions are compared without regard to case; `*` is any run of characters, `?` one. */
function matches(pattern: string, action: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), action.toLowerCase()];
  let [at, to] = [0, 0];
  // Where the last `*` stood, and up to where it has been taken to reach: what follows is tried again one character further on.
  let [star, reach] = [-1, 0];
  while (to < given.length) {
    if (at < wanted.length && wanted[at] === '*') {
      [star, reach] = [at, to];
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[to])) {
      at += 1;
      to += 1;
    } else if (star >= 0) {
      reach += 1;
      [at, to] = [star + 1, reach];
    } else return false;
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}

function checkStatement(statement: Statement, use: PolicyUse): Refusal | null {
  if (typeof statement !== 'object' || statement === null) return malformed('Syntax errors in policy.');
  const { Effect, Principal, Action, NotAction, Resource, NotResource } = statement;
  if (Object.keys(statement).some((name) => !ELEMENTS.includes(name))) return malformed('Syntax errors in policy.');
  if (Effect !== 'Allow' && Effect !== 'Deny') return malformed('Syntax errors in policy.');
  const actions = Action ?? NotAction;
  if (actions === undefined) return malformed('Policy statement must contain actions.');
  if (!isTexts(actions)) return malformed('Syntax errors in policy.');
  if (use === 'trust') return checkTrust({ Principal, Resource: Resource ?? NotResource, actions: listOf(actions) });
  if (Principal !== undefined) return malformed('Policy document should not specify a principal.');
  if (Resource === undefined && NotResource === undefined) return malformed('Policy statement must contain resources.');
  const vendorless = listOf(actions).find((action) => action !== '*' && !action.includes(':'));
  return vendorless === undefined ? null : malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
}

type Trust = { readonly Principal: Statement['Principal']; readonly Resource: unknown; readonly actions: readonly string[] };

function checkTrust({ Principal, Resource, actions }: Trust): Refusal | null {
  if (Resource !== undefined) return malformed('Has prohibited field Resource');
  if (Principal === undefined) return malformed('Missing required field Principal');
  if (actions.some((action) => !/^(sts:[A-Za-z*]+|\*)$/.test(action))) {
    return malformed('AssumeRole policy may only specify STS AssumeRole actions.');
  }
  if (typeof Principal === 'string') return Principal === '*' ? null : malformed('AssumeRolepolicy contained an invalid principal: "STAR":"*".');
  if (Principal === null || typeof Principal !== 'object') return malformed('Syntax errors in policy.');
  for (const [type, values] of Object.entries(Principal)) {
    const wrong = isTexts(values) ? listOf(values).find((value) => !isPrincipal(type, value)) : '';
    if (wrong !== undefined) return malformed(`Invalid principal in policy: "${type.toUpperCase()}":"${wrong}"`);
  }
  return null;
}

function isPrincipal(type: string, value: string): boolean {
  if (type === 'Service') return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(value);
  if (type === 'AWS') return value === '*' || /^\d{12}$/.test(value) || value.startsWith('arn:aws:');
  return type === 'Federated' || type === 'CanonicalUser';
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is OneOrMore {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function malformed(message: string): Refusal {
  return refuse('MalformedPolicyDocument', message);
}
