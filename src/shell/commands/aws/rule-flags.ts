/**
 * One rule of a security group by flags: `--protocol tcp --port 80 --cidr 0.0.0.0/0`.
 * https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/secgroupsimplify.py
 */
import { unsendable, type Wrong } from './usage.ts';

export type RuleWords = { readonly [flag: string]: string | undefined };

const NAMES = ['protocol', 'port', 'cidr', 'source-group', 'group-owner'] as const;

/** The permission that the flags spell out; undefined when none of them is given. */
export function permissionFrom(words: RuleWords, hasPermissions: boolean): { readonly permission: object | undefined } | Wrong {
  const given = NAMES.find((name) => words[name] !== undefined);
  if (given === undefined) return { permission: undefined };
  if (hasPermissions) return unsendable(`The --${given.replace('-', '_')} option is not compatible with the --ip-permissions option `);
  const protocol = protocolOf(words.protocol);
  if ('wrong' in protocol) return protocol;
  const ports = portsOf(words.port);
  if ('wrong' in ports) return ports;
  const group = words['source-group'];
  const pair = {
    ...(group === undefined ? {} : { [group.startsWith('sg-') ? 'GroupId' : 'GroupName']: group }),
    ...(words['group-owner'] === undefined ? {} : { UserId: words['group-owner'] }),
  };
  return {
    permission: {
      ...protocol,
      ...ports,
      ...(words.cidr === undefined ? {} : { IpRanges: [{ CidrIp: words.cidr }] }),
      ...(Object.keys(pair).length === 0 ? {} : { UserIdGroupPairs: [pair] }),
    },
  };
}

function protocolOf(word: string | undefined): { readonly IpProtocol?: string } | Wrong {
  if (word === undefined) return {};
  if (word === 'all') return { IpProtocol: '-1' };
  if (/^-?\d+$/.test(word)) {
    const isNumber = word === '-1' || (Number(word) >= 0 && Number(word) <= 255);
    return isNumber ? { IpProtocol: word } : unsendable('protocol numbers must be in the range 0-255 or -1 to specify all protocols');
  }
  if (['tcp', 'udp', 'icmp'].includes(word)) return { IpProtocol: word };
  return unsendable('protocol parameter should be one of: tcp|udp|icmp|all or any valid protocol number.');
}

function portsOf(word: string | undefined): { readonly FromPort?: number; readonly ToPort?: number } | Wrong {
  if (word === undefined) return {};
  if (word === '-1' || word === 'all') return { FromPort: -1, ToPort: -1 };
  const range = /^(\d+)(?:-(-?\d+))?$/.exec(word);
  if (range === null) return unsendable('port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)');
  return { FromPort: Number(range[1]), ToPort: Number(range[2] ?? range[1]) };
}
