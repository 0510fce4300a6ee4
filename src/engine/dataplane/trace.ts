/**
 * Where a packet can go: every possible way of a connection, request and reply, each step with its reason.
 * The walk follows the path table; at a choice it goes every way.
 */

import { clusterOfInterface } from '../aws/eks/endpoint.ts';
import { same } from '../canonical.ts';
import { parseAddress } from '../net/address.ts';
import { type Packet, replyTo } from '../net/packet.ts';
import { part } from '../reads.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { stepsOf, type Trail, withSteps } from './branch.ts';
import type { Element, Pass, Where } from './element.ts';
import { elements } from './elements.ts';
import { outsidePlace } from './outside.ts';
import { PATH } from './path.ts';
import { atControlPlane, atEni, atGatewayEndpoint, atHost, atLattice, atOutside, atPod, atResolver } from './place.ts';
import { known, NO_SESSIONS, remember, socketsOf } from './sessions.ts';
import { times, WHOLE } from './share.ts';
import type { Branch, Choice, Place, Sessions, Share, Step } from './step.ts';

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
  const requests: Walk[] = [{ place, index: 0, packet, sessions: opened, trail: null, choices: [], share: WHOLE, places: 1, ended: false }];
  for (let request = follow(world, requests, 'request'); request !== undefined; request = follow(world, requests, 'request')) {
    const replies = answered(world, request);
    if (replies === null) yield branchOf(world, packet, { request, reply: null });
    else
      for (let reply = follow(world, replies, 'reply'); reply !== undefined; reply = follow(world, replies, 'reply'))
        yield branchOf(world, packet, { request, reply });
  }
}

/** Where the sender's socket is: behind the router of its network, or behind the interface by which a cluster's API servers send. */
function socketPlace(world: World, place: Place, packet: Packet): Place {
  if (place.name === 'on-premises') return atOutside('outside-in', packet.source);
  const eni = place.name === 'eni-out' ? objectAt(world.aws.NetworkInterface, place.of.key) : undefined;
  const cluster = eni === undefined ? undefined : clusterOfInterface(world, eni);
  return cluster === undefined ? place : atControlPlane(cluster.name, place.of.key);
}

/** A packet on its way: it is moved on in place, since nobody else has it. */
type Walk = {
  place: Place;
  /** The next element of the place. */
  index: number;
  packet: Packet;
  sessions: Sessions;
  /** The steps so far, the last one first: branches share what they have in common. */
  trail: Trail | null;
  choices: readonly Choice[];
  share: Share;
  places: number;
  ended: boolean;
};
type Direction = Where['direction'];

/** Walks the last of the ways to its end and takes it from the list; where there is a choice, the other ways come into the list. */
function follow(world: World, ways: Walk[], direction: Direction): Walk | undefined {
  let walk = ways.pop();
  while (walk !== undefined && !walk.ended) {
    const name = PATH[walk.place.name][walk.index];
    if (name === undefined) throw new Error(`Expected an element at ${walk.place.name} but its list has ended`);
    const element = elements[name];
    const { place, sessions, places, packet } = walk;
    const passes = part(world, (inWorld) => passesBy(element, { world: inWorld, place, sessions, direction, places }, packet), areAlike);
    if (passes === null) {
      walk.index++;
      continue;
    }
    const first = passes[0];
    if (first === undefined) throw new Error(`Expected ${name} to decide about the packet`);
    if (passes.length > 1) {
      const others = passes.slice(1).map((pass) => moved({ ...(walk as Walk) }, pass, name));
      ways.push(moved(walk, first, name), ...others.reverse());
      walk = ways.pop();
    } else moved(walk, first, name);
  }
  return walk;
}

/** What the element makes of the packet; null where it is not there. */
function passesBy({ present, pass }: Element, where: Where, packet: Packet): readonly Pass[] | null {
  return present === undefined || present(where) ? pass(where, packet) : null;
}

