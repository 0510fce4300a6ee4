/**
 * What kube-apiserver fills into a pod and into the pod template of a workload.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
import type { Container, ContainerPort, PodSpec, PodTemplateSpec, Probe, Toleration } from 'kubernetes-types/core/v1.d.ts';
import { nameSuffix } from '../mint.ts';
import { sha1 } from '../sha1.ts';
import type { Pod } from './pod.ts';

/** The defaults that a pod spec gets in a pod and in a template alike. */
export function podSpecDefaults(spec: PodSpec): PodSpec {
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  return {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...spec,
    // v1 has two names for one field: https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/conversion.go
    ...(account === undefined ? {} : { serviceAccountName: account, serviceAccount: account }),
    containers: (spec.containers ?? []).map(containerDefaults),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(containerDefaults) }),
  };
}

/** The template of a workload with its defaults. */
export function podTemplateDefaults(template: PodTemplateSpec): PodTemplateSpec {
  return { ...template, metadata: template.metadata ?? {}, spec: podSpecDefaults(template.spec ?? { containers: [] }) };
}

/** A pod with its defaults and with what the built-in admission plugins add: service account, tolerations, priority. */
export function podDefaults(pod: Pod): Pod {
  const spec = podSpecDefaults(pod.spec ?? { containers: [] });
  const account = spec.serviceAccountName ?? 'default';
  const admitted: PodSpec = {
    // Priority admission: the global default without any PriorityClass is 0.
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    ...spec,
    enableServiceLinks: spec.enableServiceLinks ?? true,
    serviceAccountName: account,
    serviceAccount: account,
    containers: spec.containers.map((container) => requestDefaults(spec.hostNetwork === true ? hostPortDefaults(container) : container)),
    tolerations: tolerationDefaults(spec.tolerations ?? []),
  };
  return { ...pod, spec: admitted };
}

const API_ACCESS = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The pod with its service account's token mounted, as the ServiceAccount admission plugin does on creation.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/serviceaccount/admission.go
 */
export function mountApiAccess(pod: Pod): Pod {
  const { spec } = pod;
  if (spec.automountServiceAccountToken === false) return pod;
  const mounted = spec.containers.every((container) => container.volumeMounts?.some((mount) => mount.mountPath === API_ACCESS));
  if (mounted) return pod;
  const name = `kube-api-access-${nameSuffix(sha1(`${pod.metadata.uid} token`))}`;
  const mount = { name, mountPath: API_ACCESS, readOnly: true };
  return {
    ...pod,
    spec: {
      ...spec,
      volumes: [...(spec.volumes ?? []), { name, ...API_ACCESS_SOURCE }],
      containers: spec.containers.map((container) => ({ ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] })),
    },
  };
}

const API_ACCESS_SOURCE = {
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

function containerDefaults(container: Container): Container {
  return {
    imagePullPolicy: pullPolicyOf(container.image ?? ''),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    ...(container.ports === undefined ? {} : { ports: container.ports.map(portDefaults) }),
    ...(container.livenessProbe === undefined ? {} : { livenessProbe: probeDefaults(container.livenessProbe) }),
    ...(container.readinessProbe === undefined ? {} : { readinessProbe: probeDefaults(container.readinessProbe) }),
    ...(container.startupProbe === undefined ? {} : { startupProbe: probeDefaults(container.startupProbe) }),
    ...(container.env === undefined ? {} : { env: container.env.map(envDefaults) }),
  };
}

/** `:latest` or no tag at all is pulled always, everything else only when it is not there. */
function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function portDefaults(port: ContainerPort): ContainerPort {
  return { protocol: 'TCP', ...port };
}

function envDefaults(env: NonNullable<Container['env']>[number]): NonNullable<Container['env']>[number] {
  const ref = env.valueFrom?.fieldRef;
  return ref === undefined ? env : { ...env, valueFrom: { ...env.valueFrom, fieldRef: { apiVersion: 'v1', ...ref } } };
}

function probeDefaults(probe: Probe): Probe {
  return {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...probe,
    ...(probe.httpGet === undefined ? {} : { httpGet: { path: '/', scheme: 'HTTP', ...probe.httpGet } }),
  };
}

/** On the host network a container's port is the host's. */
function hostPortDefaults(container: Container): Container {
  if (container.ports === undefined) return container;
  return { ...container, ports: container.ports.map((port) => ({ hostPort: port.containerPort, ...port })) };
}

function requestDefaults(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  if (limits === undefined) return container;
  return { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } };
}

/** DefaultTolerationSeconds admission: five minutes on a node that is not ready or unreachable. */
function tolerationDefaults(tolerations: readonly Toleration[]): Toleration[] {
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) =>
      !tolerations.some((toleration) => (toleration.key === key || !toleration.key) && (toleration.effect === 'NoExecute' || !toleration.effect)),
  );
  return [...tolerations, ...added.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))];
}
