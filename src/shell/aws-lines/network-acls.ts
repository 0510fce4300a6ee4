/** Network ACLs with their entries, and the subnets that they guard. */
import { defaultEntries, FINAL_RULE, finalEntries, type NetworkAcl, type NetworkAclEntry } from '../../engine/aws/network-acl.ts';
import { objectsOf } from '../../engine/store.ts';
import { json, leave, name, ref, run, tagFound, tagged, type Writing } from './writing.ts';

export function writeNetworkAcls(writing: Writing): void {
  for (const acl of objectsOf(writing.world.aws.NetworkAcl)) {
    if (!writing.variables.has(acl.VpcId)) leave(writing, 'NetworkAcl', acl.NetworkAclId);
    else writeAcl(writing, acl);
  }
}

function writeAcl(writing: Writing, acl: NetworkAcl): void {
  const { NetworkAclId: id } = acl;
  const vpc = ref(writing, acl.VpcId);
  if (acl.IsDefault) {
    const filters = `--filters Name=vpc-id,Values=${vpc} Name=default,Values=true`;
    name(writing, { id, prefix: 'ACL', command: `ec2 describe-network-acls ${filters}`, query: 'NetworkAcls[0].NetworkAclId' });
    tagFound(writing, id, acl.Tags);
  } else {
    const command = `ec2 create-network-acl --vpc-id ${vpc}${tagged(writing, 'network-acl', acl.Tags)}`;
    name(writing, { id, prefix: 'ACL', command, query: 'NetworkAcl.NetworkAclId' });
  }
  writeEntries(writing, acl);
  if (acl.IsDefault) return;
  for (const { SubnetId } of acl.Associations) {
    if (!writing.variables.has(SubnetId)) continue;
    const subnet = ref(writing, SubnetId);
    const query = `'NetworkAcls[0].Associations[?SubnetId==\`'${subnet}'\`].NetworkAclAssociationId'`;
    const found = `aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=${subnet} --query ${query} --output text`;
    run(writing, `ec2 replace-network-acl-association --association-id $(${found}) --network-acl-id ${ref(writing, id)}`);
  }
}

function writeEntries(writing: Writing, acl: NetworkAcl): void {
  const present = acl.IsDefault ? defaultEntries() : finalEntries();
  const same = (one: NetworkAclEntry) => (other: NetworkAclEntry) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
  for (const entry of present.filter((one) => one.RuleNumber !== FINAL_RULE && !acl.Entries.some(same(one)))) {
    run(writing, `ec2 delete-network-acl-entry --network-acl-id ${ref(writing, acl.NetworkAclId)} --rule-number ${entry.RuleNumber} ${way(entry)}`);
  }
  for (const entry of acl.Entries.filter((one) => one.RuleNumber !== FINAL_RULE && !present.some(same(one)))) {
    const range = entry.PortRange === undefined ? '' : ` --port-range From=${entry.PortRange.From},To=${entry.PortRange.To}`;
    const icmp = entry.IcmpTypeCode === undefined ? '' : ` --icmp-type-code ${json(writing, entry.IcmpTypeCode)}`;
    const block = entry.CidrBlock === undefined ? `--ipv6-cidr-block ${entry.Ipv6CidrBlock}` : `--cidr-block ${entry.CidrBlock}`;
    const rule = `--rule-number ${entry.RuleNumber} --protocol ${entry.Protocol} --rule-action ${entry.RuleAction} ${way(entry)} ${block}`;
    run(writing, `ec2 create-network-acl-entry --network-acl-id ${ref(writing, acl.NetworkAclId)} ${rule}${range}${icmp}`);
  }
}

function way({ Egress }: NetworkAclEntry): string {
  return Egress ? '--egress' : '--ingress';
}

function sorted(entry: NetworkAclEntry): unknown {
  return Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1));
}
