/** `kubectl describe pod`, and the pod template of workloads. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go */
import type { Container, ContainerState, ContainerStatus, PodSpec, Probe } from 'kubernetes-types/core/v1.d.ts';
import { humanDuration } from '../../../engine/cluster/duration.ts';
import type { Pod } from '../../../engine/cluster/pod.ts';
import { readTimestamp } from '../../../engine/cluster/timestamp.ts';
import type { World } from '../../../engine/world.ts';
import { eventLines, head, type Line, longTime, multiline } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describePod(world: World, pod: Pod): Line[] {
  const { spec, status = {}, metadata } = pod;
  const node = spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>';
  const leaving = metadata.deletionTimestamp;
  const addresses = (status.podIPs ?? []).map(({ ip }): Line => [1, `IP:\t${ip}`]);
  const owner = (metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace}`],
    [0, `Priority:\t${spec.priority ?? 0}`],
    ...(spec.priorityClassName ? ([[0, `Priority Class Name:\t${spec.priorityClassName}`]] as Line[]) : []),
    ...(spec.serviceAccountName ? ([[0, `Service Account:\t${spec.serviceAccountName}`]] as Line[]) : []),
    [0, `Node:\t${node}`],
    ...(status.startTime ? ([[0, `Start Time:\t${longTime(status.startTime)}`]] as Line[]) : []),
    ...head(pod as unknown as Stored, { namespaced: true }).slice(2),
    leaving === undefined ? [0, `Status:\t${status.phase ?? ''}`] : [0, `Status:\tTerminating (lasts ${lasting(world, leaving)})`],
    ...(leaving === undefined ? [] : ([[0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds}s`]] as Line[])),
    ...(status.reason ? ([[0, `Reason:\t${status.reason}`]] as Line[]) : []),
    ...(status.message ? ([[0, `Message:\t${status.message}`]] as Line[]) : []),
    [0, `IP:\t${status.podIP ?? ''}`],
    ...(addresses.length === 0 ? ([[0, 'IPs:\t<none>']] as Line[]) : ([[0, 'IPs:'], ...addresses] as Line[])),
    ...(owner === undefined ? [] : ([[0, `Controlled By:\t${owner.kind}/${owner.name}`]] as Line[])),
    ...containersLines('Init Containers', spec.initContainers ?? [], status.initContainerStatuses ?? []),
    ...containersLines('Containers', spec.containers, status.containerStatuses ?? []),
    ...readinessGateLines(pod),
    ...conditionLines(pod),
    ...volumeLines(spec),
    [0, `QoS Class:\t${status.qosClass ?? ''}`],
    ...multiline('Node-Selectors', spec.nodeSelector),
    ...tolerationLines(spec),
    ...eventLines(world, pod as unknown as Stored),
  ];
}

function lasting(world: World, deletionTimestamp: string): string {
  return humanDuration(Math.max(0, world.now - (readTimestamp(deletionTimestamp) ?? world.now)));
}

/** The template of a workload, inside its description. */
export function templateLines({
  metadata,
  spec,
}: {
  readonly metadata?: { readonly labels?: { readonly [key: string]: string } };
  readonly spec?: PodSpec;
}): Line[] {
  const labels = multiline('Labels', metadata?.labels).map(([, text]): Line => [1, text]);
  const account = spec?.serviceAccountName;
  return [
    [0, 'Pod Template:'],
    ...labels,
    ...(account ? ([[1, `Service Account:\t${account}`]] as Line[]) : []),
    ...inTemplate(containersLines('Containers', spec?.containers ?? [], null)),
    ...inTemplate(volumeLines(spec ?? { containers: [] })),
    ...multiline('Node-Selectors', spec?.nodeSelector).map(([, text]): Line => [1, text]),
    ...tolerationLines(spec ?? { containers: [] }).map(([, text]): Line => [1, text]),
  ];
}

/** Within a template the title stands one step in, a name half a step more than elsewhere. */
function inTemplate(lines: readonly Line[]): Line[] {
  return lines.map(([depth, text]): Line => (depth === 0 ? [1, text] : depth === 1 ? [1, ` ${text}`] : [depth, text]));
}

/** Without statuses (null) only what is wished for is described. */
function containersLines(title: string, containers: readonly Container[], statuses: readonly ContainerStatus[] | null): Line[] {
  if (containers.length === 0) return [];
  return [
    [0, `${title}:`],
    ...containers.flatMap((container) => containerLines(container, statuses === null ? null : statuses.find(({ name }) => name === container.name))),
  ];
}

