/** What may be shared. https://docs.aws.amazon.com/ram/latest/userguide/shareable.html */
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Kinds besides subnets: how RAM calls them, and where they stand. */
const TYPES = [
  { pattern: /^arn:aws:vpc-lattice:[^:]+:\d{12}:servicenetwork\/(sn-[0-9a-z]+)$/, type: 'vpc-lattice:ServiceNetwork', kind: 'LatticeServiceNetwork' },
  { pattern: /^arn:aws:vpc-lattice:[^:]+:\d{12}:service\/(svc-[0-9a-z]+)$/, type: 'vpc-lattice:Service', kind: 'LatticeService' },
  {
    pattern: /^arn:aws:route53resolver:[^:]+:\d{12}:resolver-rule\/(rslvr-rr-[0-9a-z]+)$/,
    type: 'route53resolver:ResolverRule',
    kind: 'ResolverRule',
  },
] as const;

/** How RAM calls the type of the resource. */
export function typeOfResource(arn: string): string {
  return TYPES.find(({ pattern }) => pattern.test(arn))?.type ?? 'ec2:Subnet';
}

/** Null when this account may share what the ARN names. */
export function checkResource(world: World, arn: string): Refusal | null {
  for (const { pattern, kind } of TYPES) {
    const id = pattern.exec(arn)?.[1];
    if (id === undefined) continue;
    const found = objectAt(world.aws[kind] as never, id) as { readonly arn?: string; readonly Arn?: string } | undefined;
    return (found?.arn ?? found?.Arn) === arn && arn.split(':')[4] === world.account ? null : unknownResource(arn);
  }
  return checkSubnet(world, arn);
}

function unknownResource(arn: string): Refusal {
  return refuse('UnknownResourceException', `Resource ${arn} could not be found.`);
}

/** Subnets of the account's own, and none of a default VPC: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing-service-behavior.html */
function checkSubnet(world: World, arn: string): Refusal | null {
  const [, region, account, id] = /^arn:aws:ec2:([^:]+):(\d{12}):subnet\/(subnet-[0-9a-f]+)$/.exec(arn) ?? [];
  if (id === undefined) {
    return arn.startsWith('arn:aws:')
      ? refuse('UnsupportedOperation', `Shares of ${arn.split(':')[2]} resources of this type are not simulated.`)
      : refuse('MalformedArnException', `The specified resource ARN ${arn} is not valid. Verify the ARN and try again.`);
  }
  const subnet = objectAt(world.aws.Subnet, id);
  if (subnet === undefined || region !== world.region || account !== subnet.OwnerId || subnet.OwnerId !== world.account) {
    return unknownResource(arn);
  }
  const isDefault = objectAt(world.aws.Vpc, subnet.VpcId)?.IsDefault === true;
  return isDefault ? refuse('OperationNotPermittedException', `You cannot share the subnet ${id} because it is in a default VPC.`) : null;
}
