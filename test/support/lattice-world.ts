/** Two VPCs of one and the same range: the worked example serves through VPC Lattice, an instance in the other VPC calls. */
import { beginInput } from '../../src/engine/input.ts';
import type { World } from '../../src/engine/world.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../../src/shell/session.ts';
import { courseParts } from './course-world.ts';
import { id, vpc } from './vpc-world.ts';
import { standing } from './world-of.ts';

export const CLIENT_VPC = id('vpc', 'client');
export const CLIENT = id('i', '192.168.7.10');

/** The worked example with another VPC of its range, in which an instance stands. */
export function overlapping(): World {
  const parts = courseParts();
  const other = vpc('client', { block: '192.168.0.0/16', internet: false, subnets: { c: { block: '192.168.7.0/24', hosts: ['192.168.7.10'] } } });
  const aws = Object.fromEntries(
    [...new Set([...Object.keys(parts.aws ?? {}), ...Object.keys(other)])].map((list) => [
      list,
      [...(parts.aws?.[list] ?? []), ...(other[list] ?? [])],
    ]),
  );
  return standing({ ...parts, aws });
}

/** The session after the lines; throws on the first that fails. */
export function entered(world: World, lines: readonly string[], variables: Session['variables'] = {}): Session {
  let session: Session = { world, origin: LEARNER_ORIGIN, recent: [], variables };
  for (const line of lines) {
    const output = runLine({ ...session, world: beginInput(session.world) }, line);
    if (output.code !== 0) throw new Error(`${line}\n${output.stdout}${output.stderr}`);
    session = { ...session, world: output.world, variables: output.variables ?? session.variables ?? {} };
  }
  return session;
}

/** What a line prints in the session, at the instance of the other VPC when it asks for that. */
export function printed(session: Session, line: string, origin: Session['origin'] = session.origin): string {
  const { stdout, stderr } = runLine({ ...session, origin, world: beginInput(session.world) }, line);
  return stdout + stderr;
}

export const FROM_CLIENT: Session['origin'] = { from: 'instance', InstanceId: CLIENT };

/** A service `shop` with a listener on port 80 and the pods of the course as its targets, in a service network that the client's VPC is in. */
export const SHOP: readonly string[] = [
  'VPC=$(aws ec2 describe-subnets --query "Subnets[?AvailabilityZone==\'us-west-2b\']|[0].VpcId" --output text)',
  'SN=$(aws vpc-lattice create-service-network --name shared --query id --output text)',
  'SVC=$(aws vpc-lattice create-service --name shop --query id --output text)',
  'TG=$(aws vpc-lattice create-target-group --name shop-pods --type IP --config port=9376,protocol=HTTP,vpcIdentifier=$VPC --query id --output text)',
  'aws vpc-lattice register-targets --target-group-identifier $TG --targets id=192.168.0.41 id=192.168.0.42',
  'aws vpc-lattice create-listener --service-identifier $SVC --name web --protocol HTTP --port 80 --default-action "forward={targetGroups=[{targetGroupIdentifier=$TG}]}"',
  'aws vpc-lattice create-service-network-service-association --service-identifier $SVC --service-network-identifier $SN',
  `SNVA=$(aws vpc-lattice create-service-network-vpc-association --service-network-identifier $SN --vpc-identifier ${CLIENT_VPC} --query id --output text)`,
  'NAME=$(aws vpc-lattice get-service --service-identifier $SVC --query dnsEntry.domainName --output text)',
  'wait 5m',
];

/** Lets VPC Lattice reach the pods of the course, as the groups of targets have to. */
export const OPEN: readonly string[] = [
  'PL=$(aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.us-west-2.vpc-lattice --query "PrefixLists[0].PrefixListId" --output text)',
  'SG=$(aws ec2 describe-network-interfaces --filters Name=addresses.private-ip-address,Values=192.168.0.41 --query "NetworkInterfaces[0].Groups[0].GroupId" --output text)',
  'aws ec2 authorize-security-group-ingress --group-id $SG --ip-permissions IpProtocol=tcp,FromPort=9376,ToPort=9376,PrefixListIds=[{PrefixListId=$PL}]',
  'wait 5m',
];
