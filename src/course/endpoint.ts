/** Endpoints in content: the shell's own, as a field of YAML. */
import { parseEndpoint } from '../shell/endpoint.ts';
import { complaint } from './problem.ts';
import { refined, type Shape, string } from './shape.ts';

export { type Endpoint, instanceOfNode, originOf, parseEndpoint, primaryInterface, type Resolved, requestOf, targetOf } from '../shell/endpoint.ts';

/** One endpoint in YAML; kept as text, since its holes are filled in later. */
export const endpoint: Shape<string> = refined(string(), (text, node, report) => {
  if (text.includes('{') || parseEndpoint(text) !== null) return text;
  report(node.start, complaint(FORM_WHAT, FORM_HOW, { text }));
  return undefined;
});

const FORM_WHAT = { ko: '`{text}` 값은 엔드포인트의 형식이 아닙니다.', en: '`{text}` is not an endpoint.' };
const FORM_HOW = {
  ko: 'pod/NS/이름, svc/NS/이름:포트, node/이름[:포트], ip:주소[:포트], internet, url:http://호스트/경로 중 하나로 쓰세요.',
  en: 'Write pod/NS/NAME, svc/NS/NAME:PORT, node/NAME[:PORT], ip:ADDRESS[:PORT], internet or url:http://host/path.',
};
