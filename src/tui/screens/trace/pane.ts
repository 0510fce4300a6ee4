/** The trace stepper: the hops on the left; on the right what the packet was, what decided, what lost, and why. */
import type { Course } from '../../../course/content.ts';
import type { Ref } from '../../../engine/change.ts';
import type { Step } from '../../../engine/dataplane/step.ts';
import { type Packet, showEndpoint } from '../../../engine/net/packet.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import type { TraceScreen } from '../../model.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, type Line, line, printable, span } from '../../parts/line.ts';
import { titleOf } from '../../parts/object-name.ts';
import { partsOf, stepsOf, type TracePart } from '../../parts/trace-model.ts';
import { clampScroll, moreMark, windowAround } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { diffPanes } from './diff-pane.ts';
import type { Other } from './others.ts';
import { traceTexts as T } from './texts.ts';
import { branchLine, conceptOf, hopLine, lostReasonOf, outcomeLine, partLabel, reasonOf } from './words.ts';

export type TraceProps = {
  readonly screen: TraceScreen;
  /** The world that the connection was made in, for the names of its objects. */
  readonly world: World;
  /** What it can be compared with. */
  readonly others: readonly Other[];
  readonly concepts: Course['concepts'];
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

type Say = (text: Text, params?: Params) => string;

/** Both panes; one below the other where the window is narrow. */
export function tracePanes(props: TraceProps): { readonly left: readonly Line[]; readonly right: readonly Line[]; readonly stacked: boolean } {
  const stacked = props.width < 100;
  const { screen, others } = props;
  const other = screen.diff === null ? undefined : others[screen.diff % Math.max(1, others.length)];
  if (other !== undefined) return diffPanes(props, other);
  const say: Say = (text, params = {}) => fill(text, props.lang, params);
  const top = stacked ? Math.max(6, Math.floor(props.height * 0.42)) : props.height;
  const leftWidth = stacked ? props.width : Math.floor(props.width * 0.42);
  const left: Frame = { title: partTitle(props, say), width: leftWidth, height: top, focused: false };
  const right: Frame = {
    title: line(span(say(T.why), 'strong')),
    width: stacked ? props.width : props.width - leftWidth,
    height: stacked ? props.height - top : props.height,
    focused: false,
  };
  return { left: hopsPane(props, left, say), right: whyPane(props, right, say), stacked };
}

function partTitle({ screen, lang }: TraceProps, say: Say): Line {
  const parts = partsOf(screen.connection);
  const labels = parts.map((part, at) => {
    const label = partLabel(part, screen.connection, lang);
    return at === screen.part ? span(`[${label}]`, 'accent') : span(` ${label} `, 'dim');
  });
  return [span(`${say(T.hops)} `, 'strong'), ...labels];
}

function hopsPane(props: TraceProps, frame: Frame, say: Say): Line[] {
  const { screen, world, lang } = props;
  const room = inside(frame);
  const part = partsOf(screen.connection)[screen.part];
  if (part === undefined) return framed(frame, [outcomeLine(screen.connection, lang)]);
  const head = headLines(part, props, room.width, say);
  const steps = stepsOf(part, screen);
  const rows =
    steps.length === 0
      ? wrap([span(say(part.part === 'reply' ? T.noReply : T.noHops), 'dim')], room.width)
      : steps.map((step, at) => hopLine(world, step, { at, lang, width: room.width, here: at === screen.hop }));
  const height = Math.max(1, room.height - head.length);
  const from = rows.length <= height ? 0 : windowAround(rows.length, height, screen.hop);
  return framed({ ...frame, note: line(span(moreMark(from, rows.length, height), 'accent')) }, [...head, ...rows.slice(from, from + height)]);
}

/** The branches, when there is more than one: which is shown, its share, how it ends. */
function headLines(part: TracePart, { screen, lang }: TraceProps, width: number, say: Say): Line[] {
  const query = part.part === 'lookup' ? screen.connection.lookup?.steps[part.index] : undefined;
  const asked =
    query === undefined
      ? []
      : [
          ...wrap([span(`${say(T.query)}  `, 'dim'), span(`${query.query.name} ${query.query.type}`), span(` @${query.server}`, 'dim')], width, {
            hang: 2,
          }),
          ...wrap(
            [
              span(`${say(T.answer)}  `, 'dim'),
              span(query.rcode, query.rcode === 'NOERROR' ? 'good' : 'bad'),
              span(`  ${query.answers.map((answer) => answer.data).join(', ')}`),
            ],
            width,
            { hang: 2 },
          ),
        ];
  const branch = part.branches[screen.branch];
  if (branch === undefined) return asked;
  const all = part.branches.length;
  const failing = part.branches.filter((one) => one.verdict !== 'answered').length;
  const sometimes = failing > 0 && failing < all ? wrap([span(say(T.sometimes, { all, failing }), 'warn')], width) : [];
  const which =
    all > 1
      ? wrap([span(`${say(T.branch, { at: screen.branch + 1, all })}  `, 'accent'), ...branchLine(branch, lang)], width, { hang: 2 })
      : wrap(branchLine(branch, lang), width, { hang: 2 });
  return [...asked, ...sometimes, ...which, EMPTY];
}

function whyPane(props: TraceProps, frame: Frame, say: Say): Line[] {
  const { screen } = props;
  const part = partsOf(screen.connection)[screen.part];
  const step = part === undefined ? undefined : stepsOf(part, screen)[screen.hop];
  if (part === undefined || step === undefined) return framed(frame, []);
  const room = inside(frame);
  const lines = stepLines(props, step, room.width, say);
  const scroll = clampScroll(screen.scroll, lines.length, room.height);
  return framed({ ...frame, note: line(span(moreMark(scroll, lines.length, room.height), 'accent')) }, lines.slice(scroll, scroll + room.height));
}

function stepLines(props: TraceProps, step: Step, width: number, say: Say): Line[] {
  const { world, lang } = props;
  const label = Math.max(...[T.packetIn, T.packetOut, T.decided, T.lost, T.object].map((text) => cells(say(text)))) + 2;
  const field = (text: Text, content: Line, more = 0): Line[] => {
    const name = say(text);
    return wrap([span(name + ' '.repeat(Math.max(1, label + more - cells(name))), 'dim'), ...content], width, { hang: label + more });
  };
  const row =
    step.row === undefined
      ? []
      : [...field(T.decided, [span(printable(step.row.text), 'strong')]), ...field(BLANK, [span(printable(step.row.table), 'dim')])];
  const met = (step.met ?? []).flatMap((one, at) =>
    field(at === 0 ? T.met : BLANK, [span(printable(one.text), one.text === step.row?.text ? 'strong' : 'dim')]),
  );
  const lost = step.lost.flatMap((one, at) => [
    ...field(at === 0 ? T.lost : BLANK, [span(printable(one.row.text))]),
    ...field(BLANK, inline(lostReasonOf(step, at, lang), 'dim'), 2),
  ]);
  const object = step.object === null ? [] : field(T.object, objectSpans(world, step.object));
  const unchanged = step.verdict === 'forward' || step.verdict === 'deliver' ? T.unchanged : T.none;
  const packets = [
    ...field(T.packetIn, packetSpans(step.in, null)),
    ...field(T.packetOut, step.out === undefined ? [span(say(unchanged), 'dim')] : packetSpans(step.out, step.in)),
  ];
  const sentence = [line(span(step.because, 'accent')), ...wrap(inline(reasonOf(step, lang)), width)];
  const rows = [...row, ...met, ...lost];
  const concept = props.concepts[conceptOf(step)];
  const about = [...(concept === undefined ? [] : field(T.concept, [span(say(concept))])), ...object];
  // In a low pane the sentence comes first: what does not fit is scrolled to.
  const parts = props.width < 100 ? [packets, sentence, rows, about] : [packets, rows, sentence, about];
  return parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : [EMPTY, ...part]));
}

