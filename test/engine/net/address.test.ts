import * as fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import { describe, expect, it } from 'vitest';
import { type Address, addToAddress, readAddress, showAddress } from '../../../src/engine/net/address.ts';
import {
  addressAt,
  contains,
  covers,
  hasHostBits,
  lastAddress,
  overlaps,
  parseCidr,
  readCidr,
  showCidr,
  sizeOf,
} from '../../../src/engine/net/cidr.ts';

const ipv4 = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((value) => value as Address);
const ipv6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => value as Address);
const ipv4Cidr = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => parseCidr(`${showAddress(address)}/${prefix}`));

describe('an address', () => {
  it('is the same after it was shown and read again', () => {
    fc.assert(fc.property(fc.oneof(ipv4, ipv6), (address) => readAddress(showAddress(address)) === address));
  });

  it.each([
    '10.0.0.256',
    '10.0.0',
    '10.0.0.1.2',
    '010.0.0.1',
    '10..0.1',
    '',
    '10.0.0.1 ',
    '1:2:3',
    '1::2::3',
    'fe80::g',
    '1:2:3:4:5:6:7:8:9',
    '::1.2.3',
  ])('is not read from %j', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::0001', '2001:db8::1'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ])('of IPv6 is shown in the form of RFC 5952: %s as %s', (text, canonical) => {
    expect(showAddress(readAddress(text) as Address)).toBe(canonical);
  });

  it('moves by a count and back', () => {
    fc.assert(fc.property(ipv6, fc.nat(1000), (address, count) => addToAddress(addToAddress(address, count), -count) === address));
  });
});

describe('a CIDR block', () => {
  it('has the first and last address that ip-cidr gives it', () => {
    fc.assert(
      fc.property(ipv4Cidr, (cidr) => {
        const oracle = new IPCIDR(showCidr(cidr));
        expect(showAddress(cidr.base)).toBe(oracle.start());
        expect(showAddress(lastAddress(cidr))).toBe(oracle.end());
      }),
    );
  });

  it('contains an address exactly when ip-cidr says so', () => {
    fc.assert(fc.property(ipv4Cidr, ipv4, (cidr, address) => contains(cidr, address) === new IPCIDR(showCidr(cidr)).contains(showAddress(address))));
  });

  it('contains its own first and last address and not the ones beside them', () => {
    fc.assert(
      fc.property(ipv4Cidr, (cidr) => {
        expect(contains(cidr, addressAt(cidr, 0))).toBe(true);
        expect(contains(cidr, addressAt(cidr, sizeOf(cidr) - 1))).toBe(true);
        if (Number(lastAddress(cidr)) < 2 ** 32 - 1) expect(contains(cidr, addressAt(cidr, sizeOf(cidr)))).toBe(false);
      }),
    );
  });

  it('overlaps another exactly when one covers the other', () => {
    fc.assert(
      fc.property(
        ipv4Cidr,
        ipv4Cidr,
        (one, other) => overlaps(one, other) === (covers(one, other) || covers(other, one)) && overlaps(one, other) === overlaps(other, one),
      ),
    );
  });

  it('never contains an address of the other family', () => {
    expect(contains(parseCidr('::/0'), readAddress('10.0.0.1') as Address)).toBe(false);
    expect(contains(parseCidr('0.0.0.0/0'), readAddress('::1') as Address)).toBe(false);
  });

  it('of a /19 has 8192 addresses, as the course counts them', () => {
    expect(sizeOf(parseCidr('192.168.0.0/19'))).toBe(8192);
    expect(showAddress(lastAddress(parseCidr('192.168.0.0/19')))).toBe('192.168.31.255');
  });

  it('tells a network address from an address inside the block', () => {
    expect(hasHostBits('10.0.0.1/17')).toBe(true);
    expect(hasHostBits('10.0.0.0/17')).toBe(false);
    expect(showCidr(parseCidr('10.0.0.1/17'))).toBe('10.0.0.0/17');
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0/8', '::/129', '/8'])('is not read from %j', (text) => {
    expect(readCidr(text)).toBeNull();
  });
});
