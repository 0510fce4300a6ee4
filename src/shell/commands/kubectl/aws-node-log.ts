/**
 * What the container of aws-node logs: its entrypoint. ipamd behind it logs into a file of the node.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/aws-vpc-cni/main.go
 */
import type { Pod } from '../../../engine/cluster/pod.ts';
import { timestamp } from '../../../engine/cluster/timestamp.ts';
import { crashLoops } from '../../../engine/controllers/node/kubelet/crash-loop.ts';
import { sandboxOf } from '../../../engine/hosts/host.ts';
import type { World } from '../../../engine/world.ts';
import type { Note } from '../../output.ts';

type Log = { readonly stdout: string; readonly notes: readonly Note[] };

/** The log of the container that runs now, or that ended last; null for every other container. */
export function awsNodeLog(world: World, pod: Pod, container: string): Log | null {
  const { namespace, name } = pod.metadata;
  if (namespace !== 'kube-system' || container !== 'aws-node' || !name.startsWith('aws-node')) return null;
  const found = sandboxOf(world, `${namespace}/${name}`);
  if (found === undefined) return null;
  const { host, sandbox } = found;
  const failure = host.ipamdFailure;
  const startedAt = sandbox.containers.find((process) => process.name === container)?.startedAt ?? world.now;
  const loop = crashLoops(host, pod, { sandbox, now: world.now }).find((one) => one.container === container);
  if (failure?.ends === 'entrypoint') return { stdout: line(loop?.endedAt ?? failure.at, 'error', failure.log), notes: [] };
  const installed = 'Installed /host/opt/cni/bin/aws-cni\nInstalled /host/opt/cni/bin/egress-cni\n';
  const starting = line(startedAt, 'info', 'Starting IPAM daemon... ') + line(startedAt, 'info', 'Checking for IPAM connectivity... ');
  if (failure !== undefined) return { stdout: installed + starting, notes: [ipamdNote(failure.log)] };
  if (host.ipamd === null) return { stdout: installed + starting, notes: [] };
  const done = line(startedAt, 'info', 'Copying config file... ') + line(startedAt, 'info', 'Successfully copied CNI plugin binary and config file.');
  return { stdout: installed + starting + done, notes: [] };
}

/** As logrus writes where no terminal reads. */
function line(at: number, level: string, message: string): string {
  return `time="${timestamp(at)}" level=${level} msg=${JSON.stringify(message)}\n`;
}

function ipamdNote(log: string): Note {
  const file = '/var/log/aws-routed-eni/ipamd.log';
  return {
    mark: 'info',
    text: { ko: `ipamd는 노드의 ${file} 파일에 이유를 남깁니다: ${log}`, en: `ipamd logs why into ${file} on the node: ${log}` },
  };
}
