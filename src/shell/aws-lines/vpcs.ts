/** VPCs with their blocks, attributes and DHCP options, and their subnets. */
import { objectsOf } from '../../engine/store.ts';
import { leave, name, quoted, ref, run, tagged, type Writing } from './writing.ts';

export function writeDhcpOptions(writing: Writing): void {
  for (const { DhcpOptionsId: id, DhcpConfigurations, Tags } of objectsOf(writing.world.aws.DhcpOptions)) {
    const given = DhcpConfigurations.map(({ Key, Values }) => `Key=${Key},Values=${Values.map(({ Value }) => Value).join(',')}`).map(quoted);
    const command = `ec2 create-dhcp-options --dhcp-configurations ${given.join(' ')}${tagged(writing, 'dhcp-options', Tags)}`;
    name(writing, { id, prefix: 'DOPT', command, query: 'DhcpOptions.DhcpOptionsId' });
  }
}

export function writeVpcs(writing: Writing): void {
  for (const vpc of objectsOf(writing.world.aws.Vpc)) {
    const ipv6 = vpc.Ipv6CidrBlockAssociationSet.length > 0 ? ' --amazon-provided-ipv6-cidr-block' : '';
    const command = `ec2 create-vpc --cidr-block ${vpc.CidrBlock}${ipv6}${tagged(writing, 'vpc', vpc.Tags)}`;
    name(writing, { id: vpc.VpcId, prefix: 'VPC', command, query: 'Vpc.VpcId' });
    const id = ref(writing, vpc.VpcId);
    if (vpc.IsDefault) leave(writing, 'Vpc', `${vpc.VpcId} as the default VPC`);
    for (const { CidrBlock } of vpc.CidrBlockAssociationSet) {
      if (CidrBlock !== vpc.CidrBlock) run(writing, `ec2 associate-vpc-cidr-block --vpc-id ${id} --cidr-block ${CidrBlock}`);
    }
    if (!vpc.EnableDnsSupport) run(writing, `ec2 modify-vpc-attribute --vpc-id ${id} --no-enable-dns-support`);
    if (vpc.EnableDnsHostnames) run(writing, `ec2 modify-vpc-attribute --vpc-id ${id} --enable-dns-hostnames`);
    if (writing.variables.has(vpc.DhcpOptionsId))
      run(writing, `ec2 associate-dhcp-options --dhcp-options-id ${ref(writing, vpc.DhcpOptionsId)} --vpc-id ${id}`);
  }
}

export function writeSubnets(writing: Writing): void {
  for (const subnet of objectsOf(writing.world.aws.Subnet)) {
    if (subnet.OwnerId !== writing.world.account || !writing.variables.has(subnet.VpcId)) {
      leave(writing, 'Subnet', subnet.SubnetId);
      continue;
    }
    const place = `--vpc-id ${ref(writing, subnet.VpcId)} --cidr-block ${subnet.CidrBlock} --availability-zone ${subnet.AvailabilityZone}`;
    const command = `ec2 create-subnet ${place}${tagged(writing, 'subnet', subnet.Tags)}`;
    name(writing, { id: subnet.SubnetId, prefix: 'SUBNET', command, query: 'Subnet.SubnetId' });
    // AWS draws the IPv6 block of a VPC anew: which part of it the subnet gets cannot be said beforehand.
    for (const { Ipv6CidrBlock } of subnet.Ipv6CidrBlockAssociationSet) leave(writing, 'Subnet', `${subnet.SubnetId} with ${Ipv6CidrBlock}`);
    if (subnet.MapPublicIpOnLaunch)
      run(writing, `ec2 modify-subnet-attribute --subnet-id ${ref(writing, subnet.SubnetId)} --map-public-ip-on-launch`);
  }
}