function containerLines(container: Container, status: ContainerStatus | null | undefined): Line[] {
  const ports = (container.ports ?? []).map(({ containerPort, protocol, name }) => `${containerPort}/${protocol}${name ? ` (${name})` : ''}`);
  const hosts = (container.ports ?? []).map(({ hostPort, protocol, name }) => `${hostPort ?? 0}/${protocol}${name ? ` (${name})` : ''}`);
  const plural = ports.length > 1 ? 's' : '';
  return [
    [1, `${container.name}:`],
    ...(status ? ([[2, `Container ID:\t${status.containerID ?? ''}`]] as Line[]) : []),
    [2, `Image:\t${container.image ?? ''}`],
    ...(status ? ([[2, `Image ID:\t${status.imageID ?? ''}`]] as Line[]) : []),
    [2, `Port${plural}:\t${ports.join(', ') || '<none>'}`],
    [2, `Host Port${plural}:\t${hosts.join(', ') || '<none>'}`],
    ...wordLines('Command', container.command),
    ...wordLines('Args', container.args),
    ...(status ? statusLines(status) : []),
    ...resourceLines('Limits', container.resources?.limits),
    ...resourceLines('Requests', container.resources?.requests),
    ...probeLine('Liveness', container.livenessProbe),
    ...probeLine('Readiness', container.readinessProbe),
    ...probeLine('Startup', container.startupProbe),
    ...environmentLines(container),
    ...mountLines(container),
  ];
}

function wordLines(title: string, words: readonly string[] | undefined): Line[] {
  if (words === undefined || words.length === 0) return [];
  return [[2, `${title}:`], ...words.flatMap((word) => word.split('\n').map((line): Line => [3, line]))];
}

function statusLines({ state, lastState, ready, restartCount }: ContainerStatus): Line[] {
  return [
    ...stateLines('State', state),
    ...(lastState?.terminated === undefined ? [] : stateLines('Last State', lastState)),
    [2, `Ready:\t${ready ? 'True' : 'False'}`],
    [2, `Restart Count:\t${restartCount ?? 0}`],
  ];
}

function stateLines(title: string, state: ContainerState | undefined): Line[] {
  const { running, waiting, terminated } = state ?? {};
  if (running !== undefined)
    return [
      [2, `${title}:\tRunning`],
      [3, `Started:\t${longTime(running.startedAt)}`],
    ];
  if (terminated !== undefined) {
    return [
      [2, `${title}:\tTerminated`],
      ...(terminated.reason ? ([[3, `Reason:\t${terminated.reason}`]] as Line[]) : []),
      [3, `Exit Code:\t${terminated.exitCode ?? 0}`],
      [3, `Started:\t${longTime(terminated.startedAt)}`],
      [3, `Finished:\t${longTime(terminated.finishedAt)}`],
    ];
  }
  return [[2, `${title}:\tWaiting`], ...(waiting?.reason ? ([[3, `Reason:\t${waiting.reason}`]] as Line[]) : [])];
}

