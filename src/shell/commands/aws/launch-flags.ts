/**
 * The flags that `aws ec2 run-instances` has beyond the members of the request.
 * https://github.com/aws/aws-cli/blob/v2/awscli/customizations/ec2/runinstances.py and …/paramfile.py for the user data
 */
import type { Arguments } from './arguments.ts';
import { unsendable, type Wrong } from './usage.ts';

type Body = { readonly [member: string]: unknown };

/** The request as the command line sends it. */
export function launchBody(flags: Arguments['flags'], body: Body): Body | Wrong {
  const count = countOf(flags.get('count')?.[0] ?? '1');
  if ('wrong' in count) return count;
  const own = interfaceMembers(flags);
  if ('wrong' in own) return own;
  const encoded = typeof body.UserData === 'string' ? { UserData: base64(body.UserData) } : {};
  return { ...(Object.keys(own).length === 0 ? body : withInterface(body, own)), ...count, ...encoded };
}

function countOf(text: string): { readonly MinCount: number; readonly MaxCount: number } | Wrong {
  const [least, most = least] = text.split(':');
  if (!/^\d+$/.test(least ?? '') || !/^\d+$/.test(most ?? '')) return unsendable('count parameter should be of the form min[:max] (e.g. 1 or 1:10)');
  return { MinCount: Number(least), MaxCount: Number(most) };
}

/** The words that `launchBody` reads the request's own members from: the count, and the user data before it was encoded. */
export function launchWords({ MinCount, MaxCount, UserData }: Body): { readonly count: string | null; readonly userData: string | null } {
  const count = MinCount === undefined && MaxCount === undefined ? null : MinCount === MaxCount ? String(MinCount) : `${MinCount}:${MaxCount}`;
  return { count, userData: typeof UserData === 'string' ? fromBase64(UserData) : null };
}

function interfaceMembers(flags: Arguments['flags']): Body | Wrong {
  const secondary = flags.get('secondary-private-ip-addresses');
  const count = flags.get('secondary-private-ip-address-count')?.[0];
  if (count !== undefined && !/^\d+$/.test(count)) return unsendable(`invalid literal for int() with base 10: '${count}'`);
  const publicly = flags.has('associate-public-ip-address') || !flags.has('no-associate-public-ip-address');
  const said = flags.has('associate-public-ip-address') || flags.has('no-associate-public-ip-address');
  return {
    ...(said ? { AssociatePublicIpAddress: publicly } : {}),
    ...(secondary === undefined ? {} : { PrivateIpAddresses: secondary.map((PrivateIpAddress) => ({ Primary: false, PrivateIpAddress })) }),
    ...(count === undefined ? {} : { SecondaryPrivateIpAddressCount: Number(count) }),
  };
}

/** What is said of the one interface moves into it. */
function withInterface(
  { SubnetId, SecurityGroupIds, PrivateIpAddress, Ipv6AddressCount, Ipv6Addresses, NetworkInterfaces, ...body }: Body,
  own: Body,
): Body {
  const [first = {}] = (NetworkInterfaces ?? []) as readonly Body[];
  const primary = PrivateIpAddress === undefined ? [] : [{ PrivateIpAddress, Primary: true }];
  const addresses = [...primary, ...((own.PrivateIpAddresses as readonly Body[] | undefined) ?? [])];
  const moved = { SubnetId, Groups: SecurityGroupIds, Ipv6AddressCount, Ipv6Addresses };
  const given = Object.fromEntries(Object.entries(moved).filter(([, value]) => value !== undefined));
  const listed = addresses.length === 0 ? {} : { PrivateIpAddresses: addresses };
  return { ...body, NetworkInterfaces: [{ DeviceIndex: 0, ...first, ...own, ...given, ...listed }] };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  let coded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(group >> shift) & 63]);
    coded += digits
      .slice(0, Math.min(4, bytes.length - at + 1))
      .join('')
      .padEnd(4, '=');
  }
  return coded;
}

function fromBase64(coded: string): string {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const digit of coded.replace(/=+$/, '')) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
