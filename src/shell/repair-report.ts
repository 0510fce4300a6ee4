/** The repair of a connection, and how it is told: as lines to type, and as a value for programs. */
import type { Connection } from '../engine/connection.ts';
import type { Repair } from '../engine/dataplane/element.ts';
import { explainStep } from '../engine/explain.ts';
import { failingSteps, type Wish, wished } from '../engine/repair/flow-sight.ts';
import { neighboursOf } from '../engine/repair/neighbours.ts';
import { findRepair, type Search } from '../engine/repair/search.ts';
import type { Lang, Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { commandLine } from './command-line.ts';
import { type Ends, type NotTraced, traceEndpoints } from './trace-report.ts';

export type Asked = Ends & {
  readonly want: Wish['want'];
  readonly holds?: (world: World) => boolean;
  readonly locked?: (repair: Repair) => boolean;
};

export type RepairReport = {
  readonly asked: Asked;
  readonly connection: Connection;
  /** Whether it is as it should be already. */
  readonly met: boolean;
  /** How many connections of others go on as they do. */
  readonly kept: number;
  readonly search: Search;
};

/** The smallest verified edits by which the connection works, or stops working. */
export function repairEndpoints(world: World, asked: Asked): RepairReport | NotTraced {
  const connection = traceEndpoints(world, asked);
  if ('wrong' in connection) return connection;
  const again = (after: World) => {
    const made = traceEndpoints(after, asked);
    return 'wrong' in made ? null : made;
  };
  const sight = wished(world, {
    connection: again,
    want: asked.want,
    keep: neighboursOf(world, connection),
    ...(asked.holds && { holds: asked.holds }),
  });
  const met = sight.look(world).met;
  const search: Search = met
    ? { found: null, tried: 0, complete: true }
    : findRepair(world, { ...sight, ...(asked.locked && { locked: asked.locked }) });
  return { asked, connection, met, kept: sight.kept, search };
}

/** The repair in words: what stops the connection, the lines that mend it, and what was verified. */
export function repairText({ asked, connection, met, kept, search }: RepairReport): Text {
  const { want } = asked;
  if (met) return want === 'reach' ? WORKS : SHUT;
  const why = failingSteps(connection).slice(0, 1).map(explainStep);
  if (search.found === null) return lines([...why, search.complete ? NONE : UNFINISHED]);
  const told = search.found.edits.flatMap(({ repair, step }, index): Text[] => {
    const reason = explainStep(step);
    const typed = repair.verbs.map(commandLine).join('\n');
    return [{ ko: `${index + 1}. ${reason.ko}\n${typed}`, en: `${index + 1}. ${reason.en}\n${typed}` }];
  });
  return lines([...told, verified(want, kept)]);
}

/** The shape for programs. */
export function repairValue({ asked, connection, met, kept, search }: RepairReport, lang: Lang) {
  const { from, to, protocol, want } = asked;
  return {
    from,
    to,
    protocol,
    want,
    met,
    outcome: connection.outcome.outcome,
    edits:
      search.found?.edits.map(({ repair, step }) => ({
        object: repair.object,
        field: repair.field,
        element: step.element,
        because: step.because,
        text: explainStep(step)[lang],
        lines: repair.verbs.map(commandLine),
      })) ?? null,
    kept,
    tried: search.tried,
    complete: search.complete,
  };
}

function lines(texts: readonly Text[]): Text {
  return { ko: texts.map(({ ko }) => ko).join('\n'), en: texts.map(({ en }) => en).join('\n') };
}

function verified(want: Wish['want'], kept: number): Text {
  const [ko, en] = want === 'reach' ? ['연결됩니다', 'it connects'] : ['연결되지 않습니다', 'it does not connect'];
  const others: Text =
    kept === 0
      ? { ko: '', en: '' }
      : { ko: ` 지금 되는 다른 연결 ${kept}개도 그대로 됩니다.`, en: ` The other connections that work now still do (${kept}).` };
  return { ko: `사본에서 확인했습니다. 이렇게 바꾸면 ${ko}.${others.ko}`, en: `Verified on a copy: with this, ${en}.${others.en}` };
}

const WORKS: Text = { ko: '이미 언제나 연결됩니다. 고칠 것이 없습니다.', en: 'It always connects already. There is nothing to repair.' };
const SHUT: Text = { ko: '이미 연결되지 않습니다. 막을 것이 없습니다.', en: 'It does not connect already. There is nothing to shut.' };
const NONE: Text = {
  ko: '다른 연결을 그대로 두면서 세 가지 이하의 변경으로 고치는 방법을 찾지 못했습니다.',
  en: 'No three edits or fewer were found that mend this and leave the other connections as they are.',
};
const UNFINISHED: Text = {
  ko: '시도할 수 있는 만큼 시도했지만 찾지 못했습니다.',
  en: 'None was found among as many edits as may be tried.',
};