function resourceLines(title: string, amounts: { readonly [name: string]: unknown } | undefined): Line[] {
  const entries = Object.entries(amounts ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? [] : [[2, `${title}:`], ...entries.map(([name, amount]): Line => [3, `${name}:\t${amount}`])];
}

function probeLine(title: string, probe: Probe | undefined): Line[] {
  if (probe === undefined) return [];
  const { httpGet, tcpSocket, exec, grpc } = probe;
  const handler =
    httpGet !== undefined
      ? `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? ''}`
      : tcpSocket !== undefined
        ? `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`
        : exec !== undefined
          ? `exec [${(exec.command ?? []).join(' ')}]`
          : `grpc <pod>:${grpc?.port} ${grpc?.service ?? ''}`;
  const { initialDelaySeconds = 0, timeoutSeconds, periodSeconds, successThreshold, failureThreshold } = probe;
  return [
    [
      2,
      `${title}:\t${handler} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`,
    ],
  ];
}

function environmentLines({ env = [] }: Container): Line[] {
  if (env.length === 0) return [[2, 'Environment:\t<none>']];
  return [
    [2, 'Environment:'],
    ...env.map(({ name, value, valueFrom }): Line => {
      const field = valueFrom?.fieldRef;
      return [3, field === undefined ? `${name}:\t${value ?? ''}` : `${name}:\t (${field.apiVersion}:${field.fieldPath})`];
    }),
  ];
}

function mountLines({ volumeMounts = [] }: Container): Line[] {
  if (volumeMounts.length === 0) return [[2, 'Mounts:\t<none>']];
  const sorted = [...volumeMounts].sort((one, other) => (one.mountPath < other.mountPath ? -1 : 1));
  return [
    [2, 'Mounts:'],
    ...sorted.map(({ mountPath, name, readOnly }): Line => [3, `${mountPath} from ${name} (${readOnly === true ? 'ro' : 'rw'})`]),
  ];
}

function readinessGateLines({ spec, status }: Pod): Line[] {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return [];
  const stateOf = (type: string) => status?.conditions?.find((condition) => condition.type === type)?.status ?? '<none>';
  return [
    [0, 'Readiness Gates:'],
    [1, 'Type\tStatus'],
    ...gates.map(({ conditionType }): Line => [1, `${conditionType}\t${stateOf(conditionType)} `]),
  ];
}

function conditionLines({ status }: Pod): Line[] {
  const conditions = status?.conditions ?? [];
  if (conditions.length === 0) return [];
  return [[0, 'Conditions:'], [1, 'Type\tStatus'], ...conditions.map((condition): Line => [1, `${condition.type}\t${condition.status} `])];
}

function volumeLines({ volumes = [] }: PodSpec): Line[] {
  if (volumes.length === 0) return [[0, 'Volumes:\t<none>']];
  return [[0, 'Volumes:'], ...volumes.flatMap((volume) => [[1, `${volume.name}:`] as Line, ...sourceLines(volume)])];
}

type Volume = NonNullable<PodSpec['volumes']>[number];

function sourceLines({ projected, hostPath, emptyDir, configMap, secret }: Volume): Line[] {
  if (projected !== undefined) {
    return [
      [2, 'Type:\tProjected (a volume that contains injected data from multiple sources)'],
      ...(projected.sources ?? []).flatMap((source): Line[] => {
        if (source.serviceAccountToken !== undefined) return [[2, `TokenExpirationSeconds:\t${source.serviceAccountToken.expirationSeconds}`]];
        if (source.configMap !== undefined)
          return [
            [2, `ConfigMapName:\t${source.configMap.name}`],
            [2, 'Optional:\tfalse'],
          ];
        return source.downwardAPI === undefined ? [] : [[2, 'DownwardAPI:\ttrue']];
      }),
    ];
  }
  if (hostPath !== undefined)
    return [
      [2, 'Type:\tHostPath (bare host directory volume)'],
      [2, `Path:\t${hostPath.path}`],
      [2, `HostPathType:\t${hostPath.type ?? ''}`],
    ];
  if (emptyDir !== undefined)
    return [
      [2, "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)"],
      [2, `Medium:\t${emptyDir.medium ?? ''}`],
      [2, `SizeLimit:\t${emptyDir.sizeLimit ?? '<unset>'}`],
    ];
  if (configMap !== undefined)
    return [
      [2, 'Type:\tConfigMap (a volume populated by a ConfigMap)'],
      [2, `Name:\t${configMap.name}`],
      [2, `Optional:\t${configMap.optional ?? false}`],
    ];
  if (secret !== undefined)
    return [
      [2, 'Type:\tSecret (a volume populated by a Secret)'],
      [2, `SecretName:\t${secret.secretName}`],
      [2, `Optional:\t${secret.optional ?? false}`],
    ];
  return [[2, 'Type:\t<unknown>']];
}

function tolerationLines({ tolerations = [] }: PodSpec): Line[] {
  if (tolerations.length === 0) return [[0, 'Tolerations:\t<none>']];
  const sorted = [...tolerations].sort((one, other) => ((one.key ?? '') < (other.key ?? '') ? -1 : 1));
  return sorted.map(({ key, operator, value, effect, tolerationSeconds }, index): Line => {
    const what = `${key ?? ''}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`;
    const exists = operator === 'Exists' && !value ? (what === '' ? 'op=Exists' : `${what} op=Exists`) : what;
    const lasts = tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`;
    return [0, `${index === 0 ? 'Tolerations:' : ''}\t${exists}${lasts}`];
  });
}
