/** `ekslab trace`: a connection between two endpoints, all its branches, request and reply, with reasons. */
import type { Text } from '../engine/text.ts';
import { structured } from '../shell/structured.ts';
import { alwaysAnswered, type NotTraced, traceEndpoints, traceText, traceValue } from '../shell/trace-report.ts';
import type { Protocol } from './arguments.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';
import { openWorld } from './world.ts';

export type TraceOptions = { readonly world: string; readonly from: string; readonly to: string; readonly protocol: Protocol };

/** 0 when every branch connects, 1 when one does not, 2 when an endpoint does not exist. */
export async function trace(call: Call, options: TraceOptions): Promise<ExitStatus> {
  const world = openWorld(call, options.world);
  if (world === null) return 2;
  const made = traceEndpoints(world, options);
  if ('wrong' in made) return complainOf(call, made);
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? traceText(made, call.lang) : structured(traceValue(made, call.lang), format));
  return alwaysAnswered(made) ? 0 : 1;
}

/** Says which end is no endpoint, or is not there. */
export function complainOf(call: Call, { end, text, wrong }: NotTraced): ExitStatus {
  return complain(call, (wrong === 'form' ? noEndpoint : missing)(`--${end}`, text));
}

function noEndpoint(option: string, text: string): Text {
  return {
    ko: `${option} 값 \`${text}\` 형식은 엔드포인트가 아닙니다. \`ekslab trace --help\`에서 형식을 보세요.`,
    en: `${option} \`${text}\` is not an endpoint. See the forms with \`ekslab trace --help\`.`,
  };
}

function missing(option: string, name: string): Text {
  return {
    ko: `${option}: ${name} 오브젝트가 이 월드에 없거나 주소가 없습니다. 이름을 확인하세요.`,
    en: `${option}: ${name} is not in this world, or has no address. Check the name.`,
  };
}
