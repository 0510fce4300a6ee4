/** `ekslab repair`: the smallest verified edits that make a connection work, or stop it, as lines to type. */
import { repairEndpoints, repairText, repairValue } from '../shell/repair-report.ts';
import { structured } from '../shell/structured.ts';
import type { Protocol } from './arguments.ts';
import { type Call, type ExitStatus, print } from './call.ts';
import { complainOf } from './trace.ts';
import { openWorld } from './world.ts';

export type RepairOptions = {
  readonly world: string;
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly block: boolean;
};

/** 0 when there are such edits or none is needed, 1 when none was found, 2 when an endpoint does not exist. */
export async function repair(call: Call, { world: path, from, to, protocol, block }: RepairOptions): Promise<ExitStatus> {
  const world = openWorld(call, path);
  if (world === null) return 2;
  const report = repairEndpoints(world, { from, to, protocol, want: block ? 'block' : 'reach' });
  if ('wrong' in report) return complainOf(call, report);
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? repairText(report)[call.lang] : structured(repairValue(report, call.lang), format));
  return report.met || report.search.found !== null ? 0 : 1;
}
