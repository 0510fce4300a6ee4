/** What the screens ask of the engine, of the shell and of attempts: everything here is loaded late, see `engine.ts`. */
export { guidanceOf } from '../course/guide.ts';
export { lineOf } from '../course/mark.ts';
export { makerOf, stepsOf } from '../course/steps.ts';
export { changesSince } from '../engine/change.ts';
export { explainLost, explainStep, failingStepOf, reasonOf, replySummary, summary, titleOf } from '../engine/explain.ts';
export { cellPairs } from '../engine/reach/cell-pairs.ts';
export { sameCell, tableDiff } from '../engine/reach/diff.ts';
export { explainPair } from '../engine/reach/pair.ts';
export { knownTable } from '../engine/reach/table.ts';
export { diffText } from '../shell/reach/diff-text.ts';
export { pairText } from '../shell/reach/pair-text.ts';
export { completeIn, enterIn, openIn } from './attempts.ts';
export { foundIn } from './found.ts';
export { momentOf } from './moment.ts';
export { pictureOf, plannerJob } from './planner-job.ts';
export { whatIf } from './what-if.ts';
