/** `cost`: what an hour of this world would cost in AWS. */
import { type CostLine, HOURS_PER_MONTH, type HourlyCost, hourlyCost } from '../../engine/aws/cost/hourly-cost.ts';
import type { Priced } from '../../engine/aws/cost/prices.ts';
import { showCidr } from '../../engine/net/cidr.ts';
import { subnetsOf } from '../../engine/planning/address-uses.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Command } from '../command.ts';
import type { Output } from '../output.ts';
import { refused, said, table } from '../print.ts';

export const cost: Command = {
  name: 'cost',
  summary: {
    ko: '지금 있는 AWS 리소스의 시간당 요금을 정가로 셉니다. `cost sources`는 단가의 출처를 보여 줍니다.',
    en: 'Counts what the AWS resources of now cost by the hour, at list price. `cost sources` names where each price is from.',
  },
  usage: ['cost', 'cost sources'],
  examples: ['cost', 'cost sources'],
  run: ({ world, words }) => {
    const [word] = words;
    if (word === undefined) return shown(world, hourlyCost(world));
    if (word.text === 'sources') return sources(world, hourlyCost(world));
    return refused(world, { ko: '`cost` 또는 `cost sources`로 쓰세요.', en: 'Write `cost` or `cost sources`.' });
  },
  complete: ({ words }) => (words.length > 1 ? [] : [{ text: 'sources', about: null }]),
};

const NAMES: { readonly [P in Priced | 'instance']: Text } = {
  'eks-cluster': { ko: 'EKS 컨트롤 플레인', en: 'EKS control plane' },
  'eks-extended-support': { ko: 'EKS 연장 지원 추가 요금', en: 'EKS extended support surcharge' },
  'nat-gateway': { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  'public-ipv4': { ko: '퍼블릭 IPv4 주소', en: 'public IPv4 address' },
  'interface-endpoint': { ko: '인터페이스 엔드포인트(AZ당)', en: 'interface endpoint (per zone)' },
  'application-load-balancer': { ko: 'Application Load Balancer', en: 'Application Load Balancer' },
  'network-load-balancer': { ko: 'Network Load Balancer', en: 'Network Load Balancer' },
  'transit-gateway-attachment': { ko: 'Transit Gateway 연결', en: 'transit gateway attachment' },
  'vpn-connection': { ko: 'Site-to-Site VPN 연결', en: 'Site-to-Site VPN connection' },
  instance: { ko: '인스턴스', en: 'instance' },
};

function nameOf({ item, type, price }: CostLine, lang: 'ko' | 'en'): string {
  const name = type === undefined ? NAMES[item][lang] : `${NAMES[item][lang]} ${type}`;
  const borrowed = 'borrowedFrom' in price ? price.borrowedFrom : undefined;
  if (borrowed === undefined) return name;
  return lang === 'ko' ? `${name} (${borrowed} 단가)` : `${name} (price of ${borrowed})`;
}

const NOT_COUNTED: Text = {
  ko: '세지 않은 것: 데이터 처리와 전송, 로드 밸런서의 LCU, EBS 볼륨, 로그. 세금, 할인, 프리 티어도 없습니다.',
  en: 'Not counted: data processing and transfer, LCUs of load balancers, EBS volumes, logs; nor taxes, discounts, the free tier.',
};

function shown(world: World, { lines, usd, unpriced }: HourlyCost): Output {
  if (lines.length === 0 && unpriced.length === 0) {
    return said(world, { ko: '시간당 요금이 붙는 리소스가 없습니다.', en: 'Nothing here is paid by the hour.' });
  }
  const month = money(usd * HOURS_PER_MONTH, 2);
  const total = {
    ko: `합계: 시간당 ${money(usd)} USD, 한 달(${HOURS_PER_MONTH}시간)에 ${month} USD`,
    en: `Total: ${money(usd)} USD an hour, ${month} USD a month of ${HOURS_PER_MONTH} hours`,
  };
  const missing = unpriced.map(({ what, resources }) => {
    const list = resources.join(', ');
    return { ko: `단가를 모르는 것: ${what} (${list})`, en: `No price known: ${what} (${list})` };
  });
  return said(world, ...rows(lines), total, ...addresses(world), ...missing, NOT_COUNTED, datesOf(world, lines));
}

/** Addresses cost no money, and run out: what each subnet with nodes has given away. */
function addresses(world: World): Text[] {
  return subnetsOf(world)
    .filter(({ counts }) => counts.primary > 0)
    .map(({ cidr, counts: { used, warm, prefix, cooling, free }, freePrefixes }) => {
      const [range, spare] = [showCidr(cidr), warm + prefix + cooling];
      return {
        ko: `${range} 서브넷의 주소: 파드가 쓰는 것 ${used}개, 파드를 기다리거나 쉬는 것 ${spare}개, 남은 것 ${free}개(빈 /28 ${freePrefixes}개)`,
        en: `Addresses of subnet ${range}: ${used} used by pods, ${spare} waiting or resting, ${free} free (${freePrefixes} whole /28)`,
      };
    });
}

function rows(lines: readonly CostLine[]): Text[] {
  const cells = (lang: 'ko' | 'en') =>
    table(lines.map((line) => [nameOf(line, lang), `${line.count} × ${line.price.usd}`, `${money(line.usd)} USD`])).split('\n');
  const [ko, en] = [cells('ko'), cells('en')];
  return lines.map((_, index) => ({ ko: ko[index] ?? '', en: en[index] ?? '' }));
}

function datesOf({ region }: World, lines: readonly CostLine[]): Text {
  const dates = lines.map(({ price }) => price.date).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined)
    return { ko: `${region} 리전의 단가표에 맞는 항목이 없습니다.`, en: `The price table has nothing for Region ${region}.` };
  const when = from === to ? from : `${from}~${to}`;
  const span = from === to ? `read on ${from}` : `read between ${from} and ${to}`;
  return {
    ko: `${region} 리전의 온디맨드 정가입니다(확인한 날: ${when}). 출처: cost sources`,
    en: `List prices on demand in ${region}, ${span}. Sources: cost sources`,
  };
}

function sources(world: World, { lines }: HourlyCost): Output {
  if (lines.length === 0) return said(world, datesOf(world, lines));
  const texts = lines.map((line) => {
    const tail = `${line.price.usd} USD, ${line.price.date}, ${line.price.source}`;
    return { ko: `${nameOf(line, 'ko')}: ${tail}`, en: `${nameOf(line, 'en')}: ${tail}` };
  });
  return said(world, ...texts);
}

/** Dollars with so many decimals as a price needs, without its trailing zeros beyond cents. */
function money(usd: number, decimals = 5): string {
  const text = usd.toFixed(decimals);
  return decimals <= 2 ? text : text.replace(/0{1,3}$/, '');
}
