/** The planner: sliders, the map of a subnet, the nodes; side by side, or one at a time where the window is narrow. */
import { fill, type Lang } from '../../../engine/text.ts';
import { beside, type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, fitted, type Line, line, span } from '../../parts/line.ts';
import { moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { mapLines } from './map-lines.ts';
import { nodeLines } from './node-lines.ts';
import { resultLines, sliderLines } from './plan-lines.ts';
import { SLIDERS } from './sliders.ts';
import { LIVE_TABS, type Picture, PLANNER_TABS, type Planner, type PlannerScreen, type PlannerTab } from './state.ts';
import { plannerTexts as T } from './texts.ts';

export type PlannerProps = {
  readonly screen: PlannerScreen;
  readonly planner: Planner;
  /** The present world of a lab; null for the plan. */
  readonly live: Picture | null;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

type Place = { readonly x: number; readonly y: number };
type Area = { readonly width: number; readonly height: number };

/** Always `height` lines of `width` cells; the caret where something is being typed. */
export function plannerPane(props: PlannerProps): { readonly lines: readonly Line[]; readonly caret: Place | null } {
  const { width, height, screen } = props;
  if (width < 100) {
    const lines = [fitted(tabsOf(props), width), ...paneOf(props, screen.tab, { width, height: height - 1 })];
    return { lines, caret: screen.tab === 'plan' ? caretIn(props, width, 2) : null };
  }
  const leftWidth = Math.min(64, Math.floor(width * 0.46));
  const right = paneOf(props, 'map', { width: width - leftWidth, height });
  if (screen.scenario !== null) return { lines: beside(paneOf(props, 'nodes', { width: leftWidth, height }), right), caret: null };
  // As high as what it says, but the first node stays in sight.
  const said = SLIDERS.length + 3 + resultLines(props.planner, props.lang, leftWidth - 4).length;
  const upper = Math.min(height - 7, Math.max(SLIDERS.length + 7, said));
  const left = [
    ...paneOf(props, screen.tab === 'why' ? 'why' : 'plan', { width: leftWidth, height: upper }),
    ...paneOf(props, 'nodes', { width: leftWidth, height: height - upper }),
  ];
  return { lines: beside(left, right), caret: screen.tab === 'why' ? null : caretIn(props, leftWidth, 1) };
}

function paneOf(props: PlannerProps, tab: PlannerTab, area: Area): Line[] {
  const focused = props.width >= 100 && props.screen.scenario === null && (tab === 'plan' || tab === 'why');
  const frame: Frame = { title: line(span(fill(T[tab], props.lang), 'strong')), focused, ...area };
  const room = inside(area);
  if (tab === 'plan') return planPane(props, frame, room);
  if (tab === 'why') return cutPane(frame, resultLines(props.planner, props.lang, room.width), room);
  const picture = props.live ?? props.planner.planned?.picture ?? null;
  if (picture === null) return framed(frame, [line(span(fill(T.waiting, props.lang), 'dim'))]);
  // What cannot be simulated leaves the last plan standing: that must be said.
  const isBefore = props.live === null && props.planner.problems.length > 0;
  const marked: Frame = isBefore ? { ...frame, note: line(span(fill(T.before, props.lang), 'warn')) } : frame;
  return tab === 'map' ? mapPane(props, picture, marked) : nodesPane(props, picture, marked);
}

function planPane({ planner, lang }: PlannerProps, frame: Frame, room: Area): Line[] {
  const { lines } = sliderLines(planner, lang, room.width);
  const busy = planner.planned?.busy ?? null;
  const result = resultLines(planner, lang, room.width);
  const spaced = lines.length + 1 + result.length <= room.height ? [EMPTY] : [];
  const noted: Frame = busy === null ? frame : { ...frame, note: line(span(fill(T.busy, lang, busy), 'warn')) };
  return cutPane(noted, [...lines, ...spaced, ...result], room);
}

/** What does not fit is told by number: the pane of the differences has room for it. */
function cutPane(frame: Frame, lines: readonly Line[], room: Area): Line[] {
  const mark = moreMark(0, lines.length, room.height);
  const note = frame.note ?? (mark === '' ? EMPTY : line(span(`${mark}  Tab`, 'dim')));
  return framed({ ...frame, note }, lines);
}

function mapPane({ screen, lang }: PlannerProps, { subnets }: Picture, frame: Frame): Line[] {
  const at = around(screen.subnet, subnets.length);
  const subnet = subnets[at];
  const room = inside(frame);
  if (subnet === undefined) return framed(frame, wrap(inline(fill(T.empty, lang)), room.width));
  const title = line(span(fill(T.map, lang), 'strong'), span(`  ${cidrText(subnet)}  ${subnet.zone}`));
  const note = frame.note ?? (subnets.length > 1 ? line(span(`${at + 1}/${subnets.length}  , .`, 'dim')) : EMPTY);
  return framed({ ...frame, title, note }, mapLines(subnet, lang, room));
}

function nodesPane({ screen, lang }: PlannerProps, { nodes }: Picture, frame: Frame): Line[] {
  const room = inside(frame);
  if (nodes.length === 0) return framed(frame, wrap(inline(fill(T.noNodes, lang)), room.width));
  const from = around(screen.node, nodes.length);
  const lines = nodeLines(nodes, lang, { width: room.width, from });
  const mark = moreMark(from, nodes.length, Math.max(1, nodesThatFit(nodes.slice(from), room.height)));
  return framed({ ...frame, note: frame.note ?? (mark === '' ? EMPTY : line(span(`${mark}  [ ]`, 'dim'))) }, lines);
}

function nodesThatFit(nodes: Picture['nodes'], height: number): number {
  let left = height + 1;
  let count = 0;
  for (const { enis } of nodes) {
    left -= enis.length + 2;
    if (left < 0) break;
    count++;
  }
  return count;
}

function tabsOf({ screen, lang }: PlannerProps): Line {
  const tabs = screen.scenario === null ? PLANNER_TABS : LIVE_TABS;
  const names = tabs.map((tab) => (tab === screen.tab ? span(`[${fill(T[tab], lang)}]`, 'accent') : span(` ${fill(T[tab], lang)} `, 'dim')));
  return [span(' '), ...names];
}

/** The caret's cell on the screen below the status line; the frame has a border and a space before its text. */
function caretIn({ planner, lang }: PlannerProps, width: number, above: number): Place | null {
  const { caret } = sliderLines(planner, lang, width - 4);
  return caret === null ? null : { x: caret.x + 2, y: caret.y + above };
}

function cidrText({ cidr }: Picture['subnets'][number]): string {
  const base = Number(cidr.base);
  return `${[24, 16, 8, 0].map((shift) => (base >>> shift) & 255).join('.')}/${cidr.prefix}`;
}

/** Keys count on without end; the list goes round. */
function around(at: number, length: number): number {
  return length === 0 ? 0 : ((at % length) + length) % length;
}
