/** The shape of a fault, in a world file and in a check. */
import type { Fault } from '../../engine/lab/kinds.ts';
import { complaint } from '../problem.ts';
import { object, oneOf, refined, string } from '../shape.ts';

export const fault = refined(
  object(
    { fault: oneOf('process-stopped', 'not-ready', 'zone-down') },
    { process: oneOf('kube-proxy', 'aws-node'), node: string(), pod: string(), zone: string() },
  ),
  (read, node, report): Fault | undefined => {
    if (read.fault === 'not-ready' && read.pod !== undefined) return { fault: read.fault, pod: read.pod };
    if (read.fault === 'zone-down' && read.zone !== undefined) return { fault: read.fault, zone: read.zone };
    if (read.fault === 'process-stopped' && read.process !== undefined && read.node !== undefined) {
      return { fault: read.fault, process: read.process, node: read.node };
    }
    report(node.start, INCOMPLETE_FAULT);
    return undefined;
  },
);

const INCOMPLETE_FAULT = complaint(
  { ko: '장애의 대상이 빠졌습니다.', en: 'the fault does not say what it befalls.' },
  {
    ko: 'not-ready에는 pod를, process-stopped에는 process와 node를, zone-down에는 zone을 쓰세요.',
    en: 'Give `pod` for not-ready, `process` and `node` for process-stopped, `zone` for zone-down.',
  },
);
