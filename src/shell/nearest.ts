/** "Did you mean": the engine's own, under the name that the shell and the course know. */
export { nearest } from '../engine/nearest.ts';
