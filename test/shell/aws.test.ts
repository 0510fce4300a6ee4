import { describe, expect, it } from 'vitest';
import { ACCOUNT, courseIds, VPC } from '../support/course-facts.ts';
import { courseAccount, type } from './aws-account.ts';

const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;
const GROUP = 'sg-0c1057e4000000001';

describe('output', () => {
  it('is JSON with an indent of four, members in the order of the service model', () => {
    const { stdout, kind, code } = type(`aws ec2 describe-internet-gateways`);
    expect(stdout).toBe(`{
    "InternetGateways": [
        {
            "Attachments": [
                {
                    "State": "available",
                    "VpcId": "${VPC}"
                }
            ],
            "InternetGatewayId": "${courseIds.internetGateway}",
            "OwnerId": "${ACCOUNT}",
            "Tags": [
                {
                    "Key": "Name",
                    "Value": "lab"
                }
            ]
        }
    ]
}
`);
    expect([kind, code]).toEqual(['read', 0]);
  });

  it('--query takes JMESPath', () => {
    expect(type(`aws ec2 describe-vpcs --query 'Vpcs[0].VpcId' --output text`).stdout).toBe(`${VPC}\n`);
    expect(type(`aws ec2 describe-vpcs --query 'Vpcs[].[VpcId,CidrBlock]' --output text`).stdout).toBe(`${VPC}\t192.168.0.0/16\n`);
    expect(type(`aws ec2 describe-vpcs --query 'Vpcs[9]'`).stdout).toBe('null\n');
  });

  it('text has a line for each structure, named after its list, its scalars sorted by member', () => {
    expect(type('aws ec2 describe-route-tables --output text').stdout.split('\n').slice(0, 5)).toEqual([
      `ROUTETABLES\t${ACCOUNT}\t${courseIds.routeTable}\t${VPC}`,
      `ASSOCIATIONS\tTrue\trtbassoc-0aaaaaaaaaaaaaaaa\t${courseIds.routeTable}`,
      'ASSOCIATIONSTATE\tassociated',
      'ROUTES\t192.168.0.0/16\tlocal\tCreateRouteTable\tactive',
      `ROUTES\t0.0.0.0/0\t${courseIds.internetGateway}\tCreateRoute\tactive`,
    ]);
  });

  it('a table has a frame, a centred title and sorted columns', () => {
    const query = 'Subnets[].{Block:CidrBlock,Free:AvailableIpAddressCount}';
    expect(type(`aws ec2 describe-subnets --query '${query}' --output table`).stdout).toBe(`-----------------------------
|      DescribeSubnets      |
+------------------+--------+
|       Block      | Free   |
+------------------+--------+
|  192.168.0.0/19  |  8167  |
|  192.168.64.0/19 |  8167  |
+------------------+--------+
`);
  });

  it('yaml sorts members and quotes what would be read as another type', () => {
    expect(type(`aws ec2 describe-vpcs --query 'Vpcs[].{O:OwnerId,C:CidrBlock,D:IsDefault}' --output yaml`).stdout).toBe(
      `- C: 192.168.0.0/16\n  D: false\n  O: '${ACCOUNT}'\n`,
    );
  });

  it('of an operation that answers nothing is nothing', () => {
    const { stdout, kind } = type(`aws ec2 modify-vpc-attribute --vpc-id ${VPC} --no-enable-dns-hostnames`);
    expect([stdout, kind]).toEqual(['', 'write']);
  });

  it('--max-items cuts a list and gives a token for the rest', () => {
    const first = JSON.parse(type('aws ec2 describe-subnets --max-items 1').stdout);
    const rest = JSON.parse(type(`aws ec2 describe-subnets --starting-token ${first.NextToken}`).stdout);
    expect([...first.Subnets, ...rest.Subnets].map((subnet) => subnet.SubnetId)).toEqual([...courseIds.subnets]);
    expect(rest).not.toHaveProperty('NextToken');
  });
});

