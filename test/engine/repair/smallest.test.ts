import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedOut } from '../../../src/engine/repair/carry-out.ts';
import { type Attempted, type Wish, wished } from '../../../src/engine/repair/flow-sight.ts';
import { type Edit, findRepair, keyOf, type Sought } from '../../../src/engine/repair/search.ts';
import type { World } from '../../../src/engine/world.ts';
import { commandLine } from '../../../src/shell/command-line.ts';
import { runLine } from '../../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../../src/shell/session.ts';
import { traceEndpoints } from '../../../src/shell/trace-report.ts';
import { CLUSTER_GROUP } from '../../support/course-facts.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

const apply = (name: string, spec: object) =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'default' }, spec })}\nEND`;
const webapp = { podSelector: { matchLabels: { app: 'webapp' } } };
const toolbox = { podSelector: { matchLabels: { run: 'toolbox' } } };

/** The second shows once the first is mended. */
const TWO_BLOCKS = [
  `kubectl patch service frontend -p '{"spec":{"selector":{"app":"shop"}}}'`,
  `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":80}]'`,
];
/** What may have gone wrong, or may be open that should not be. */
const defects = fc.subarray(
  [
    apply('no-ingress', { ...webapp, policyTypes: ['Ingress'] }),
    apply('no-egress', { ...toolbox, policyTypes: ['Egress'] }),
    apply('other-port', { ...webapp, ingress: [{ from: [toolbox], ports: [{ port: 80 }] }] }),
    apply('everyone', { ...webapp, ingress: [{}] }),
    apply('wrong-label', { ...webapp, ingress: [{ from: [{ podSelector: { matchLabels: { role: 'client' } } }] }] }),
    ...TWO_BLOCKS,
    `aws ec2 revoke-security-group-ingress --group-id ${CLUSTER_GROUP} --protocol -1 --source-group ${CLUSTER_GROUP}`,
    `aws ec2 revoke-security-group-egress --group-id ${CLUSTER_GROUP} --ip-permissions IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]`,
  ],
  { maxLength: 3 },
);
const ends = fc.constantFrom(
  ['pod/default/toolbox', 'ip:192.168.64.7:9376'],
  ['pod/default/toolbox', 'ip:10.100.0.31:80'],
  ['internet', 'node/node0:32001'],
) as fc.Arbitrary<readonly [string, string]>;

const connecting =
  (from: string, to: string): Attempted =>
  (world) => {
    const made = traceEndpoints(world, { from, to, protocol: 'tcp' });
    return 'wrong' in made ? null : made;
  };
const KEPT = [connecting('node/node1', 'ip:192.168.64.7:9376'), connecting('internet', 'node/node1:32001')];
const entered = (world: World, line: string) => {
  const { code, world: after } = runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line);
  return code === 0 ? after : world;
};

/** Every candidate that comes to light at the start or behind any one edit. */
function universe(world: World, { look }: Pick<Sought, 'look'>): readonly Edit[] {
  const first = look(world).edits();
  const behind = first.flatMap(({ repair }) => {
    const after = carriedOut(world, repair);
    return after === null ? [] : look(after).edits();
  });
  return [...new Map([...first, ...behind].map((edit) => [keyOf(edit), edit])).values()];
}

/** The size of the smallest list of at most `most` candidates, in whatever order, that makes it hold. */
function smallest(world: World, sought: Pick<Sought, 'look'>, most: number): number | null {
  const candidates = universe(world, sought);
  let layer: readonly World[] = [world];
  for (let size = 1; size <= most; size += 1) {
    layer = layer.flatMap((one) => candidates.flatMap(({ repair }) => carriedOut(one, repair) ?? []));
    if (layer.some((one) => sought.look(one).met && sought.look(one).kept())) return size;
  }
  return null;
}

describe('the repair of a small broken world', () => {
  it('holds when its lines are typed, keeps the others, and exhaustive search finds nothing smaller', () => {
    const seen: number[] = [];
    fc.assert(
      fc.property(defects, ends, fc.constantFrom<Wish['want']>('reach', 'block'), (lines, [from, to], want) => {
        const world = afterLines(policyWorld(), ...lines);
        const wish: Wish = { connection: connecting(from, to), want, keep: KEPT };
        const sought = wished(world, wish);
        if (sought.look(world).met) return;
        const { found, complete } = findRepair(world, sought);
        if (found === null) {
          expect(smallest(world, sought, complete ? 1 : 0), lines.join('; ')).toBeNull();
          return;
        }
        seen.push(found.edits.length);
        const typed = found.edits.flatMap(({ repair }) => repair.verbs.map(commandLine)).reduce(entered, world);
        const sight = sought.look(typed);
        expect(sight.met && sight.kept(), `${from} ${to} ${want} after ${lines.join('; ')}: ${found.edits.map(keyOf).join(' ')}`).toBe(true);
        if (found.edits.length > 1) expect(smallest(world, sought, 1)).toBeNull();
      }),
      { numRuns: 30, examples: [[TWO_BLOCKS, ['pod/default/toolbox', 'ip:10.100.0.31:80'], 'reach']] },
    );
    expect(seen).toContain(1);
    expect(seen).toContain(2);
  }, 60_000);

  it('is found wherever exhaustive search finds one of two edits', () => {
    fc.assert(
      fc.property(defects, ends, (lines, [from, to]) => {
        const world = afterLines(policyWorld(), ...lines);
        const sought = wished(world, { connection: connecting(from, to), want: 'reach' });
        if (sought.look(world).met || universe(world, sought).length > 14) return;
        const size = findRepair(world, sought).found?.edits.length ?? null;
        expect(size !== null && size <= 2 ? size : null).toBe(smallest(world, sought, 2));
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});
