/** The structure of a pod's spec and status (core/v1). What is `kept` is stored and reported as not simulated. */
import { labelSelector, objectMeta } from './metadata-schema.ts';
import {
  boolean,
  integer,
  intOrString,
  kept,
  listBy,
  listOf,
  mapOf,
  object,
  opaque,
  opaqueList,
  quantity,
  type Schema,
  string,
  stringMap,
  time,
} from './schema.ts';

const httpHeader = object('HTTPHeader', { name: string, value: string });

const probe = object('Probe', {
  exec: kept(object('ExecAction', { command: listOf(string) })),
  httpGet: object('HTTPGetAction', { path: string, port: intOrString, host: string, scheme: string, httpHeaders: kept(listOf(httpHeader)) }),
  tcpSocket: object('TCPSocketAction', { port: intOrString, host: string }),
  grpc: kept(object('GRPCAction', { port: integer, service: string })),
  initialDelaySeconds: integer,
  timeoutSeconds: integer,
  periodSeconds: integer,
  successThreshold: integer,
  failureThreshold: integer,
  terminationGracePeriodSeconds: kept(integer),
});

const envVar = object('EnvVar', {
  name: string,
  value: string,
  valueFrom: object('EnvVarSource', {
    fieldRef: object('ObjectFieldSelector', { apiVersion: string, fieldPath: string }),
    resourceFieldRef: opaque,
    configMapKeyRef: opaque,
    secretKeyRef: opaque,
  }),
});

const containerPort = object('ContainerPort', {
  name: string,
  hostPort: kept(integer),
  containerPort: integer,
  protocol: string,
  hostIP: kept(string),
});

const resources = object('ResourceRequirements', { limits: kept(mapOf(quantity)), requests: mapOf(quantity), claims: opaqueList });

/** What runs before a container is told to end; it takes time and nothing else. */
const lifecycle = object('Lifecycle', {
  postStart: opaque,
  preStop: object('LifecycleHandler', {
    exec: object('ExecAction', { command: listOf(string) }),
    sleep: object('SleepAction', { seconds: integer }),
    httpGet: opaque,
    tcpSocket: opaque,
  }),
  stopSignal: kept(string),
});

const volumeMount = object('VolumeMount', {
  name: string,
  readOnly: boolean,
  recursiveReadOnly: kept(string),
  mountPath: string,
  subPath: string,
  mountPropagation: string,
  subPathExpr: string,
});

export const container: Schema = object('Container', {
  name: string,
  image: string,
  command: listOf(string),
  args: listOf(string),
  workingDir: kept(string),
  ports: listBy('containerPort', containerPort),
  envFrom: opaqueList,
  env: listBy('name', envVar),
  resources,
  resizePolicy: opaqueList,
  restartPolicy: kept(string),
  volumeMounts: kept(listBy('mountPath', volumeMount)),
  volumeDevices: opaqueList,
  livenessProbe: kept(probe),
  readinessProbe: probe,
  startupProbe: kept(probe),
  lifecycle,
  terminationMessagePath: string,
  terminationMessagePolicy: string,
  imagePullPolicy: string,
  securityContext: opaque,
  stdin: boolean,
  stdinOnce: boolean,
  tty: boolean,
});

export const toleration = object('Toleration', { key: string, operator: string, value: string, effect: string, tolerationSeconds: integer });

const topologySpreadConstraint = object('TopologySpreadConstraint', {
  maxSkew: integer,
  topologyKey: string,
  whenUnsatisfiable: string,
  labelSelector,
  minDomains: integer,
  nodeAffinityPolicy: string,
  nodeTaintsPolicy: string,
  matchLabelKeys: listOf(string),
});

const nodeRequirement = object('NodeSelectorRequirement', { key: string, operator: string, values: listOf(string) });
const nodeTerm = object('NodeSelectorTerm', { matchExpressions: listOf(nodeRequirement), matchFields: listOf(nodeRequirement) });

const podAffinityTerm = object('PodAffinityTerm', {
  labelSelector,
  namespaces: listOf(string),
  topologyKey: string,
  namespaceSelector: labelSelector,
  matchLabelKeys: kept(listOf(string)),
  mismatchLabelKeys: kept(listOf(string)),
});
const podAffinity = (type: string) =>
  object(type, {
    requiredDuringSchedulingIgnoredDuringExecution: listOf(podAffinityTerm),
    preferredDuringSchedulingIgnoredDuringExecution: kept(listOf(object('WeightedPodAffinityTerm', { weight: integer, podAffinityTerm }))),
  });

