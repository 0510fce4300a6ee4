/** What the screens ask of the engine, of the shell and of attempts: everything here is loaded late, see `engine.ts`. */
export { guidanceOf } from '../course/guide.ts';
export { changesSince } from '../engine/change.ts';
export { explainLost, explainStep, failingStepOf, reasonOf, replySummary, summary, titleOf } from '../engine/explain.ts';
export { completeIn, enterIn, openIn } from './attempts.ts';
export { pictureOf, plannerJob } from './planner-job.ts';
