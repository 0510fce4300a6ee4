/** The flags of an operation, worked out from its input members, with the changes that the AWS CLI makes to a few of them. */
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Member, Shape } from '../../../engine/aws/shape.ts';
import { kebab } from './spelling.ts';

export type Flag = {
  readonly name: string;
  /** The input member that it sets, or null for the flags that only the command line has. */
  readonly member: string | null;
  readonly shape: Shape;
  readonly required: boolean;
  /** What it sets when it stands without a value: flags come in pairs, `--dry-run` and `--no-dry-run`. */
  readonly sets?: boolean;
  /** The other flag of the pair. */
  readonly pair?: string;
};

/** All flags of an operation, in the order of its members. */
export function flagsOf(operation: Operation): Flag[] {
  const own = Object.entries(operation.members).flatMap(([member, shape]) => flagsFor(operation, member, shape));
  if (operation.name === 'RunInstances') return [...own.filter(({ member }) => member !== 'MinCount' && member !== 'MaxCount'), ...LAUNCH_FLAGS];
  return isRuleOperation(operation) ? [...own, ...RULE_FLAGS] : own;
}

function flagsFor(operation: Operation, member: string, shape: Member): Flag[] {
  // https://github.com/aws/aws-cli/blob/v2/awscli/customizations/argrename.py: --version is a flag of aws itself.
  const name = operation.service === 'eks' && member === 'version' ? 'kubernetes-version' : kebab(member);
  const required = shape.required === true;
  if (!isSwitch(shape)) return [{ name, member, shape, required }];
  // https://github.com/aws/aws-cli/blob/v2/awscli/customizations/argrename.py: the ACL entries call the other half --ingress.
  const other = name === 'egress' && /NetworkAclEntry$/.test(operation.name) ? 'ingress' : `no-${name}`;
  return [
    { name, member, shape, required: false, sets: true, pair: other },
    { name: other, member, shape, required: false, sets: false, pair: name },
  ];
}

/** A boolean, or a structure whose only member is the boolean `Value`. */
export function isSwitch(shape: Shape): boolean {
  return shape.type === 'boolean' || isAttributeBoolean(shape);
}

export function isAttributeBoolean(shape: Shape): boolean {
  return shape.type === 'structure' && Object.keys(shape.members).join() === 'Value' && shape.members.Value?.type === 'boolean';
}

/** Whether the operation takes the short form of one rule: `--protocol tcp --port 80 --cidr 0.0.0.0/0`. */
export function isRuleOperation(operation: Operation): boolean {
  return /^(Authorize|Revoke)SecurityGroup(Ingress|Egress)$/.test(operation.name);
}

/** https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/secgroupsimplify.py */
const RULE_FLAGS: readonly Flag[] = [
  { name: 'protocol', member: null, shape: { type: 'string', values: ['tcp', 'udp', 'icmp', 'all'] }, required: false },
  { name: 'port', member: null, shape: { type: 'string' }, required: false },
  { name: 'cidr', member: null, shape: { type: 'string' }, required: false },
  { name: 'source-group', member: null, shape: { type: 'string', names: 'SecurityGroup' }, required: false },
  { name: 'group-owner', member: null, shape: { type: 'string' }, required: false },
];

/** https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/runinstances.py */
const LAUNCH_FLAGS: readonly Flag[] = [
  { name: 'count', member: null, shape: { type: 'string' }, required: false },
  {
    name: 'associate-public-ip-address',
    member: null,
    shape: { type: 'boolean' },
    required: false,
    sets: true,
    pair: 'no-associate-public-ip-address',
  },
  {
    name: 'no-associate-public-ip-address',
    member: null,
    shape: { type: 'boolean' },
    required: false,
    sets: false,
    pair: 'associate-public-ip-address',
  },
  { name: 'secondary-private-ip-addresses', member: null, shape: { type: 'list', of: { type: 'string' } }, required: false },
  { name: 'secondary-private-ip-address-count', member: null, shape: { type: 'string' }, required: false },
];

/** The flags that every command takes. */
export const GLOBAL_FLAGS: { readonly [name: string]: { readonly value: boolean; readonly choices?: readonly string[] } } = {
  debug: { value: false },
  'endpoint-url': { value: true },
  'no-verify-ssl': { value: false },
  'no-paginate': { value: false },
  output: { value: true, choices: ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'] },
  query: { value: true },
  profile: { value: true },
  region: { value: true },
  version: { value: false },
  color: { value: true, choices: ['on', 'off', 'auto'] },
  'no-sign-request': { value: false },
  'ca-bundle': { value: true },
  'cli-read-timeout': { value: true },
  'cli-connect-timeout': { value: true },
  'cli-binary-format': { value: true, choices: ['base64', 'raw-in-base64-out'] },
  'no-cli-pager': { value: false },
  'cli-auto-prompt': { value: false },
  'no-cli-auto-prompt': { value: false },
};

/** Flags that the command line has for operations that come in pages. */
export const PAGING_FLAGS: readonly string[] = ['max-items', 'page-size', 'starting-token'];
