import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replySession, requestSession } from '../../../src/engine/dataplane/sessions.ts';
import type { Session } from '../../../src/engine/dataplane/step.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import { type Packet, replyTo, sameTuple } from '../../../src/engine/net/packet.ts';

// So few ends that packets, replies and half-translated replies meet often.
const end = fc.constantFrom('10.0.0.1', '10.0.0.2', '2001:db8::1').map(parseAddress);
const port = fc.constantFrom(80, 81, 40_000);
const packet: fc.Arbitrary<Packet> = fc.record({
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  source: end,
  destination: end,
  sourcePort: port,
  destinationPort: port,
  mark: fc.constant(0),
});
const session: fc.Arbitrary<Session> = fc.record({ original: packet, translated: packet, mark: fc.constant(0), state: fc.constant('new' as const) });

describe('the connection of a packet', () => {
  it('is the first one whose answer it is: with its translation undone at both ends, or at the destination alone', () => {
    const answers = ({ original, translated }: Session, asked: Packet) => {
      const answer = replyTo(translated);
      return sameTuple(answer, asked) || sameTuple({ ...answer, destination: original.source, destinationPort: original.sourcePort }, asked);
    };
    fc.assert(
      fc.property(fc.array(session, { maxLength: 4 }), packet, (held, asked) => {
        expect(replySession({ here: held }, 'here', asked)).toBe(held.find((one) => answers(one, asked)));
      }),
    );
  });

  it('is the first one whose request it is: as it came in, as it goes on, or with its destination translated alone', () => {
    const requests = ({ original, translated }: Session, asked: Packet) => {
      const { destination, destinationPort } = translated;
      return [translated, original, { ...original, destination, destinationPort }].some((one) => sameTuple(one, asked));
    };
    fc.assert(
      fc.property(fc.array(session, { maxLength: 4 }), packet, (held, asked) => {
        expect(requestSession({ here: held }, 'here', asked)).toBe(held.find((one) => requests(one, asked)));
      }),
    );
  });
});
