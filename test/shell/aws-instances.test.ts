import { describe, expect, it } from 'vitest';
import { typistAt } from '../journeys/typist.ts';
import { emptyWorld } from '../support/empty-world.ts';

const AMI = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const RUN = `aws ec2 run-instances --image-id ${AMI} --instance-type t3.micro`;
const ID = "--query 'Instances[0].InstanceId' --output text";

/** Somebody with a VPC of two subnets, the first of which gives public addresses. */
function account() {
  const typist = typistAt(emptyWorld());
  typist.type('VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)');
  typist.type('IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)');
  typist.type('aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC');
  typist.type('A=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)');
  typist.type('B=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/28 --query Subnet.SubnetId --output text)');
  typist.type('aws ec2 modify-subnet-attribute --subnet-id $A --map-public-ip-on-launch');
  const shown = (query: string) =>
    typist.type(`aws ec2 describe-instances --instance-ids $I --query 'Reservations[0].Instances[0].${query}' --output text`);
  const refusal = (line: string) => /\((\w+(?:\.\w+)?)\) when calling the \w+ operation: (.*)/.exec(typist.tries(line).stderr)?.slice(1, 3);
  return { ...typist, shown, refusal };
}

describe('run-instances', () => {
  it('without a subnet asks for the default VPC, and takes its subnet, its default group and a public address', () => {
    const { type, refusal, shown } = account();
    expect(refusal(RUN)?.[0]).toBe('VPCIdNotSpecified');
    type('D=$(aws ec2 create-default-vpc --query Vpc.VpcId --output text)');
    type(`I=$(${RUN} ${ID})`);
    expect(shown('VpcId')).toBe(type('echo $D'));
    expect(shown('SecurityGroups[0].GroupName')).toBe('default');
    expect(shown('PublicIpAddress')).toMatch(/^[\d.]+$/);
  });

  it('says which AMI, type, subnet, group or profile there is not', () => {
    const { refusal } = account();
    const more = '--subnet-id $A';
    expect(refusal(`aws ec2 run-instances --image-id ami-12345678 ${more}`)).toEqual([
      'InvalidAMIID.NotFound',
      "The image id '[ami-12345678]' does not exist",
    ]);
    expect(refusal(`aws ec2 run-instances --image-id nginx ${more}`)?.[0]).toBe('InvalidAMIID.Malformed');
    expect(refusal(`aws ec2 run-instances --image-id ${AMI} --instance-type t99.micro ${more}`)).toEqual([
      'InvalidParameterValue',
      "Invalid value 't99.micro' for InstanceType.",
    ]);
    expect(refusal(`${RUN} --subnet-id subnet-0123456789abcdef0`)?.[0]).toBe('InvalidSubnetID.NotFound');
    expect(refusal(`${RUN} ${more} --security-group-ids sg-0123456789abcdef0`)?.[0]).toBe('InvalidGroup.NotFound');
    expect(refusal(`${RUN} ${more} --iam-instance-profile Name=nobody`)).toEqual([
      'InvalidParameterValue',
      'Value (nobody) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
    ]);
    expect(refusal(`${RUN} ${more} --private-ip-address 10.0.0.3`)?.[0]).toBe('InvalidParameterValue');
    expect(refusal(`${RUN} ${more} --network-interfaces DeviceIndex=0,SubnetId=$A`)).toEqual([
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID may not be specified on the same request',
    ]);
    expect(refusal(`${RUN} ${more} --dry-run`)?.[0]).toBe('DryRunOperation');
  });

  it('gives the address, the groups, the tags and the user data that are asked for', () => {
    const { type, shown, refusal } = account();
    type('SG=$(aws ec2 create-security-group --group-name own --description own --vpc-id $VPC --query GroupId --output text)');
    const tags =
      "--tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=web}]' 'ResourceType=network-interface,Tags=[{Key=of,Value=web}]'";
    type(
      `I=$(${RUN} --subnet-id $A --security-group-ids $SG --private-ip-address 10.0.0.10 --no-associate-public-ip-address --user-data hello --key-name k ${tags} ${ID})`,
    );
    expect(shown('[PrivateIpAddress,PublicIpAddress,KeyName,SecurityGroups[0].GroupName,Tags[0].Value,State.Name]')).toBe(
      '10.0.0.10\tNone\tk\town\tweb\tpending',
    );
    expect(
      type('aws ec2 describe-network-interfaces --filters Name=tag:of,Values=web --query NetworkInterfaces[0].PrivateIpAddress --output text'),
    ).toBe('10.0.0.10');
    expect(type('aws ec2 describe-instance-attribute --instance-id $I --attribute userData --query UserData.Value --output text')).toBe('aGVsbG8=');
    expect(refusal(`${RUN} --subnet-id $A --private-ip-address 10.0.0.10`)?.[0]).toBe('InvalidIPAddress.InUse');
  });

  it('launches as many as fit, at least the smaller count, in one reservation', () => {
    const { type, refusal } = account();
    expect(type(`${RUN} --subnet-id $B --count 2:20 --query 'length(Instances)'`)).toBe('11');
    expect(type("aws ec2 describe-instances --query '[length(Reservations),length(Reservations[0].Instances)]' --output text")).toBe('1\t11');
    expect(refusal(`${RUN} --subnet-id $B --count 1`)?.[0]).toBe('InsufficientFreeAddressesInSubnet');
  });

  it('attaches an interface that exists, and leaves it behind on termination', () => {
    const { type, shown, refusal } = account();
    type('ENI=$(aws ec2 create-network-interface --subnet-id $B --query NetworkInterface.NetworkInterfaceId --output text)');
    type(`I=$(${RUN} --network-interfaces DeviceIndex=0,NetworkInterfaceId=$ENI ${ID})`);
    expect(shown('SubnetId')).toBe(type('echo $B'));
    expect(refusal(`${RUN} --network-interfaces DeviceIndex=0,NetworkInterfaceId=$ENI`)?.[0]).toBe('InvalidNetworkInterface.InUse');
    type('aws ec2 terminate-instances --instance-ids $I');
    type('aws ec2 wait instance-terminated --instance-ids $I');
    expect(type('aws ec2 describe-network-interfaces --query NetworkInterfaces[].Status --output text')).toBe('available');
  });
});

