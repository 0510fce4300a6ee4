import { hourlyCost } from '../../engine/aws/cost/hourly-cost.ts';
import type { Text } from '../../engine/text.ts';
import { dollars } from '../dollars.ts';
import { say } from '../say.ts';
import { number, object } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** What is paid by the hour stays within a budget. What has no price cannot be judged, and does not pass. */
export const costs = define({
  name: 'costs',
  summary: { ko: '시간당 비용이 예산 안에 있다', en: 'What is paid by the hour stays within a budget' },
  args: object({ most: number(0, 1_000_000) }),
  evaluate: ({ most }, { world }) => {
    const { usd, unpriced } = hourlyCost(world);
    const why = unpriced.length === 0 ? null : say(UNPRICED, { what: unpriced.map(({ what }) => what) });
    return judged(passing(usd <= most && unpriced.length === 0), {
      expected: say(MOST, { usd: dollars(most) }),
      actual: say(COST, { usd: dollars(usd) }),
      why,
      help: usd > most ? HOW : null,
    });
  },
});

const MOST: Text = { ko: '시간당 {usd} USD 이하', en: 'at most {usd} USD an hour' };
const COST: Text = { ko: '시간당 {usd} USD', en: '{usd} USD an hour' };
const UNPRICED: Text = { ko: '단가를 모르는 것이 있습니다: {what}.', en: 'No price is known for {what}.' };
const HOW: Text = { ko: '무엇에 얼마가 드는지 `cost`로 보세요.', en: 'See what costs how much with `cost`.' };
