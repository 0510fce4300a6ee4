import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/course/import/import.ts';
import { showNote } from '../../../src/course/import/note.ts';
import { objectsOf, type Store } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { emptyWorld } from '../../../src/engine/world-of.ts';
import { entered, printed } from '../../support/lattice-world.ts';
import { standing } from '../../support/world-of.ts';

const LINES = [
  'VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)',
  'A=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)',
  'SG=$(aws ec2 create-security-group --group-name web --description web --vpc-id $VPC --query GroupId --output text)',
  'SN=$(aws vpc-lattice create-service-network --name shared --query id --output text)',
  'SVC=$(aws vpc-lattice create-service --name shop --query id --output text)',
  'TG=$(aws vpc-lattice create-target-group --name shop --type IP --config port=80,protocol=HTTP,vpcIdentifier=$VPC --query id --output text)',
  'L=$(aws vpc-lattice create-listener --service-identifier $SVC --name web --protocol HTTP --port 80 --default-action "forward={targetGroups=[{targetGroupIdentifier=$TG}]}" --query id --output text)',
  'aws vpc-lattice create-service-network-service-association --service-identifier $SVC --service-network-identifier $SN',
  'SNVA=$(aws vpc-lattice create-service-network-vpc-association --service-network-identifier $SN --vpc-identifier $VPC --security-group-ids $SG --query id --output text)',
  'OUT=$(aws route53resolver create-resolver-endpoint --creator-request-id o --direction OUTBOUND --security-group-ids $SG --ip-addresses SubnetId=$A SubnetId=$A --query ResolverEndpoint.Id --output text)',
  'wait 5m',
  'RULE=$(aws route53resolver create-resolver-rule --creator-request-id r --rule-type FORWARD --domain-name corp.example --target-ips Ip=172.20.0.53 --resolver-endpoint-id $OUT --query ResolverRule.Id --output text)',
  'aws route53resolver associate-resolver-rule --resolver-rule-id $RULE --vpc-id $VPC',
  'wait 5m',
];
const LISTED = [
  'aws ec2 describe-vpcs',
  'aws ec2 describe-subnets',
  'aws ec2 describe-security-groups',
  'aws ec2 describe-network-interfaces',
  'aws vpc-lattice list-service-networks',
  'aws vpc-lattice list-services',
  'aws vpc-lattice list-target-groups',
  'aws vpc-lattice list-listeners --service-identifier $SVC',
  'aws vpc-lattice list-service-network-service-associations --service-network-identifier $SN',
  'aws vpc-lattice list-service-network-vpc-associations --service-network-identifier $SN',
  'aws route53resolver list-resolver-endpoints',
  'aws route53resolver list-resolver-rules',
  'aws route53resolver list-resolver-rule-associations',
];
const GOT = [
  'aws vpc-lattice get-target-group --target-group-identifier $TG',
  'aws vpc-lattice get-listener --service-identifier $SVC --listener-identifier $L',
  'aws vpc-lattice get-service-network-vpc-association --service-network-vpc-association-identifier $SNVA',
];
const KINDS = [
  ...(['LatticeServiceNetwork', 'LatticeService', 'LatticeTargetGroup', 'LatticeListener', 'LatticeServiceAssociation'] as const),
  ...(['LatticeVpcAssociation', 'ResolverEndpoint', 'ResolverRule', 'ResolverRuleAssociation'] as const),
];

describe('the output of aws vpc-lattice and aws route53resolver', () => {
  const session = entered(emptyWorld({ region: 'us-west-2' }), LINES);
  const read = (lines: readonly string[]) => {
    const files = lines.map((line, index) => ({ path: `aws${index}`, text: printed(session, line) }));
    const { parts, notes, problems } = importFiles({ aws: files, kubernetes: [] });
    return { parts, problems, notes: notes.map((note) => showNote(note, 'en')) };
  };

  it('becomes the same objects again: what list and get say of one is joined', () => {
    const { parts, problems } = read([...LISTED, ...GOT]);
    expect(problems).toEqual([]);
    const again = standing({ ...parts, now: session.world.now });
    for (const kind of KINDS) {
      const objects = (world: World) =>
        objectsOf(world.aws[kind] as unknown as Store<{ readonly since?: number }>).map(({ since: _since, ...object }) => object);
      expect([kind, objects(again)]).toEqual([kind, objects(session.world)]);
    }
  });

  it('is told of where only a summary is there', () => {
    const { problems, notes } = read(LISTED);
    expect(problems).toEqual([]);
    expect(notes.join('\n')).toContain('left out: of web only the summary is here');
  });
});
