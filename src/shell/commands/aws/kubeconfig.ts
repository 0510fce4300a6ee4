/** `aws eks update-kubeconfig`: a command of the CLI alone. https://github.com/aws/aws-cli/blob/v2/awscli/customizations/eks/update_kubeconfig.py */

import { kubernetesCluster } from '../../../engine/aws/eks/endpoint.ts';
import { type Operation, operation } from '../../../engine/aws/operation.ts';
import { boolean, idOf, string } from '../../../engine/aws/shape.ts';
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { Note, Output } from '../../output.ts';
import { output } from '../../print.ts';

const PATH = '/root/.kube/config';

/** Its flags, for the command line, help and completion; it is no operation of the API. */
export const updateKubeconfig: Operation = operation({
  service: 'eks',
  name: 'UpdateKubeconfig',
  kind: 'EksCluster',
  writes: false,
  summary: { ko: 'kubectl이 클러스터에 접속하도록 kubeconfig에 항목을 씁니다.', en: 'Writes an entry for a cluster into the kubeconfig of kubectl.' },
  members: { name: { ...idOf('EksCluster'), required: true }, kubeconfig: string, roleArn: string, dryRun: boolean, verbose: boolean, alias: string },
  run: () => ({ output: {} }),
});

type Input = { readonly name: string; readonly kubeconfig?: string; readonly alias?: string };

/** What the command prints. kubectl here needs no kubeconfig, so that nothing is written. */
export function writeKubeconfig(world: World, { name, kubeconfig = PATH, alias }: Input): Output {
  const cluster = objectAt(world.aws.EksCluster, name);
  if (cluster === undefined) {
    const text = `An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: ${name}.`;
    return output(world, { kind: 'refused', stderr: `\n${text}\n`, code: 254 });
  }
  if (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING') {
    return output(world, { kind: 'refused', stderr: `\nCluster status is ${cluster.status}\n`, code: 255 });
  }
  return output(world, { kind: 'read', stdout: `Added new context ${alias ?? cluster.arn} to ${kubeconfig}\n`, notes: otherCluster(world, name) });
}

function otherCluster(world: World, name: string): Note[] {
  const served = kubernetesCluster(world)?.name;
  if (served === undefined || served === name) return [];
  const text = {
    ko: `이 실습의 kubectl은 항상 ${served} 클러스터에 접속합니다. kubeconfig의 컨텍스트는 시뮬레이션하지 않습니다.`,
    en: `kubectl always talks to cluster ${served} here. Contexts of a kubeconfig are not simulated.`,
  };
  return [{ mark: 'not-simulated', text }];
}
