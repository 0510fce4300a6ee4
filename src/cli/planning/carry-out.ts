/** The planning commands, each loaded when it is asked for. */
import type { Call, ExitStatus } from '../call.ts';
import type { PlanningRequest } from './arguments.ts';

/** Carries out one of them. */
export async function carryOutPlanning(call: Call, request: PlanningRequest): Promise<ExitStatus> {
  switch (request.ask) {
    case 'max-pods':
      return (await import('./max-pods.ts')).maxPods(call, request.given);
    case 'subnet-calc':
      return (await import('./subnet-calc.ts')).subnetCalc(call, request.given);
    case 'plan':
      return (await import('./plan.ts')).plan(call, request.given);
    case 'cidr':
      return (await import('./cidr.ts')).cidr(call, request.given);
  }
}
