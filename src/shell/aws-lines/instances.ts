/** Instances that somebody launched; those of a node group come with it. */
import { nodegroupOf } from '../../engine/aws/eks-nodegroup.ts';
import { imagesOf } from '../../engine/aws/image.ts';
import type { Instance } from '../../engine/aws/instance.ts';
import { architectureOf } from '../../engine/aws/instance-show.ts';
import { interfacesOf, type NetworkInterface } from '../../engine/aws/network-interface.ts';
import { tagOf } from '../../engine/aws/tags.ts';
import { lookup, objectsOf } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';
import { associateAddresses } from './network-interfaces.ts';
import { json, leave, name, quoted, ref, run, tagFound, tagged, type Writing } from './writing.ts';

/** Stands in for an image that the Region does not have: what runs on an instance is not its image's. */
const ANY_LINUX = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default';

export function writeInstances(writing: Writing): void {
  const { world } = writing;
  for (const instance of objectsOf(world.aws.Instance)) {
    const { Name: state } = instance.State;
    if (state === 'terminated' || state === 'shutting-down' || ofWrittenGroup(world, instance)) continue;
    const enis = interfacesOf(world, instance.InstanceId);
    const isNode = lookup(world.cluster.Node, 'byInstance', instance.InstanceId).length > 0;
    const plain = enis.every((eni) => eni.InterfaceType === 'interface' && writing.variables.has(eni.SubnetId));
    if (isNode || enis.length === 0 || !plain) {
      leave(writing, 'Instance', instance.InstanceId);
      for (const { NetworkInterfaceId } of enis) leave(writing, 'NetworkInterface', NetworkInterfaceId);
    } else writeInstance(writing, instance, enis);
  }
}

/** Whether it comes with a node group that stands in the world. */
function ofWrittenGroup(world: World, instance: Instance): boolean {
  const [cluster, group] = [tagOf(instance, 'eks:cluster-name'), tagOf(instance, 'eks:nodegroup-name')];
  return cluster !== undefined && group !== undefined && nodegroupOf(world, cluster, group) !== undefined;
}

function writeInstance(writing: Writing, instance: Instance, enis: readonly NetworkInterface[]): void {
  const { InstanceId: id, InstanceType, ImageId, KeyName, IamInstanceProfile, UserData } = instance;
  const known = imagesOf(writing.world.region).some((image) => image.ImageId === ImageId);
  const image = known ? ImageId : `${ANY_LINUX}-${architectureOf(InstanceType)}`;
  const profile = IamInstanceProfile === undefined ? '' : profileOf(writing, IamInstanceProfile.Arn);
  const options = [
    KeyName === undefined ? '' : ` --key-name ${quoted(KeyName)}`,
    profile,
    UserData === undefined ? '' : ` --user-data ${quoted(decoded(UserData))}`,
    instance.DisableApiTermination === true ? ' --disable-api-termination' : '',
    instance.DisableApiStop === true ? ' --disable-api-stop' : '',
    tagged(writing, 'instance', instance.Tags),
  ].join('');
  const specifications = enis.map((eni) => specificationOf(instance, eni, enis.length === 1));
  const given = `--image-id ${image} --instance-type ${InstanceType} --network-interfaces ${json(writing, specifications)}`;
  name(writing, { id, prefix: 'INSTANCE', command: `ec2 run-instances ${given}${options}`, query: 'Instances[0].InstanceId' });
  for (const eni of enis) writeInterface(writing, id, eni);
  if (instance.State.Name !== 'stopped' && instance.State.Name !== 'stopping') return;
  run(writing, `ec2 wait instance-running --instance-ids ${ref(writing, id)}`);
  run(writing, `ec2 stop-instances --instance-ids ${ref(writing, id)}`);
}

function profileOf({ world }: Writing, arn: string): string {
  const profile = objectsOf(world.aws.IamInstanceProfile).find(({ Arn }) => Arn === arn);
  return profile === undefined ? '' : ` --iam-instance-profile Name=${quoted(profile.InstanceProfileName)}`;
}

function specificationOf({ publicWhenStarted }: Instance, eni: NetworkInterface, alone: boolean): object {
  const { Attachment, PrivateIpAddresses, Ipv6Addresses } = eni;
  const isAmazons = PrivateIpAddresses[0]?.Association?.IpOwnerId === 'amazon';
  return {
    DeviceIndex: Attachment?.DeviceIndex ?? 0,
    ...(Attachment?.NetworkCardIndex === 0 ? {} : { NetworkCardIndex: Attachment?.NetworkCardIndex }),
    SubnetId: eni.SubnetId,
    Groups: eni.Groups.map(({ GroupId }) => GroupId),
    ...(eni.Description === '' ? {} : { Description: eni.Description }),
    ...(Attachment?.DeleteOnTermination === false ? { DeleteOnTermination: false } : {}),
    ...(alone ? { AssociatePublicIpAddress: isAmazons || publicWhenStarted === true } : {}),
    PrivateIpAddresses: PrivateIpAddresses.map(({ PrivateIpAddress, Primary }) => ({ PrivateIpAddress, Primary })),
    ...(Ipv6Addresses.length === 0 ? {} : { Ipv6Addresses }),
  };
}

function writeInterface(writing: Writing, InstanceId: string, eni: NetworkInterface): void {
  const { NetworkInterfaceId: id, Attachment, Ipv4Prefixes, SourceDestCheck, TagSet } = eni;
  const filters = `Name=attachment.instance-id,Values=${ref(writing, InstanceId)} Name=attachment.device-index,Values=${Attachment?.DeviceIndex ?? 0}`;
  const command = `ec2 describe-network-interfaces --filters ${filters}`;
  name(writing, { id, prefix: 'ENI', command, query: 'NetworkInterfaces[0].NetworkInterfaceId' });
  tagFound(writing, id, TagSet);
  if (!SourceDestCheck) run(writing, `ec2 modify-network-interface-attribute --network-interface-id ${ref(writing, id)} --no-source-dest-check`);
  if (Ipv4Prefixes.length > 0) {
    const prefixes = Ipv4Prefixes.map(({ Ipv4Prefix }) => Ipv4Prefix).join(' ');
    run(writing, `ec2 assign-private-ip-addresses --network-interface-id ${ref(writing, id)} --ipv4-prefixes ${prefixes}`);
  }
  associateAddresses(writing, eni);
}

function decoded(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)));
}
