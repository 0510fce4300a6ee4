/** What no real system has: faults that the lab injects, and what the lab has to say. */
import type { Indices } from '../store.ts';
import type { Text } from '../text.ts';

/** A fault that is in force. */
export type Fault =
  /** A process of a node has stopped; what it wrote into the kernel stays. */
  | { readonly fault: 'process-stopped'; readonly process: 'kube-proxy' | 'aws-node'; readonly node: string }
  /** The program of a container answers its readiness probe with a failure. */
  | { readonly fault: 'not-ready'; readonly pod: string }
  /** Nothing gets into the subnets of an Availability Zone any more, and nothing out of them. */
  | { readonly fault: 'zone-down'; readonly zone: string };

/** Something the lab says of its own: a field that is not simulated, a controller that oscillates. */
export type Notice = { readonly text: Text; readonly input: number };

export type LabKinds = { readonly Fault: Fault; readonly Notice: Notice };

export const labKinds: { readonly [K in keyof LabKinds]: { readonly indices: Indices<LabKinds[K]> } } = {
  Fault: { indices: {} },
  Notice: { indices: {} },
};

/** The key of a fault: the same fault twice is one. */
export function faultKey(fault: Fault): string {
  if (fault.fault === 'zone-down') return `zone-down/${fault.zone}`;
  return fault.fault === 'process-stopped' ? `process-stopped/${fault.process}/${fault.node}` : `not-ready/${fault.pod}`;
}
