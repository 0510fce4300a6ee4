/** Operations on DHCP option sets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html */
import { readAddress } from '../net/address.ts';
import { objectsOf } from '../store.ts';
import { describeOperation } from './describe.ts';
import { DEFAULT_DHCP_OPTIONS, type DhcpOptions, dhcpOptions } from './dhcp-options.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { dependencyViolation, isRefusal, type Refusal, refuse } from './refusal.ts';
import { idOf, string, strings, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const describeDhcpOptions = describeOperation(dhcpOptions, { ko: 'DHCP 옵션 세트를 보여 줍니다.', en: 'Shows sets of DHCP options.' });

/** The options that there are, and how many values each takes. */
const MOST: { readonly [key: string]: number } = {
  'domain-name': 1,
  'domain-name-servers': 4,
  'ipv6-address-preferred-lease-time': 1,
  'netbios-name-servers': 4,
  'netbios-node-type': 1,
  'ntp-servers': 4,
};

const createDhcpOptions = operation({
  service: 'ec2',
  name: 'CreateDhcpOptions',
  kind: 'DhcpOptions',
  writes: true,
  summary: { ko: 'DHCP 옵션 세트를 만듭니다.', en: 'Creates a set of DHCP options.' },
  members: {
    DhcpConfigurations: { type: 'list', of: { type: 'structure', members: { Key: string, Values: strings } }, required: true },
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    for (const { Key = '', Values = [] } of input.DhcpConfigurations) {
      const wrong = checkOption(Key, Values);
      if (wrong !== null) return wrong;
    }
    const Tags = tagsFor('dhcp-options', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const minted = mintIds(world, as, ['dopt']);
    const created: DhcpOptions = {
      DhcpOptionsId: minted.ids[0],
      OwnerId: world.account,
      DhcpConfigurations: input.DhcpConfigurations.map(({ Key = '', Values = [] }) => ({ Key, Values: Values.map((Value) => ({ Value })) })),
      Tags,
    };
    return { world: minted.world, effects: [store('DhcpOptions', created)], output: { DhcpOptions: dhcpOptions.describe.show(created, world) } };
  },
});

function checkOption(key: string, values: readonly string[]): Refusal | null {
  const most = MOST[key];
  if (most === undefined) return refuse('InvalidParameterValue', `Value (${key}) for parameter key is invalid. Unknown DHCP option.`);
  const servers = /-servers$/.test(key);
  const bad = servers ? values.find((value) => value !== 'AmazonProvidedDNS' && readAddress(value) === null) : undefined;
  if (values.length === 0 || values.length > most || bad !== undefined) {
    return refuse('InvalidParameterValue', `Value (${bad ?? values.join(', ')}) for parameter value is invalid. Invalid DHCP option value.`);
  }
  const isNodeType = key !== 'netbios-node-type' || ['1', '2', '4', '8'].includes(values[0] as string);
  return isNodeType ? null : refuse('InvalidParameterValue', `Value (${values[0]}) for parameter netbios-node-type is invalid.`);
}

const associateDhcpOptions = operation({
  service: 'ec2',
  name: 'AssociateDhcpOptions',
  kind: 'Vpc',
  writes: true,
  summary: { ko: 'VPC에 DHCP 옵션 세트를 연결합니다.', en: 'Gives a VPC another set of DHCP options.' },
  members: { DhcpOptionsId: { ...idOf('DhcpOptions'), required: true }, VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input: { DhcpOptionsId, VpcId } }) => {
    // `default` means no set at all.
    const options = DhcpOptionsId === 'default' ? null : find(world, 'DhcpOptions', DhcpOptionsId);
    if (isRefusal(options)) return options;
    const vpc = find(world, 'Vpc', VpcId);
    if (isRefusal(vpc)) return vpc;
    return { effects: [store('Vpc', { ...vpc, DhcpOptionsId })], output: {} };
  },
});

const deleteDhcpOptions = operation({
  service: 'ec2',
  name: 'DeleteDhcpOptions',
  kind: 'DhcpOptions',
  writes: true,
  summary: { ko: 'VPC가 쓰지 않는 DHCP 옵션 세트를 지웁니다.', en: 'Deletes a set of DHCP options that no VPC uses.' },
  members: { DhcpOptionsId: { ...idOf('DhcpOptions'), required: true } },
  run: ({ world, input: { DhcpOptionsId } }) => {
    const options = find(world, 'DhcpOptions', DhcpOptionsId);
    if (isRefusal(options)) return options;
    const users = objectsOf(world.aws.Vpc).flatMap((vpc) => (vpc.DhcpOptionsId === DhcpOptionsId ? vpc.VpcId : []));
    if (users.length > 0 || DhcpOptionsId === DEFAULT_DHCP_OPTIONS) {
      return dependencyViolation(`The dhcpOptions '${DhcpOptionsId}' has dependencies and cannot be deleted.`, users);
    }
    return { effects: [erase('DhcpOptions', DhcpOptionsId)], output: {} };
  },
});

export const dhcpOptionsOperations = [describeDhcpOptions, createDhcpOptions, associateDhcpOptions, deleteDhcpOptions];
