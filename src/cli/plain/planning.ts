/** The planning commands in plain mode, and the subnets of a lab: the facts of the planner's screen as tables and sentences. */
import { showCidr } from '../../engine/net/cidr.ts';
import type { Lang } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { PLANNING_WORDS } from '../../shell/planning/words.ts';
import { pictureOf } from '../../tui/planner-job.ts';
import { readArguments } from '../arguments.ts';
import { type Call, complain, type Io } from '../call.ts';
import { manualOf } from '../manual.ts';
import { carryOutPlanning } from '../planning/carry-out.ts';

/** What a planning word prints, or null for a line that is none. */
export function planningText(line: string, lang: Lang): string | null {
  const words = [...line.trim().matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? (bare as string));
  const [name = ''] = words;
  if (!PLANNING_WORDS.some((word) => word.name === name)) return null;
  const request = readArguments(words);
  if (request.ask !== 'planning' && request.ask !== 'refused') return manualOf(name, lang);
  let said = '';
  const stream = {
    write: (text: string) => {
      said += text;
      return true;
    },
  };
  const io = { stdout: stream, stderr: stream, stdin: null, env: {}, now: () => 0 } as unknown as Io;
  const call: Call = { io, root: '', compiled: null, version: '', lang, options: { ...request.options, lang } };
  if (request.ask === 'planning') carryOutPlanning(call, request);
  else complain(call, request.text);
  return said;
}

/** The subnets and nodes of a world, a sentence each. */
export function subnetsText(world: World, lang: Lang): string {
  const { subnets, nodes } = pictureOf(world);
  const lines = [
    ...subnets.map(({ cidr: block, zone, uses, counts, free }) => {
      const warm = counts.warm + counts.prefix;
      return {
        ko: `${zone} 가용 영역의 ${showCidr(block)} 서브넷: 주소 ${uses.length}개, 예약 ${counts.reserved}개, ENI 기본 ${counts.primary}개, 파드 ${counts.used}개, 웜 ${warm}개, 쉬는 중 ${counts.cooling}개, 그 밖 ${counts.other}개, 남음 ${free}개.`,
        en: `Subnet ${showCidr(block)} in ${zone}: addresses ${uses.length}, reserved ${counts.reserved}, ENI primary ${counts.primary}, pods ${counts.used}, warm ${warm}, cooling ${counts.cooling}, other ${counts.other}, free ${free}.`,
      };
    }),
    ...nodes.map(({ name, type, enis, maxEnis }) => {
      const each = (of: Lang) =>
        enis
          .map(({ device, slots, used, warm, cooling, prefixes }) =>
            of === 'ko'
              ? `eth${device} 씀 ${used}, 웜 ${warm}, 쉬는 중 ${cooling}, 자리 ${slots}, 접두사 ${prefixes}`
              : `eth${device} used ${used}, warm ${warm}, cooling ${cooling}, slots ${slots}, prefixes ${prefixes}`,
          )
          .join(' / ');
      return {
        ko: `${name} 노드(${type}): ENI ${enis.length}/${maxEnis}. ${each('ko')}.`,
        en: `Node ${name} (${type}): ENIs ${enis.length}/${maxEnis}. ${each('en')}.`,
      };
    }),
  ];
  return `${(lines.length === 0 ? [NOTHING] : lines).map((text) => text[lang]).join('\n')}\n`;
}

const NOTHING = { ko: '아직 서브넷이 없습니다.', en: 'There is no subnet yet.' };
