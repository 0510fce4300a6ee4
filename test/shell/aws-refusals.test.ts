import { expect, it } from 'vitest';
import { typistAt } from '../journeys/typist.ts';
import { emptyWorld } from '../support/empty-world.ts';

const codeOf = (stderr: string) => /\((\w+(?:\.\w+)?)\) when calling/.exec(stderr)?.[1];

it('describe-addresses takes addresses by themselves, and says which there is not', () => {
  const { type, tries } = typistAt(emptyWorld());
  type('IP=$(aws ec2 allocate-address --query PublicIp --output text)');
  expect(type('aws ec2 describe-addresses --public-ips $IP --query "Addresses[].PublicIp" --output text')).toBe(type('echo $IP'));
  expect(codeOf(tries('aws ec2 describe-addresses --public-ips 192.0.2.1').stderr)).toBe('InvalidAddress.NotFound');
});

it('a rule that stands twice in one request is a wrong request, one that the group has is a duplicate', () => {
  const { type, tries } = typistAt(emptyWorld());
  type('VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)');
  type('SG=$(aws ec2 describe-security-groups --query "SecurityGroups[0].GroupId" --output text)');
  const twice = 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=0.0.0.0/0},{CidrIp=0.0.0.0/0}]';
  const refused = tries(`aws ec2 authorize-security-group-ingress --group-id $SG --ip-permissions ${twice}`);
  expect(refused.stderr).toContain('(InvalidParameterValue)');
  expect(refused.stderr).toContain('The same permission must not appear multiple times');
  type('aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 80 --cidr 0.0.0.0/0');
  expect(codeOf(tries('aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 80 --cidr 0.0.0.0/0').stderr)).toBe(
    'InvalidPermission.Duplicate',
  );
});
