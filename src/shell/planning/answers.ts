/** How each planning word is answered: the models behind them are large, so that whoever only reads what was typed loads none. */
import { answerCidr } from './cidr.ts';
import type { Answered, Given, PlanningWord } from './definition.ts';
import { answerMaxPods } from './max-pods.ts';
import { answerPlan } from './plan.ts';
import { answerSubnetCalc } from './subnet-calc.ts';

const ANSWERS: { readonly [N in PlanningWord['name']]: (given: Given) => Answered } = {
  'max-pods': answerMaxPods,
  'subnet-calc': answerSubnetCalc,
  plan: answerPlan,
  cidr: answerCidr,
};

/** The answer to what was typed, or everything that is wrong with it. */
export function answered({ name }: PlanningWord, given: Given): Answered {
  return ANSWERS[name](given);
}
