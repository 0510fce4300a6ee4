/** `ekslab export`: a world as a world file, as lines that build it, or as manifests. */
import { manifestsText, worldText } from '../course/world-text.ts';
import { applicableManifests } from '../engine/cluster/applicable.ts';
import { partsOf } from '../engine/parts-of.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { awsLines } from '../shell/aws-lines/index.ts';
import type { ExportFormat } from './arguments.ts';
import type { Call, ExitStatus } from './call.ts';
import { deliver } from './deliver.ts';
import { openWorld } from './world.ts';

export type ExportOptions = { readonly world: string; readonly as: ExportFormat; readonly to: string | undefined };

type Written = {
  readonly text: string;
  /** What could not be written, in words. */
  readonly left: readonly Text[];
};

/** 0 when the world was written, also where something of it cannot be; 2 when the world does not stand. */
export async function exportWorld(call: Call, { world: path, as, to }: ExportOptions): Promise<ExitStatus> {
  const world = openWorld(call, path);
  if (world === null) return 2;
  const { text, left } = WRITE[as](world, call.options.output === 'json' ? 'json' : 'yaml');
  for (const each of left) call.io.stderr.write(`${each[call.lang]}\n`);
  return deliver(call, text, to);
}

const WRITE: { readonly [F in ExportFormat]: (world: World, format: 'yaml' | 'json') => Written } = {
  world(world, format) {
    const { parts, unlisted } = partsOf(world);
    return { text: worldText(parts, format), left: unlisted.map((kind) => notWritten(kind, [])) };
  },
  kubernetes: (world, format) => ({ text: manifestsText(applicableManifests(world), format), left: [] }),
  'aws-cli'(world) {
    const { lines, left } = awsLines(world);
    return { text: lines.map((line) => `${line}\n`).join(''), left: [...left].map(([kind, ids]) => notWritten(kind, ids)) };
  },
};

function notWritten(kind: string, ids: readonly string[]): Text {
  const named = ids.length === 0 ? '' : ` (${ids.join(', ')})`;
  return { ko: `${kind} 오브젝트는 내보내지 못합니다.${named}`, en: `not written: ${kind}${named}.` };
}