describe('the life of an instance', () => {
  it('pending, running, stopping, stopped, pending: the private address stays, the public one is another', () => {
    const { type, shown, refusal } = account();
    type(`I=$(${RUN} --subnet-id $A ${ID})`);
    expect(refusal('aws ec2 stop-instances --instance-ids $I')?.[0]).toBe('IncorrectInstanceState');
    type('aws ec2 wait instance-running --instance-ids $I');
    const before = shown('[PrivateIpAddress,PublicIpAddress]').split('\t');
    expect(type("aws ec2 stop-instances --instance-ids $I --query 'StoppingInstances[0].[PreviousState.Name,CurrentState.Name]' --output text")).toBe(
      'running\tstopping',
    );
    expect(refusal('aws ec2 start-instances --instance-ids $I')?.[0]).toBe('IncorrectInstanceState');
    type('aws ec2 wait instance-stopped --instance-ids $I');
    expect(shown('[State.Name,StateReason.Code,PublicIpAddress]')).toBe('stopped\tClient.UserInitiatedShutdown\tNone');
    expect(type('aws ec2 describe-instance-status --query InstanceStatuses')).toBe('[]');
    type('aws ec2 start-instances --instance-ids $I');
    const after = shown('[PrivateIpAddress,PublicIpAddress]').split('\t');
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    type('aws ec2 wait instance-status-ok --instance-ids $I');
    expect(type('aws ec2 describe-instance-status --query InstanceStatuses[].InstanceStatus.Status --output text')).toBe('ok');
  });

  it('is protected from termination where that was asked for', () => {
    const { type, refusal } = account();
    type(`I=$(${RUN} --subnet-id $A --disable-api-termination ${ID})`);
    expect(refusal('aws ec2 terminate-instances --instance-ids $I')?.[0]).toBe('OperationNotPermitted');
    type('aws ec2 modify-instance-attribute --instance-id $I --no-disable-api-termination');
    expect(type("aws ec2 terminate-instances --instance-ids $I --query 'TerminatingInstances[0].CurrentState.Name' --output text")).toBe(
      'shutting-down',
    );
    expect(refusal('aws ec2 delete-subnet --subnet-id $A')?.[0]).toBe('DependencyViolation');
    type('wait 1m');
    type('aws ec2 delete-subnet --subnet-id $A');
  });

  it('runs no kubelet: it is a machine at whose prompt one can work', () => {
    const { type, tries } = account();
    type(`I=$(${RUN} --subnet-id $A --tag-specifications 'ResourceType=instance,Tags=[{Key=kubernetes.io/cluster/demo,Value=owned}]' ${ID})`);
    type('wait 2m');
    expect(type('node $I -- hostname')).toMatch(/^ip-10-0-0-\d+\.us-west-2\.compute\.internal$/);
    expect(tries('node $I -- aws sts get-caller-identity').stderr).toContain('Unable to locate credentials');
  });
});