/** Whether the packet goes on alike: what is shown of a decision is worked out of the world that it was made in. */
function areAlike(one: readonly Pass[] | null, other: readonly Pass[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((pass, index) => isAlike(pass, other[index] as Pass));
}

function isAlike(one: Pass, other: Pass): boolean {
  if (one.verdict !== other.verdict || one.because !== other.because) return false;
  return DECIDED.every((member) => same(one[member], other[member]));
}

const DECIDED = ['out', 'next', 'object', 'params', 'sessions', 'choice'] as const;

/** The walk after the pass of an element. */
function moved(walk: Walk, pass: Pass, element: Step['element']): Walk {
  const { place, packet } = walk;
  const { verdict, next, choice } = pass;
  const last = walk.index === PATH[place.name].length - 1;
  if (verdict === 'forward' && last !== (next !== undefined))
    throw new Error(`Expected ${element} to name the next place exactly when it is the last`);
  if (walk.places > MOST_PLACES) throw new Error(`Expected the packet to arrive within ${MOST_PLACES} places but it goes in a circle`);
  walk.trail = { pass, element, place, in: packet, before: walk.trail };
  walk.ended = verdict !== 'forward';
  const out = pass.out ?? packet;
  if (next === undefined) {
    walk.index++;
    walk.packet = out;
  } else {
    walk.place = next;
    walk.index = 0;
    walk.packet = out.mark === 0 || isOneHost(place, next) ? out : { ...out, mark: 0 };
    walk.places++;
  }
  if (pass.sessions !== undefined) walk.sessions = pass.sessions;
  if (choice !== undefined) {
    walk.choices = [...walk.choices, choice];
    walk.share = times(walk.share, choice.share);
  }
  return walk;
}

/** The mark of a packet exists only inside one kernel. */
function isOneHost(one: Place, other: Place): boolean {
  return one.of.kind === 'Host' && other.of.kind === 'Host' && one.of.key === other.of.key;
}

/** The answer to what ended here, at its start; null where nothing answers. */
function answered(world: World, request: Walk): Walk[] | null {
  const { verdict } = endOf(request).pass;
  const from = verdict === 'deliver' || verdict === 'reject' ? answeringPlace(world, request.place) : null;
  if (from === null) return null;
  return [{ ...request, place: from, index: 0, packet: answerTo(request), trail: null, places: 1, ended: false }];
}

/**
 * A kernel refuses TCP with a reset, a packet of the connection itself, and UDP with an ICMP error. REJECT of iptables sends an ICMP
 * error for both: "--reject-with ... icmp-port-unreachable, which is the default" (https://man7.org/linux/man-pages/man8/iptables-extensions.8.html).
 */
function answerTo(request: Walk): Packet {
  const { pass, element } = endOf(request);
  const { packet } = request;
  const error = pass.verdict === 'reject' && (element === 'iptables-filter' || packet.protocol === 'udp');
  return error ? { ...replyTo(packet), error: 'port-unreachable' } : replyTo(packet);
}

/** The end of a walk. */
function endOf({ trail }: Walk): Trail {
  if (trail === null) throw new Error('Expected a walk to have taken a step');
  return trail;
}

type Walked = { readonly request: Walk; readonly reply: Walk | null };

function branchOf(world: World, opens: Packet, { request, reply }: Walked): Branch {
  const { choices, share, sessions } = reply ?? request;
  const { source, sourcePort } = request.packet;
  const delivered = endOf(request).pass.verdict === 'deliver';
  return withSteps(stepsOf(world, request.trail), stepsOf(world, reply === null ? null : reply.trail), {
    choices,
    share,
    count: 1,
    opens,
    verdict: reply === null || endOf(reply).pass.verdict !== 'deliver' ? 'timed-out' : delivered ? 'answered' : 'refused',
    delivered: delivered ? { to: request.place, saw: { address: source, port: sourcePort }, packet: request.packet } : null,
    sessions,
  });
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