const affinity = object('Affinity', {
  nodeAffinity: object('NodeAffinity', {
    requiredDuringSchedulingIgnoredDuringExecution: object('NodeSelector', { nodeSelectorTerms: listOf(nodeTerm) }),
    preferredDuringSchedulingIgnoredDuringExecution: kept(listOf(object('PreferredSchedulingTerm', { weight: integer, preference: nodeTerm }))),
  }),
  podAffinity: podAffinity('PodAffinity'),
  podAntiAffinity: podAffinity('PodAntiAffinity'),
});

export const podSpec: Schema = object('PodSpec', {
  volumes: kept(listBy('name', { is: 'leaf', type: 'Object' })),
  initContainers: kept(listBy('name', container)),
  containers: listBy('name', container),
  ephemeralContainers: kept(listBy('name', container)),
  restartPolicy: string,
  terminationGracePeriodSeconds: integer,
  activeDeadlineSeconds: kept(integer),
  dnsPolicy: string,
  nodeSelector: stringMap,
  serviceAccountName: string,
  serviceAccount: string,
  automountServiceAccountToken: boolean,
  nodeName: string,
  hostNetwork: boolean,
  hostPID: kept(boolean),
  hostIPC: kept(boolean),
  hostUsers: kept(boolean),
  shareProcessNamespace: kept(boolean),
  securityContext: opaque,
  imagePullSecrets: kept(listBy('name', object('LocalObjectReference', { name: string }))),
  hostname: string,
  subdomain: string,
  setHostnameAsFQDN: kept(boolean),
  affinity,
  schedulerName: string,
  tolerations: listOf(toleration),
  hostAliases: kept(listBy('ip', object('HostAlias', { ip: string, hostnames: listOf(string) }))),
  priorityClassName: kept(string),
  priority: kept(integer),
  preemptionPolicy: kept(string),
  dnsConfig: object('PodDNSConfig', {
    nameservers: listOf(string),
    searches: listOf(string),
    options: listOf(object('PodDNSConfigOption', { name: string, value: string })),
  }),
  readinessGates: listOf(object('PodReadinessGate', { conditionType: string })),
  runtimeClassName: kept(string),
  enableServiceLinks: boolean,
  overhead: kept(mapOf(quantity)),
  topologySpreadConstraints: listBy('topologyKey', topologySpreadConstraint),
  os: opaque,
  schedulingGates: kept(listBy('name', object('PodSchedulingGate', { name: string }))),
  resourceClaims: opaqueList,
  resources: kept(resources),
});

export const podTemplate: Schema = object('PodTemplateSpec', { metadata: objectMeta, spec: podSpec });

export const condition = (type: string): Schema =>
  object(type, {
    type: string,
    status: string,
    observedGeneration: integer,
    lastProbeTime: time,
    lastHeartbeatTime: time,
    lastUpdateTime: time,
    lastTransitionTime: time,
    reason: string,
    message: string,
  });

const containerState = object('ContainerState', {
  waiting: object('ContainerStateWaiting', { reason: string, message: string }),
  running: object('ContainerStateRunning', { startedAt: time }),
  terminated: object('ContainerStateTerminated', {
    exitCode: integer,
    signal: integer,
    reason: string,
    message: string,
    startedAt: time,
    finishedAt: time,
    containerID: string,
  }),
});

const containerStatus = object('ContainerStatus', {
  name: string,
  state: containerState,
  lastState: containerState,
  ready: boolean,
  restartCount: integer,
  image: string,
  imageID: string,
  containerID: string,
  started: boolean,
  allocatedResources: opaque,
  resources: opaque,
  volumeMounts: opaqueList,
  user: opaque,
});

export const podStatus: Schema = object('PodStatus', {
  observedGeneration: integer,
  phase: string,
  conditions: listBy('type', condition('PodCondition')),
  message: string,
  reason: string,
  nominatedNodeName: string,
  hostIP: string,
  hostIPs: listBy('ip', object('HostIP', { ip: string })),
  podIP: string,
  podIPs: listBy('ip', object('PodIP', { ip: string })),
  startTime: time,
  initContainerStatuses: listOf(containerStatus),
  containerStatuses: listOf(containerStatus),
  ephemeralContainerStatuses: listOf(containerStatus),
  qosClass: string,
  resize: string,
  resourceClaimStatuses: opaqueList,
});
