/** What is wrong with a question to `reach`, and how to ask it. */
import type { Text } from '../../engine/text.ts';
import type { NotFound } from './ends.ts';

/** A word that is not understood, or an end that is not there. */
export function complaintOf(wrong: string | NotFound): Text {
  if (typeof wrong === 'string') return { ko: `\`${wrong}\`을 이해하지 못했습니다. ${USAGE.ko}`, en: `\`${wrong}\` is not understood. ${USAGE.en}` };
  if (wrong.wrong === 'missing') {
    return {
      ko: `${wrong.end} 오브젝트가 없거나 주소가 없습니다. 이름을 확인하세요.`,
      en: `There is no ${wrong.end}, or it has no address. Check the name.`,
    };
  }
  return { ko: `\`${wrong.end}\` 값은 엔드포인트의 형식이 아닙니다. ${FORMS.ko}`, en: `\`${wrong.end}\` is not an endpoint. ${FORMS.en}` };
}

const USAGE: Text = {
  ko: '`reach --port N --protocol tcp|udp|sctp --view combined|ingress|egress --policy-only --from EP --to EP --open --lint`처럼 쓰세요.',
  en: 'Write `reach --port N --protocol tcp|udp|sctp --view combined|ingress|egress --policy-only --from EP --to EP --open --lint`.',
};
const FORMS: Text = {
  ko: '표에 나온 이름이나 pod/NS/이름, svc/NS/이름:포트, node/이름, ip:주소, internet, nodes 중 하나로 쓰세요.',
  en: 'Write a name of the table, or pod/NS/NAME, svc/NS/NAME:PORT, node/NAME, ip:ADDRESS, internet or nodes.',
};
