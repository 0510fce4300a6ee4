/** CIDR blocks as the EC2 API takes them: host bits are cleared, not refused. */
import { type Cidr, readCidr } from '../net/cidr.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The IPv4 block that a member names, or the refusal. */
export function readBlock(text: string, member: string): Cidr | Refusal {
  const block = readCidr(text);
  if (block !== null && typeof block.base === 'number') return block;
  return refuse('InvalidParameterValue', `Value (${text}) for parameter ${member} is invalid. This is not a valid CIDR block.`);
}

/** VPCs and subnets are /16 to /28: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export function hasVpcSize(block: Cidr): boolean {
  return block.prefix >= 16 && block.prefix <= 28;
}
