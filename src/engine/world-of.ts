/**
 * Worlds from parts: what a world file, a course, a test or real output of `describe-*` and `kubectl get -o yaml` gives.
 */
import type { Fault } from './lab/kinds.ts';
import type { Outside } from './world.ts';

/** The parts of a world, in the shapes that the real tools print. */
export type WorldParts = {
  readonly account?: string;
  readonly region?: string;
  readonly seed?: string;
  /** Simulated milliseconds since 1970. */
  readonly now?: number;
  /** Lists as the AWS APIs name them: `Vpcs`, `Subnets`, …; EKS clusters under `clusters`. */
  readonly aws?: { readonly [list: string]: readonly object[] };
  /** Kubernetes manifests, with status where a restarted daemon would adopt it. */
  readonly cluster?: readonly object[];
  readonly outside?: Outside;
  readonly faults?: readonly Fault[];
  /** Lines to type once the world stands; carried out by the shell, not here. */
  readonly setup?: readonly string[];
};

/** One thing that is wrong with parts or manifests: where in them, what, and what to do. */
export type Problem = { readonly path: readonly (string | number)[]; readonly what: string; readonly how: string };
