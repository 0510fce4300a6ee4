/**
 * A look-up as a program on the origin makes it: the names of the search list in turn, each a UDP packet to the resolver.
 * https://man7.org/linux/man-pages/man5/resolv.conf.5.html
 */

import { same } from '../canonical.ts';
import type { Lookup, LookupStep, Origin } from '../connection.ts';
import { sandboxAt } from '../dataplane/host/kernel.ts';
import { listeningAt } from '../dataplane/host/listener.ts';
import { ownFamilies, startOf } from '../dataplane/origin.ts';
import { pickBranch } from '../dataplane/pick.ts';
import type { Branch } from '../dataplane/step.ts';
import { trace } from '../dataplane/trace.ts';
import { type Address, readAddress } from '../net/address.ts';
import { once, onceIn, type Table } from '../once.ts';
import { part } from '../reads.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { clusterZone } from './cluster-zone.ts';
import { serve } from './coredns-server.ts';
import { readCorefile } from './corefile.ts';
import { EKS_COREFILE } from './eks-corefile.ts';
import { forwardedSteps, onPremisesAnswer } from './forwarding.ts';
import type { DnsAnswer, Query } from './message.ts';
import { publicAnswer, ruleFor, vpcAnswer } from './public-names.ts';
import { STUB, settingsAt } from './resolver-settings.ts';
import { candidates } from './search-list.ts';

/** "RES_DFLRETRY": each server is asked twice. */
const ATTEMPTS = 2;

/**
 * The look-up of a name's addresses, each query with the way that it took: A and AAAA, as far as the asker has an address of the
 * family itself (AI_ADDRCONFIG), and IPv6 first among what came back (RFC 6724, section 2.1).
 * https://man7.org/linux/man-pages/man3/getaddrinfo.3.html
 */
export function resolve(world: World, from: Origin, name: string, only?: 4 | 6): Lookup {
  const own = hostsFile(world, from, name);
  if (own !== null) return { name, steps: [], addresses: [own] };
  const settings = settingsAt(world, from);
  const types: readonly string[] = (only === undefined ? ownFamilies(world, from) : [only]).map((family) => (family === 4 ? 'A' : 'AAAA'));
  const steps: LookupStep[] = [];
  let answers: LookupStep['answers'] = [];
  for (const candidate of candidates(name, settings)) {
    const asked = types.map((type) => ask(world, from, { query: { name: candidate, type }, servers: settings.nameservers }));
    steps.push(...asked.flat());
    const last = asked.flatMap((each) => each.at(-1) ?? []);
    answers = last.flatMap((step) => step.answers);
    // "Anything else implies that we're done": a time-out ends the search (glibc, res_query.c).
    if (last.length === 0 || last.some(({ rcode }) => rcode === 'TIMEOUT') || answers.some(({ type }) => types.includes(type))) break;
  }
  return { name, steps, addresses: [...answersOf(answers, 'AAAA'), ...answersOf(answers, 'A')] };
}

function answersOf(answers: LookupStep['answers'], wanted: string): readonly Address[] {
  return answers.flatMap(({ type, data }) => (type === wanted ? (readAddress(data) ?? []) : []));
}

export type Asked = { readonly query: Query; readonly servers: readonly string[] };

/** One question to the servers in turn, until one of them answers: a step for each that was asked. */
export function ask(world: World, from: Origin, { query, servers }: Asked): readonly LookupStep[] {
  const steps: LookupStep[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    for (const server of servers) {
      const { step, further } = askServer(world, from, { query, server, salt: `${query.name} ${server} ${attempt}` });
      steps.push(...further, step);
      if (step.rcode !== 'TIMEOUT') return steps;
    }
  }
  return steps;
}

type Question = { readonly query: Query; readonly server: string; readonly salt: string };

type Answered = { readonly step: LookupStep; readonly further: readonly LookupStep[] };

/** One question to one server, with what the server asked further on to answer it. */
function askServer(world: World, from: Origin, { query, server, salt }: Question): Answered {
  const shown = { query, server };
  if (from.from === 'outside' && server === STUB) return { step: { ...shown, ...told(publicAnswer(world, query)), branches: [] }, further: [] };
  const address = readAddress(server);
  if (address === null) return { step: { ...shown, rcode: 'TIMEOUT', answers: [], branches: [] }, further: [] };
  const branches = waysTo(world, from, server, address);
  const taken = branches[pickBranch(world, branches, salt)];
  const { given, onward } = part(world, (inWorld) => answerIn(inWorld, taken, query), same);
  const answered = given === null ? { rcode: 'TIMEOUT' as const, answers: [] } : told(given);
  const step = { ...shown, ...answered, branches: taken === undefined ? [] : [taken] };
  return { step, further: [...onward, ...forwardedBy(world, step)] };
}

/** The ways of a packet to the server: the same for every name that is asked of it, so that a search list is traced once. */
function waysTo(world: World, from: Origin, server: string, address: Address): readonly Branch[] {
  const known = waysBy(world);
  if (known.size >= MOST_KNOWN) known.clear();
  return onceIn(known, `${Object.values(from).join(' ')} ${server}`, () => {
    return trace(world, startOf(world, from, { address, port: 53, protocol: 'udp' }));
  });
}

