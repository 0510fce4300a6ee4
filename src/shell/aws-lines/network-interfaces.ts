/** Network interfaces that stand by themselves; those of instances and of services come with what they belong to. */
import type { NetworkInterface } from '../../engine/aws/network-interface.ts';
import { lookup, objectAt, objectsOf } from '../../engine/store.ts';
import { leave, name, quoted, ref, run, tagged, type Writing } from './writing.ts';

export function writeNetworkInterfaces(writing: Writing): void {
  for (const eni of objectsOf(writing.world.aws.NetworkInterface)) {
    if (eni.RequesterManaged || eni.InterfaceType !== 'interface') continue;
    // Those of instances come with them.
    if (eni.Attachment !== undefined) continue;
    if (!writing.variables.has(eni.SubnetId)) leave(writing, 'NetworkInterface', eni.NetworkInterfaceId);
    else writeInterface(writing, eni);
  }
}

function writeInterface(writing: Writing, eni: NetworkInterface): void {
  const [primary, ...others] = eni.PrivateIpAddresses;
  const groups = eni.Groups.map(({ GroupId }) => ref(writing, GroupId)).join(' ');
  const description = eni.Description === '' ? '' : ` --description ${quoted(eni.Description)}`;
  const given = `--subnet-id ${ref(writing, eni.SubnetId)} --private-ip-address ${primary?.PrivateIpAddress}${groups === '' ? '' : ` --groups ${groups}`}`;
  const command = `ec2 create-network-interface ${given}${description}${tagged(writing, 'network-interface', eni.TagSet)}`;
  name(writing, { id: eni.NetworkInterfaceId, prefix: 'ENI', command, query: 'NetworkInterface.NetworkInterfaceId' });
  const id = ref(writing, eni.NetworkInterfaceId);
  if (others.length > 0) {
    const addresses = others.map(({ PrivateIpAddress }) => PrivateIpAddress).join(' ');
    run(writing, `ec2 assign-private-ip-addresses --network-interface-id ${id} --private-ip-addresses ${addresses}`);
  }
  if (eni.Ipv4Prefixes.length > 0) {
    const prefixes = eni.Ipv4Prefixes.map(({ Ipv4Prefix }) => Ipv4Prefix).join(' ');
    run(writing, `ec2 assign-private-ip-addresses --network-interface-id ${id} --ipv4-prefixes ${prefixes}`);
  }
  if (!eni.SourceDestCheck) run(writing, `ec2 modify-network-interface-attribute --network-interface-id ${id} --no-source-dest-check`);
  associateAddresses(writing, eni);
}

/** Gives an interface that has a name the Elastic IP addresses that it has. */
export function associateAddresses(writing: Writing, eni: NetworkInterface): void {
  const id = ref(writing, eni.NetworkInterfaceId);
  for (const { PrivateIpAddress, Association } of eni.PrivateIpAddresses) {
    const allocation = Association?.AllocationId ?? allocationOf(writing, Association?.PublicIp);
    if (allocation === undefined) continue;
    const where = `--network-interface-id ${id} --private-ip-address ${PrivateIpAddress}`;
    run(writing, `ec2 associate-address --allocation-id ${ref(writing, allocation)} ${where}`);
  }
}

function allocationOf({ world }: Writing, PublicIp: string | undefined): string | undefined {
  const [address] = PublicIp === undefined ? [] : lookup(world.aws.Address, 'byPublicIp', PublicIp);
  return address === undefined || objectAt(world.aws.Address, address.AllocationId) === undefined ? undefined : address.AllocationId;
}