describe('flags', () => {
  it('may be cut short as long as it is clear which one is meant', () => {
    expect(type(`aws ec2 describe-security-groups --group-id ${GROUP} --query 'length(SecurityGroups)'`).stdout).toBe('1\n');
    expect(type(`aws ec2 describe-vpcs --filter Name=vpc-id,Values=${VPC} --query 'length(Vpcs)'`).stdout).toBe('1\n');
    expect(type('aws ec2 authorize-security-group-ingress --group x').stderr).toContain('aws: error: ambiguous option: --group could match');
  });

  it('take shorthand or JSON for structures', () => {
    const world = courseAccount();
    const short = `--ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=10.0.0.0/8,Description=office}]'`;
    const json = `--ip-permissions '[{"IpProtocol":"tcp","FromPort":80,"ToPort":80,"IpRanges":[{"CidrIp":"10.0.0.0/8","Description":"office"}]}]'`;
    const rules = [short, json].map((flags) => {
      const { stdout } = type(
        `aws ec2 authorize-security-group-ingress --group-id ${GROUP} ${flags} --query SecurityGroupRules[].[CidrIpv4,Description]`,
        world,
      );
      return JSON.parse(stdout);
    });
    expect(rules).toEqual([[['10.0.0.0/8', 'office']], [['10.0.0.0/8', 'office']]]);
  });

  it('spell one rule out by protocol, port and peer', () => {
    const query = '--query SecurityGroupRules[0].[IpProtocol,FromPort,ToPort,CidrIpv4,ReferencedGroupInfo.GroupId] --output text';
    const line = (flags: string) => type(`aws ec2 authorize-security-group-ingress --group-id ${GROUP} ${flags} ${query}`).stdout;
    expect(line('--protocol tcp --port 80 --cidr 10.0.0.0/8')).toBe('tcp\t80\t80\t10.0.0.0/8\tNone\n');
    expect(line('--protocol udp --port 30000-32767 --cidr 10.0.0.0/8')).toBe('udp\t30000\t32767\t10.0.0.0/8\tNone\n');
    expect(line(`--protocol icmp --port -1 --source-group ${GROUP}`)).toBe(`icmp\t-1\t-1\tNone\t${GROUP}\n`);
    expect(line('--protocol -1 --cidr 10.0.0.0/8')).toBe('-1\t-1\t-1\t10.0.0.0/8\tNone\n');
  });

  it('of an ACL entry take a protocol by name and a direction by either word', () => {
    const entry = '--rule-number 90 --protocol tcp --port-range From=80,To=80 --cidr-block 10.0.0.0/8 --rule-action deny';
    const made = type(`aws ec2 create-network-acl-entry --network-acl-id ${courseIds.acl} --ingress ${entry}`);
    expect(made.code).toBe(0);
    const rows = type(`aws ec2 describe-network-acls --query 'NetworkAcls[].Entries[?RuleNumber==\`90\`][]'`, made.world);
    expect(JSON.parse(rows.stdout)).toEqual([
      { CidrBlock: '10.0.0.0/8', Egress: false, PortRange: { From: 80, To: 80 }, Protocol: '6', RuleAction: 'deny', RuleNumber: 90 },
    ]);
  });

  it('with a value attached by = are the same', () => {
    expect(type(`aws ec2 describe-vpcs --vpc-ids=${VPC} --output=text --query=Vpcs[].VpcId`).stdout).toBe(`${VPC}\n`);
  });

  it('that every command takes may stand anywhere', () => {
    expect(type(`aws --output text ec2 describe-vpcs --query Vpcs[].VpcId`).stdout).toBe(`${VPC}\n`);
    expect(type('aws ec2 --no-cli-pager describe-vpcs --region us-west-2 --output text').code).toBe(0);
  });
});

describe('a line that the service refuses', () => {
  it('says so on standard error and ends with 254', () => {
    const { stdout, stderr, code, kind } = type('aws ec2 describe-vpcs --vpc-ids vpc-x');
    expect(stderr).toBe("\nAn error occurred (InvalidVpcID.NotFound) when calling the DescribeVpcs operation: The vpc ID 'vpc-x' does not exist\n");
    expect([stdout, code, kind]).toEqual(['', 254, 'refused']);
  });

  it('leaves the world as it was', () => {
    const world = courseAccount();
    const { world: after } = type(`aws ec2 delete-vpc --vpc-id ${VPC}`, world);
    expect(after.revision).toBe(world.revision);
  });
});