/** What the object is called and, where that is not its key, the key; a short id gives way to the whole one. */
function objectSpans(world: World, ref: Ref): Line {
  const title = titleOf(world, ref);
  if (ref.plane === 'aws' && title.includes('…')) return [span(ref.key)];
  return title.includes(ref.key) || ref.plane === 'cluster' ? [span(title)] : [span(title), span(`  ${ref.key}`, 'dim')];
}

const BLANK: Text = { ko: '', en: '' };

/** A packet with what differs from another marked. */
function packetSpans(packet: Packet, before: Packet | null): Line {
  const source = showEndpoint(packet.source, packet.sourcePort);
  const destination = showEndpoint(packet.destination, packet.destinationPort);
  const same = (one: string, other: string) => before === null || one === other;
  const old = before ?? packet;
  const from = same(source, showEndpoint(old.source, old.sourcePort)) ? span(source) : span(`∆${source}`, 'changed');
  const to = same(destination, showEndpoint(old.destination, old.destinationPort)) ? span(destination) : span(`∆${destination}`, 'changed');
  const mark = packet.mark === 0 ? [] : [span(`  mark 0x${packet.mark.toString(16)}`, packet.mark === old.mark ? 'dim' : 'changed')];
  return [from, span(' → '), to, span(`  ${packet.protocol}`, 'dim'), ...mark];
}
