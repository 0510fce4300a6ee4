/**
 * Where a packet can go: every possible way of a connection, request and reply, each step with its reason.
 * The walk follows the path table; at a choice it goes every way.
 */

import { clusterOfInterface } from '../aws/eks/endpoint.ts';
import { type Names, namesIn } from '../name-of.ts';
import { parseAddress } from '../net/address.ts';
import { type Packet, replyTo } from '../net/packet.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Pass, Where } from './element.ts';
import { elements } from './elements.ts';
import { outsidePlace } from './outside.ts';
import { PATH } from './path.ts';
import { atControlPlane, atEni, atGatewayEndpoint, atHost, atLattice, atOutside, atPod, atResolver } from './place.ts';
import { known, NO_SESSIONS, remember, socketsOf } from './sessions.ts';
import { plus, times, WHOLE } from './share.ts';
import type { Branch, Choice, Place, Sessions, Share, Step, Verdict } from './step.ts';

export type Start = {
  /** Where the packet is made: `pod-out`, `process-out`, or `internet` for a host beyond AWS. */
  readonly place: Place;
  readonly packet: Packet;
};

/** A packet meets so many places at most; beyond that the world sends it in a circle. */
const MOST_PLACES = 256;

/** Every possible way of the connection that this packet opens. The shares add up to 1. */
export function trace(world: World, start: Start, sessions: Sessions = NO_SESSIONS): readonly Branch[] {
  return [...branches(world, start, sessions)];
}

/** The possible ways, one at a time: who needs the first only pays for the first only. */
export function* branches(world: World, { place, packet }: Start, sessions: Sessions = NO_SESSIONS): Generator<Branch> {
  // The socket that the reply has to come back to.
  const opened = remember(known(sessions), socketsOf(socketPlace(world, place, packet)), packet);
  const walk: Walk = { place, index: 0, packet, sessions: opened, trail: null, choices: [], share: WHOLE, places: 1 };
  for (const request of follow(world, walk, 'request')) yield* answered(world, request);
}

/** Where the sender's socket is: behind the router of its network, or behind the interface by which a cluster's API servers send. */
function socketPlace(world: World, place: Place, packet: Packet): Place {
  if (place.name === 'on-premises') return atOutside('outside-in', packet.source);
  const eni = place.name === 'eni-out' ? objectAt(world.aws.NetworkInterface, place.of.key) : undefined;
  const cluster = eni === undefined ? undefined : clusterOfInterface(world, eni);
  return cluster === undefined ? place : atControlPlane(cluster.name, place.of.key);
}

/** Branches whose steps have the same reasons, as one with the sum of their shares and counts. */
export function mergeBranches(all: readonly Branch[]): readonly Branch[] {
  const merged = new Map<string, Branch>();
  for (const branch of all) {
    const key = [...branch.request, ...branch.reply].map((step) => `${step.place.name} ${step.element} ${step.verdict} ${step.because}`).join('\n');
    const known = merged.get(key);
    merged.set(key, known === undefined ? branch : { ...known, share: plus(known.share, branch.share), count: known.count + branch.count });
  }
  return [...merged.values()];
}

type Walk = {
  readonly place: Place;
  /** The next element of the place. */
  readonly index: number;
  readonly packet: Packet;
  readonly sessions: Sessions;
  /** The steps so far, the last one first: branches share what they have in common. */
  readonly trail: Trail | null;
  readonly choices: readonly Choice[];
  readonly share: Share;
  readonly places: number;
};
type Trail = { readonly step: Step; readonly before: Trail | null };
type Direction = Where['direction'];

function* follow(world: World, start: Walk, direction: Direction): Generator<Walk> {
  let walk = start;
  for (;;) {
    const name = PATH[walk.place.name][walk.index];
    if (name === undefined) throw new Error(`Expected an element at ${walk.place.name} but its list has ended`);
    const where: Where = { world, place: walk.place, sessions: walk.sessions, direction, places: walk.places };
    if (elements[name].present?.(where) === false) {
      walk = { ...walk, index: walk.index + 1 };
      continue;
    }
    const [first, ...others] = elements[name].pass(where, walk.packet);
    if (first === undefined) throw new Error(`Expected ${name} to decide about the packet`);
    for (const pass of others) {
      const other = after(world, walk, { pass, element: name });
      if (pass.verdict === 'forward') yield* follow(world, other, direction);
      else yield other;
    }
    walk = after(world, walk, { pass: first, element: name });
    if (first.verdict !== 'forward') {
      yield walk;
      return;
    }
  }
}

function namesOf(world: World, { of }: Place, { params, object, lost = [] }: Pass): Names {
  return namesIn(world, [of.key, object?.key ?? '', ...Object.values(params), ...lost.flatMap((one) => Object.values(one.params))]);
}

type Passed = { readonly pass: Pass; readonly element: Step['element'] };

