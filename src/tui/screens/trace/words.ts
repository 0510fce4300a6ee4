/** Steps, branches and connections in words, for the stepper and for the short trace. */
import type { Connection, Origin } from '../../../engine/connection.ts';
import type { Branch, Share, Step } from '../../../engine/dataplane/step.ts';
import { nameOf } from '../../../engine/name-of.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import { engine } from '../../engine.ts';
import { ends, type Line, line, type Span, span } from '../../parts/line.ts';
import { nameOfPlace } from '../../parts/object-name.ts';
import { rewrites, type TracePart } from '../../parts/trace-model.ts';
import { endTexts, outcomeTexts, traceTexts as T, verdictTexts } from './texts.ts';

/** One sentence: what happened at the step and why. */
export function reasonOf(step: Step, lang: Lang): string {
  return fill(engine().explainStep(step), lang);
}

/** Why a row lost, in a few words. */
export function lostReasonOf(step: Step, at: number, lang: Lang): string {
  const lost = step.lost[at];
  return lost === undefined ? '' : fill(engine().explainLost(step, lost), lang);
}

/** The concept that the reason belongs to. */
export function conceptOf(step: Step): string {
  return engine().reasonOf(step).concept;
}

/** The element, where it is, and the object that decided there: `iptables nat PREROUTING  node0  frontend`. */
export function hopName(world: World, step: Step, lang: Lang): Line {
  const where = nameOfPlace(world, step.place);
  const object = step.object === null || step.place.of.plane === 'outside' ? '' : nameOf(world, step.object);
  const more = object === '' || where.includes(object) ? [] : [span(`  ${object}`, 'dim')];
  return [span(fill(engine().titleOf(step), lang)), span(`  ${where}`), ...more];
}

type HopOptions = { readonly at: number; readonly lang: Lang; readonly width: number; readonly here?: boolean };

/** A row of the hop list: number, name, and what came of it: ✓ went on, ⇄ went on as another packet, ✗ went no further. */
export function hopLine(world: World, step: Step, { at, lang, width, here = false }: HopOptions): Line {
  const verdict = fill(verdictTexts[step.verdict], lang);
  const good = step.verdict === 'forward' || step.verdict === 'deliver';
  const mark: Span = !good
    ? span(` ✗ ${verdict}`, 'bad')
    : rewrites(step)
      ? span(' ⇄', 'changed')
      : span(step.verdict === 'deliver' ? ` ✓ ${verdict}` : ' ✓', 'good');
  const [title, ...rest] = hopName(world, step, lang);
  const name: Line = title === undefined ? [] : [here ? { ...title, tone: 'strong' } : title, ...rest];
  return ends([span(here ? '▶' : ' ', 'accent'), span(`${String(at + 1).padStart(2)} `, 'dim'), ...name], [mark], width);
}

/** `internet 203.0.113.9 → 198.51.100.8:32001`. */
export function routeLine(connection: Connection): Line {
  const { host, port } = connection.target;
  return line(
    span(originName(connection.origin), 'strong'),
    ' → ',
    span(port === 0 ? host : `${host}:${port}`, 'strong'),
    span(`  ${connection.target.protocol}`, 'dim'),
  );
}

export function originName(origin: Origin): string {
  switch (origin.from) {
    case 'pod':
      return origin.pod.replace(/^default\//, '');
    case 'node':
      return origin.node;
    case 'instance':
      return origin.InstanceId;
    case 'interface':
      return origin.NetworkInterfaceId;
    case 'outside':
      return origin.address;
  }
}

/** How the connection ended. */
export function outcomeLine({ outcome }: Connection, lang: Lang): Line {
  const good = outcome.outcome === 'answered';
  const mark = span(good ? '✓ ' : '✗ ', good ? 'good' : 'bad');
  switch (outcome.outcome) {
    case 'answered':
      return line(mark, span(fill(outcomeTexts.answered, lang, { by: outcome.by })));
    case 'http-status':
      return line(mark, span(fill(outcomeTexts['http-status'], lang, { status: outcome.response.status, by: outcome.by })));
    case 'no-name':
      return line(mark, span(fill(outcomeTexts['no-name'], lang, { name: outcome.name })));
    default:
      return line(mark, span(fill(outcomeTexts[outcome.outcome], lang, { address: outcome.address, port: outcome.port })));
  }
}

/** The name of a part: `request`, or with its leg where there are several. */
export function partLabel(part: TracePart, connection: Connection, lang: Lang): string {
  if (part.part === 'lookup') return fill(T.lookup, lang, { n: part.index + 1 });
  const name = fill(T[part.part], lang);
  return connection.legs.length < 2 ? name : fill(T.leg, lang, { part: name, n: part.leg + 1 });
}

/** `1/3`. */
export function shareOf({ of, outOf }: Share): string {
  return `${of}/${outOf}`;
}

/** How a branch ends, with what was chosen on its way. */
export function branchLine(branch: Branch, lang: Lang): Line {
  const good = branch.verdict === 'answered';
  const choices = branch.choices.map((choice) => choice.option).join(', ');
  return line(
    span(good ? '✓ ' : '✗ ', good ? 'good' : 'bad'),
    span(fill(endTexts[branch.verdict], lang)),
    span(branch.share.of === branch.share.outOf ? '' : `  ${fill(T.share, lang, { share: shareOf(branch.share) })}`, 'dim'),
    span(choices === '' ? '' : `  ${choices}`),
    span(branch.count > 1 ? `  (${fill(T.alike, lang, { n: branch.count })})` : '', 'dim'),
  );
}
