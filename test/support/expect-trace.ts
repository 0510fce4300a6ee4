/** Claims about the way of a connection, in the words of the field. */
import { expect } from 'vitest';
import type { Connection } from '../../src/engine/connection.ts';
import type { ElementName } from '../../src/engine/dataplane/path.ts';
import { plus, showShare } from '../../src/engine/dataplane/share.ts';
import type { Branch, Share, Step } from '../../src/engine/dataplane/step.ts';
import { failingStepOf } from '../../src/engine/explain.ts';
import { showAddress } from '../../src/engine/net/address.ts';
import { type Protocol, showPacket } from '../../src/engine/net/packet.ts';
import type { World } from '../../src/engine/world.ts';
import { traceEndpoints } from '../../src/shell/trace-report.ts';

/** The connection that one endpoint (`pod/NS/NAME`, `svc/NS/NAME:PORT`, `internet`, …) makes to another. */
export function connectionOf(world: World, from: string, to: string, protocol: Protocol = 'tcp'): Connection {
  const traced = traceEndpoints(world, { from, to, protocol });
  if ('wrong' in traced) throw new Error(`${traced.end}: ${traced.text} is ${traced.wrong}`);
  return traced;
}

/** Claims about every branch of the connection; `toBackend` keeps those that chose the option. */
export function expectTrace(world: World, from: string, to: string, protocol: Protocol = 'tcp') {
  const branches = connectionOf(world, from, to, protocol).legs.at(-1)?.branches ?? [];
  expect(branches.length).toBeGreaterThan(0);
  return claims(branches);
}

function claims(branches: readonly Branch[]) {
  const told = branches.map(tell).join('\n\n');
  const steps = (branch: Branch): readonly Step[] => [...branch.request, ...branch.reply];
  const every = (holds: (branch: Branch) => boolean) => expect(branches.every(holds), told).toBe(true);
  const self = {
    /** Only the branches that chose this backend, or the others. */
    toBackend: (option: string) => claims(branches.filter(({ choices }) => choices.some((choice) => choice.option === option))),
    notToBackend: (option: string) => claims(branches.filter(({ choices }) => choices.every((choice) => choice.option !== option))),
    passes: (...elements: readonly ElementName[]) => {
      every((branch) => elements.every((element) => branch.request.some((step) => step.element === element)));
      return self;
    },
    /** None of these looks at the request. */
    avoids: (...elements: readonly ElementName[]) => {
      every((branch) => elements.every((element) => branch.request.every((step) => step.element !== element)));
      return self;
    },
    /** Some step of the request or the reply gives this reason. */
    says: (because: string) => {
      every((branch) => steps(branch).some((step) => step.because === because));
      return self;
    },
    neverSays: (because: string) => {
      every((branch) => steps(branch).every((step) => step.because !== because));
      return self;
    },
    answers: () => {
      every(({ verdict }) => verdict === 'answered');
      return self;
    },
    /** Every branch fails for this reason. */
    fails: (verdict: 'refused' | 'timed-out', because: string) => {
      every((branch) => branch.verdict === verdict && failingStepOf(branch)?.because === because);
      return self;
    },
    sees: (address: string) => {
      every(({ delivered }) => delivered !== null && showAddress(delivered.saw.address) === address);
      return self;
    },
    /** The share of the connections that is answered, as `2/3`. */
    answeredShare: (share: string) => {
      const good = branches.filter(({ verdict }) => verdict === 'answered').map((branch) => branch.share);
      expect(showShare(good.reduce<Share>(plus, { of: 0, outOf: 1 })), told).toBe(share);
      return self;
    },
    branches: (count: number) => {
      expect(branches.length, told).toBe(count);
      return self;
    },
    all: branches,
  };
  return self;
}

function tell(branch: Branch): string {
  const lines = [...branch.request, ...branch.reply].map((step) => `  ${step.place.name}/${step.element} ${step.because} ${showPacket(step.in)}`);
  return [`${branch.verdict} ${showShare(branch.share)}`, ...lines].join('\n');
}