function after(world: World, walk: Walk, { pass, element }: Passed): Walk {
  const { verdict, because, params, object, row, met, lost = [], choice } = pass;
  const goesOn = verdict === 'forward' || verdict === 'deliver';
  const packet = pass.out ?? walk.packet;
  const step: Step = {
    place: walk.place,
    element,
    verdict,
    because,
    params,
    // Most steps are never told: their names are looked up when somebody asks.
    names: () => namesOf(world, walk.place, pass),
    in: walk.packet,
    ...(goesOn ? { out: packet } : {}),
    object,
    ...(row === undefined ? {} : { row }),
    ...(met === undefined ? {} : { met }),
    lost,
  };
  const last = walk.index === PATH[walk.place.name].length - 1;
  if (verdict === 'forward' && last !== (pass.next !== undefined))
    throw new Error(`Expected ${element} to name the next place exactly when it is the last`);
  if (walk.places > MOST_PLACES) throw new Error(`Expected the packet to arrive within ${MOST_PLACES} places but it goes in a circle`);
  return {
    place: pass.next ?? walk.place,
    index: pass.next === undefined ? walk.index + 1 : 0,
    packet: pass.next === undefined || isOneHost(walk.place, pass.next) ? packet : { ...packet, mark: 0 },
    sessions: pass.sessions ?? walk.sessions,
    trail: { step, before: walk.trail },
    choices: choice === undefined ? walk.choices : [...walk.choices, choice],
    share: choice === undefined ? walk.share : times(walk.share, choice.share),
    places: pass.next === undefined ? walk.places : walk.places + 1,
  };
}

/** The mark of a packet exists only inside one kernel. */
function isOneHost(one: Place, other: Place): boolean {
  return one.of.kind === 'Host' && other.of.kind === 'Host' && one.of.key === other.of.key;
}

function* answered(world: World, request: Walk): Generator<Branch> {
  const end = endOf(request);
  const from = end.verdict === 'deliver' || end.verdict === 'reject' ? answeringPlace(world, request.place) : null;
  if (from === null) {
    yield branchOf(request, null, 'timed-out');
    return;
  }
  const back: Walk = { ...request, place: from, index: 0, packet: answerTo(request, end), trail: null, places: 1 };
  const good: Verdict = end.verdict === 'deliver' ? 'answered' : 'refused';
  for (const reply of follow(world, back, 'reply')) yield branchOf(request, reply, endOf(reply).verdict === 'deliver' ? good : 'timed-out');
}

/**
 * A kernel refuses TCP with a reset, a packet of the connection itself, and UDP with an ICMP error. REJECT of iptables sends an ICMP
 * error for both: "--reject-with ... icmp-port-unreachable, which is the default" (https://man7.org/linux/man-pages/man8/iptables-extensions.8.html).
 */
function answerTo({ packet }: Walk, end: Step): Packet {
  const error = end.verdict === 'reject' && (end.element === 'iptables-filter' || packet.protocol === 'udp');
  return error ? { ...replyTo(packet), error: 'port-unreachable' } : replyTo(packet);
}

function branchOf(request: Walk, reply: Walk | null, verdict: Verdict): Branch {
  const end = endOf(request);
  const { source, sourcePort } = request.packet;
  const packet = request.packet;
  return {
    choices: (reply ?? request).choices,
    share: (reply ?? request).share,
    count: 1,
    request: stepsOf(request.trail),
    reply: reply === null ? [] : stepsOf(reply.trail),
    verdict,
    delivered: end.verdict === 'deliver' ? { to: request.place, saw: { address: source, port: sourcePort }, packet } : null,
    sessions: (reply ?? request).sessions,
  };
}

function endOf({ trail }: Walk): Step {
  if (trail === null) throw new Error('Expected a walk to have taken a step');
  return trail.step;
}

function stepsOf(trail: Trail | null): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at !== null; at = at.before) steps.push(at.step);
  return steps.reverse();
}

/** Where the answer to what ended here is made. */
function answeringPlace(world: World, { name, of, device }: Place): Place {
  if (of.plane === 'outside') return outsidePlace(world, parseAddress(of.key));
  if (name === 'pod-in') return atPod('pod-out', of.key);
  if (name === 'aws-service') return device === undefined ? atGatewayEndpoint('gateway-endpoint-in', of.key) : atEni('eni-out', device);
  if (name === 'load-balancer' && device !== undefined) return atEni('eni-out', device);
  if (name === 'eks-control-plane' && device !== undefined) return atEni('eni-out', device);
  if (name === 'eks-public-endpoint' && device !== undefined) return outsidePlace(world, parseAddress(device));
  if (name === 'lattice-association') return atLattice('lattice-out', { kind: 'LatticeVpcAssociation', key: of.key });
  if (name === 'resolver-in') return atResolver('resolver-out', of.key);
  return atHost('process-out', of.key);
}
