/** What one client gets from one destination, as a cell of a table says it: every way that the connection could go. */
import { connect } from '../connect.ts';
import type { Connection, Origin, Target } from '../connection.ts';
import type { Branch, Step } from '../dataplane/step.ts';
import type { World } from '../world.ts';
import type { CellVerdict } from './reach.ts';

/** name: the name was not resolved, so no packet was sent · sometimes: some of the ways connect and others do not. */
export type ProbeVerdict = CellVerdict | 'name' | 'sometimes';

export type Probe = { readonly verdict: ProbeVerdict; readonly connection: Connection };

/** Connects as `curl` would, and looks at every branch. */
export function probe(world: World, from: Origin, to: Target): Probe {
  const http = to.protocol === 'tcp' ? { http: { method: 'GET', path: '/', host: to.host } } : {};
  const { connection } = connect(world, { from, to, ...http });
  return { verdict: verdictOf(connection), connection };
}

/** The verdict on a connection that was made. */
export function verdictOf({ legs, outcome }: Connection): ProbeVerdict {
  const last = legs.at(-1);
  if (last === undefined || outcome.outcome === 'no-name') return 'name';
  // The balancer's own answer that it has nobody to ask: the way ends there.
  if (outcome.outcome === 'http-status' && outcome.response.status >= 502) return 'path';
  const found = new Set(last.branches.map(verdictOfBranch));
  const [first] = found;
  return found.size === 1 && first !== undefined ? first : found.has('open') ? 'sometimes' : 'path';
}

function verdictOfBranch(branch: Branch): CellVerdict {
  if (branch.verdict === 'answered') return 'open';
  if (branch.verdict === 'refused') return 'closed';
  return isPolicy(branch.request.at(-1)) || isPolicy(branch.reply.at(-1)) ? 'policy' : 'path';
}

function isPolicy(step: Step | undefined): boolean {
  return step?.element === 'network-policy' && step.verdict === 'drop';
}
