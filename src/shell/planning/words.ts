/** The planning words. A line here gives a word its place in the lab, on the command line and in the help of both. */
import { cidr } from './cidr.ts';
import type { PlanningWord } from './definition.ts';
import { maxPods } from './max-pods.ts';
import { plan } from './plan.ts';
import { subnetCalc } from './subnet-calc.ts';

export const PLANNING_WORDS: readonly PlanningWord[] = [maxPods, subnetCalc, plan, cidr];
