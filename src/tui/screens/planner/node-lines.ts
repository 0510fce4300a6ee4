/** The nodes: a bar for each interface, and its numbers. */
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import { EMPTY, type Line, type Span, span } from '../../parts/line.ts';
import { USE_GLYPHS } from './map-lines.ts';
import type { Picture } from './state.ts';
import { plannerTexts as T } from './texts.ts';

type Node = Picture['nodes'][number];
type Eni = Node['enis'][number];

/** The longest bar: an interface of fifty addresses is drawn to scale. */
const LONGEST = 30;

/** All nodes from the given one on. */
export function nodeLines(nodes: readonly Node[], lang: Lang, { width, from }: { readonly width: number; readonly from: number }): Line[] {
  return nodes
    .slice(from)
    .flatMap((node, at) => [...(at === 0 ? [] : [EMPTY]), headLine(node, lang), ...node.enis.map((eni) => eniLine(eni, lang, width))]);
}

function headLine(node: Node, lang: Lang): Line {
  const say = (text: Text, params: Params) => fill(text, lang, params);
  const pods = node.pods === null || node.maxPods === null ? '' : `, ${say(T.nodePods, { running: node.pods.running, max: node.maxPods })}`;
  return [
    span(`${node.name}  `, 'strong'),
    span(`${say(T.nodeLine, { type: node.type, enis: node.enis.length, most: node.maxEnis })}${pods}`, 'dim'),
  ];
}

/** `eth1 ◆●●●●·····  used 4 warm 0 of 9`. */
function eniLine(eni: Eni, lang: Lang, width: number): Line {
  const say = (text: Text, params: Params) => fill(text, lang, params);
  const numbers = [
    say(T.eniUsed, { used: eni.used }),
    say(T.eniWarm, { warm: eni.warm }),
    ...(eni.cooling > 0 ? [say(T.eniCooling, { cooling: eni.cooling })] : []),
    ...(eni.prefixes > 0 ? [say(T.eniPrefixes, { n: `${eni.prefixes}/${eni.slots}` })] : [`/${eni.slots}`]),
  ].join(' ');
  const room = Math.max(6, Math.min(LONGEST, width - 34));
  return [
    span(`  eth${eni.device} `.padEnd(8), 'dim'),
    span(USE_GLYPHS.primary.glyph, USE_GLYPHS.primary.tone),
    ...barOf(eni, Math.min(eni.slots, room)),
    span(`  ${numbers}`),
  ];
}

/** Used, cooling, warm and empty slots to scale; what there is of each takes a cell at least. */
function barOf(eni: Eni, width: number): Span[] {
  const capacity = eni.prefixes > 0 ? eni.slots * 16 : eni.slots;
  const share = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((count / Math.max(1, capacity)) * width)));
  const parts = [
    { use: 'used', cells: share(eni.used) },
    { use: 'cooling', cells: share(eni.cooling) },
    { use: eni.prefixes > 0 ? 'prefix' : 'warm', cells: share(eni.warm) },
  ] as const;
  let left = width;
  const drawn = parts.map(({ use, cells }) => {
    const taken = Math.min(left, cells);
    left -= taken;
    return span(USE_GLYPHS[use].glyph.repeat(taken), USE_GLYPHS[use].tone);
  });
  return [...drawn, span(USE_GLYPHS.free.glyph.repeat(left), USE_GLYPHS.free.tone)].filter(({ text }) => text !== '');
}