const waysBy = once((_world: World): Table<readonly Branch[]> => new Map());
/** Askers whose ways are kept: the clients of one table, not all pods of a large cluster. */
const MOST_KNOWN = 64;

/** The questions that the resolver of a VPC asked further on to answer this one. */
function forwardedBy(world: World, { query, branches }: LookupStep): readonly LookupStep[] {
  const reached = branches[0]?.verdict === 'answered' ? branches[0].delivered?.to.of : undefined;
  const VpcId = reached?.kind === 'ResolverEndpoint' ? objectAt(world.aws.ResolverEndpoint, reached.key)?.HostVPCId : reached?.key;
  const rule = reached?.kind === 'Vpc' || reached?.kind === 'ResolverEndpoint' ? ruleFor(world, VpcId ?? '', query.name) : null;
  return rule === null ? [] : forwardedSteps(world, rule, query);
}

function told({ rcode, answers }: DnsAnswer): Pick<LookupStep, 'rcode' | 'answers'> {
  return { rcode, answers };
}

type Given = { readonly given: DnsAnswer | null; readonly onward: readonly LookupStep[] };

/** What the server answers at the end of the way, and what it asked further on. */
function answerIn(world: World, taken: Branch | undefined, query: Query): Given {
  const onward: LookupStep[] = [];
  return { given: taken?.verdict === 'answered' ? answerOf(world, taken, { query, onward }) : null, onward };
}

/** What the server that took the packet answers; null when it does not speak DNS. */
function answerOf(
  world: World,
  { delivered }: Branch,
  { query, onward }: { readonly query: Query; readonly onward: LookupStep[] },
): DnsAnswer | null {
  if (delivered === null) return null;
  const { of } = delivered.to;
  if (of.kind === 'Vpc') return vpcAnswer(world, of.key, query);
  if (of.kind === 'OutsideHost') return onPremisesAnswer(world, of.key, query) ?? publicAnswer(world, query);
  if (of.kind === 'ResolverEndpoint') return vpcAnswer(world, objectAt(world.aws.ResolverEndpoint, of.key)?.HostVPCId ?? '', query);
  const { packet } = delivered;
  const taken = listeningAt(world, delivered.to).find(
    ({ listener }) => listener.protocol === packet.protocol && listener.port === packet.destinationPort,
  );
  if (taken?.listener.serves !== 'dns' || taken.container === null) return null;
  return coreDnsAnswer(world, taken.container.pod, query, onward);
}

/** CoreDNS with the Corefile that the pod has loaded, or that of a new EKS cluster; what it has asked further on goes to `onward`. */
export function coreDnsAnswer(world: World, pod: string, query: Query, onward: LookupStep[] = []): DnsAnswer | null {
  const corefile = corefileBy(objectAt(world.hosts.LoadedCorefile, pod) ?? AS_INSTALLED);
  if (corefile.error !== null) return null;
  const forward = (asked: Query, to: readonly string[]) => forwarded(world, pod, { query: asked, to, onward });
  return serve({ zone: clusterZone(world), corefile, forward }, query);
}

const AS_INSTALLED = { text: EKS_COREFILE };
const corefileBy = once(({ text }: { readonly text: string }) => readCorefile(text));

type Forwarded = { readonly query: Query; readonly to: readonly string[]; readonly onward: LookupStep[] };

/** The pod's own question: to the resolvers of its file, or to those that the Corefile names; SERVFAIL when no answer comes back. */
function forwarded(world: World, pod: string, { query, to, onward }: Forwarded): DnsAnswer {
  const from: Origin = { from: 'pod', pod };
  const servers = to.flatMap((one) =>
    one.startsWith('/') ? settingsAt(world, from).nameservers : [one.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '')],
  );
  const server = servers.find((candidate) => readAddress(candidate) !== null);
  if (server === undefined || onward.length >= MOST_ONWARD) return SERVFAIL;
  const { step, further } = askServer(world, from, { query, server, salt: `${query.name} ${server} ${pod}` });
  onward.push(...further, { ...step, asker: pod });
  return step.rcode === 'TIMEOUT' ? SERVFAIL : { rcode: step.rcode, answers: step.answers, additional: [], authority: [] };
}

const SERVFAIL: DnsAnswer = { rcode: 'SERVFAIL', answers: [], additional: [], authority: [] };
/** A server that forwards to itself would ask for ever; the loop plugin would end it. */
const MOST_ONWARD = 8;

/** /etc/hosts: localhost, and in a pod its own name. */
function hostsFile(world: World, from: Origin, name: string): Address | null {
  if (name === 'localhost') return readAddress('127.0.0.1');
  if (from.from !== 'pod' || name !== from.pod.slice(from.pod.indexOf('/') + 1)) return null;
  return readAddress(sandboxAt(world, from.pod)?.sandbox.address ?? '');
}
