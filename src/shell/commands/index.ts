/** The commands of the shell. A command that is not in this list does not exist. */
import type { Command } from '../command.ts';
import { aws } from './aws.ts';
import { columnFilters } from './columns.ts';
import { cost } from './cost.ts';
import { curl } from './curl.ts';
import { dig } from './dig.ts';
import { eksctl } from './eksctl.ts';
import { fault } from './fault.ts';
import { makeHelm } from './helm/index.ts';
import { makeHelp } from './help.ts';
import { makeKubectl } from './kubectl.ts';
import { makeNode } from './node/index.ts';
import { nslookup } from './nslookup.ts';
import { ping } from './ping.ts';
import { plainCommands } from './plain.ts';
import { planningCommands } from './planning.ts';
import { makeReach } from './reach.ts';
import { repair } from './repair.ts';
import { terminalWords } from './terminal.ts';
import { textFilters } from './text-filters.ts';
import { trace } from './trace.ts';
import { sleep, wait } from './wait.ts';
import { wget } from './wget.ts';
import { log, why } from './why.ts';

/** Programs that also exist inside containers and on nodes. */
const programs: readonly Command[] = [curl, wget, nslookup, dig, ping];

const kubectl = makeKubectl(programs);

/** The shell's own commands; `help` is not among them, since it is made for each table. */
export const commands: readonly Command[] = [
  kubectl,
  makeHelm(kubectl),
  aws,
  eksctl,
  ...programs,
  makeNode([...programs, aws, kubectl]),
  trace,
  repair,
  makeReach(() => commandTable([])),
  wait,
  sleep,
  fault,
  cost,
  ...planningCommands,
  why,
  log,
  ...textFilters,
  ...columnFilters,
  ...plainCommands,
  ...terminalWords,
];

/** All commands by name: the shell's own, those that the caller adds, and `help` about both. A later one of a name wins. */
export function commandTable(extra: readonly Command[]): ReadonlyMap<string, Command> {
  const all = [...new Map([...commands, ...extra].map((command) => [command.name, command])).values()];
  return new Map([...all, makeHelp(all)].map((command) => [command.name, command]));
}