describe('a line that does not fit the grammar', () => {
  it.each([
    ['aws', 'aws: error: the following arguments are required: command'],
    ['aws ec2', 'aws: error: the following arguments are required: operation'],
    ['aws ec2 create-subnet', 'aws: error: the following arguments are required: --vpc-id'],
    ['aws ec2 delete-route --destination-cidr-block 0.0.0.0/0', 'aws: error: the following arguments are required: --route-table-id'],
    ['aws ec2 describe-vpcs --query', 'aws: error: argument --query: expected one argument'],
    ['aws ec2 describe-vpcs --foo bar', 'Unknown options: --foo, bar'],
    ['aws ec2 describe-vpcs vpc-1', 'Unknown options: vpc-1'],
    ['aws ec2 describe-vpcz', "aws: error: argument operation: Found invalid choice 'describe-vpcz'\n\nMaybe you meant:\n\n  * describe-vpcs"],
    ['aws ec describe-vpcs', "aws: error: argument command: Found invalid choice 'ec'\n\nMaybe you meant:\n\n  * ec2"],
  ])('%s: the usage and the reason', (line, reason) => {
    const { stderr, code, kind } = type(line);
    expect(stderr.trimEnd()).toBe(`\n${USAGE}\n${reason}`);
    expect([code, kind]).toEqual([252, 'refused']);
  });

  it.each([
    ['--filters Name', "Error parsing parameter '--filters': Expected: '=', received: 'EOF' for input:\nName\n    ^"],
    [
      '--filters Name=a,Values=b,Name=c',
      `Error parsing parameter '--filters': Second instance of key "Name" encountered for input:\nName=a,Values=b,Name=c\n                     ^\nThis is often because there is a preceding "," instead of a space.`,
    ],
    ['--filters \'[{"Name":\'', "Error parsing parameter '--filters': Invalid JSON received."],
    ['--filters Nam=x', 'Parameter validation failed:\nUnknown parameter in Filters[0]: "Nam", must be one of: Name, Values'],
    [
      '--filters \'[{"Name":1}]\'',
      "Parameter validation failed:\nInvalid type for parameter Filters[0].Name, value: 1, type: <class 'int'>, valid types: <class 'str'>",
    ],
    ['--query Vpcs[', 'Bad value for --query Vpcs[: Bad jmespath expression: '],
  ])('describe-vpcs %s: the value that cannot be sent', (flags, reason) => {
    const { stderr, code } = type(`aws ec2 describe-vpcs ${flags}`);
    expect(stderr.startsWith(`\n${reason}`)).toBe(true);
    expect(code).toBe(252);
  });

  it('the short flags of a rule and --ip-permissions do not go together', () => {
    const line = `aws ec2 authorize-security-group-ingress --group-id ${GROUP} --protocol tcp --ip-permissions IpProtocol=tcp`;
    expect(type(line).stderr).toContain('The --protocol option is not compatible with the --ip-permissions option');
  });
});

describe('what AWS has and the lab has not', () => {
  it.each([
    ['aws ec2 create-carrier-gateway --vpc-id x', 'aws ec2 create-'],
    ['aws ec2 describe-carrier-gateways', 'aws ec2 describe-'],
    ['aws s3 ls', 'ec2, eks'],
    ['aws eks create-capability --name x', 'aws eks'],
    ['aws ec2 create-vpc --ipv4-ipam-pool-id ipam-pool-0', 'aws ec2 create-vpc help'],
    ['aws ec2 describe-vpcs --region eu-west-1', 'us-west-2'],
  ])('%s is named as such in both languages, with what is near', (line, near) => {
    const { notes, stdout, code } = type(line);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.mark).toBe('not-simulated');
    expect(notes[0]?.text.ko).toContain(near);
    expect(notes[0]?.text.en).toContain(near);
    expect(stdout).toBe('');
    expect(code).not.toBe(0);
  });
});

describe('help', () => {
  it('of an operation shows its synopsis, with required flags bare', () => {
    const { stdout, notes } = type('aws ec2 create-subnet help');
    expect(stdout).toContain('aws ec2 create-subnet\n');
    expect(stdout).toContain('  --vpc-id <value>');
    expect(stdout).toContain('[--cidr-block <value>]');
    expect(stdout).toContain('[--dry-run | --no-dry-run]');
    expect(notes[0]?.text.ko).not.toBe('');
  });

  it('of a service lists its operations', () => {
    expect(type('aws ec2 help').stdout).toContain('authorize-security-group-ingress');
    expect(type('aws help').stdout).toContain('ec2');
  });
});

describe('eks and sts', () => {
  it('answer as they do', () => {
    expect(JSON.parse(type('aws eks list-clusters').stdout)).toEqual({ clusters: ['lab'] });
    expect(type('aws eks describe-cluster --name lab --query cluster.resourcesVpcConfig.vpcId --output text').stdout).toBe(`${VPC}\n`);
    expect(type('aws eks describe-cluster --name nosuch').stderr).toBe(
      '\nAn error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: nosuch.\n',
    );
    expect(JSON.parse(type('aws sts get-caller-identity').stdout).Arn).toMatch(/^arn:aws:iam::\d{12}:user\/learner$/);
  });
});
