/** A ClusterConfig as eksctl reads it: strictly. https://github.com/eksctl-io/eksctl/blob/main/pkg/eks/api.go (LoadConfigFromFile) */
import { load, YAMLException } from 'js-yaml';
import { CLUSTER_CONFIG, type Field } from './fields.ts';
import { EksctlError } from './session.ts';

export type NodeGroup = {
  readonly name: string;
  readonly instanceType?: string;
  readonly instanceTypes?: readonly string[];
  readonly desiredCapacity?: number;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly volumeSize?: number;
  readonly privateNetworking?: boolean;
  readonly spot?: boolean;
  readonly amiFamily?: string;
  readonly subnets?: readonly string[];
  readonly availabilityZones?: readonly string[];
  readonly labels?: { readonly [key: string]: string };
  readonly tags?: { readonly [key: string]: string };
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly iam?: { readonly instanceRoleARN?: string; readonly attachPolicyARNs?: readonly string[] };
};

type Subnets = { readonly [name: string]: { readonly id?: string; readonly az?: string; readonly cidr?: string } };

export type ClusterConfig = {
  readonly metadata: {
    readonly name: string;
    readonly region: string;
    readonly version?: string;
    readonly tags?: { readonly [key: string]: string };
  };
  readonly kubernetesNetworkConfig?: { readonly ipFamily?: string; readonly serviceIPv4CIDR?: string };
  readonly iam?: { readonly serviceRoleARN?: string; readonly withOIDC?: boolean };
  readonly addons?: readonly { readonly name?: string; readonly version?: string }[];
  readonly vpc?: {
    readonly id?: string;
    readonly cidr?: string;
    readonly subnets?: { readonly private?: Subnets; readonly public?: Subnets };
    readonly nat?: { readonly gateway?: string };
    readonly clusterEndpoints?: { readonly publicAccess?: boolean; readonly privateAccess?: boolean };
    readonly publicAccessCIDRs?: readonly string[];
  };
  readonly accessConfig?: { readonly authenticationMode?: string; readonly bootstrapClusterCreatorAdminPermissions?: boolean };
  readonly availabilityZones?: readonly string[];
  readonly managedNodeGroups?: readonly NodeGroup[];
};

export type Loaded = {
  readonly config: ClusterConfig /** Fields that are real and that the lab does not act on. */;
  readonly kept: readonly string[];
};

const SCHEME = 'k8s.io/client-go/kubernetes/scheme/register.go:83';

/** The configuration that the text holds, or an error in eksctl's words. `file` is its name as it was given, `-` for standard input. */
export function loadConfig(text: string, file: string): Loaded {
  const wrong = (why: string): EksctlError => new EksctlError(`loading config file "${file}": ${why}`);
  const document = parsed(text, wrong);
  const kept: string[] = [];
  const problem = misfit(document, CLUSTER_CONFIG, { path: '', struct: 'ClusterConfig', kept });
  if (problem !== null) throw wrong(`error unmarshaling JSON: while decoding JSON: json: ${problem}`);
  const { apiVersion, kind, ...config } = document as { readonly apiVersion?: string; readonly kind?: string } & ClusterConfig;
  if (kind === undefined) throw wrong(`Object 'Kind' is missing in '${JSON.stringify(document)}'`);
  if (apiVersion === undefined) throw wrong(`Object 'apiVersion' is missing in '${JSON.stringify(document)}'`);
  if (apiVersion !== 'eksctl.io/v1alpha5' || kind !== 'ClusterConfig') {
    throw wrong(`no kind "${kind}" is registered for version "${apiVersion}" in scheme "${SCHEME}"`);
  }
  checkMetadata(config);
  checkNodeGroups(config.managedNodeGroups ?? []);
  return { config, kept };
}

function parsed(text: string, wrong: (why: string) => EksctlError): unknown {
  try {
    return load(text) ?? {};
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) throw thrown;
    throw wrong(`error converting YAML to JSON: yaml: line ${(thrown.mark?.line ?? 0) + 1}: ${thrown.reason}`);
  }
}

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/ctl/cmdutils/configfile.go (Load) */
function checkMetadata({ metadata }: { readonly metadata?: Partial<ClusterConfig['metadata']> }): void {
  if (metadata === undefined) throw new EksctlError('metadata must be set');
  if (!metadata.name) throw new EksctlError('metadata.name must be set');
  if (!metadata.region) throw new EksctlError('metadata.region must be set');
}

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/validation.go (ValidateClusterConfig) */
function checkNodeGroups(groups: readonly Partial<NodeGroup>[]): void {
  const names = new Set<string>();
  for (const [index, { name }] of groups.entries()) {
    const path = `managedNodeGroups[${index}].name`;
    if (!name) throw new EksctlError(`${path} must be set`);
    if (names.has(name)) throw new EksctlError(`${path} "${name}" is not unique`);
    names.add(name);
  }
}

type Place = { readonly path: string; readonly struct: string; readonly kept: string[] };

/** Go's names of the structures, where a message has them. */
const STRUCTS: { readonly [path: string]: string } = {
  metadata: 'ClusterMeta',
  vpc: 'ClusterVPC',
  iam: 'ClusterIAM',
  managedNodeGroups: 'ManagedNodeGroup',
  addons: 'Addon',
};

/** What encoding/json says of a value that does not fit, or null. */
function misfit(value: unknown, field: Field, place: Place): string | null {
  if (value === null || value === undefined) return null;
  if (field === 'kept') {
    place.kept.push(place.path);
    return null;
  }
  if (typeof field === 'string') return scalar(value, field, place);
  if ('each' in field) {
    if (!Array.isArray(value)) return cannot(value, `[]*v1alpha5.${place.struct}`, place);
    return first(value.map((item) => misfit(item, field.each as Field, { ...place, struct: STRUCTS[place.path] ?? place.struct })));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return cannot(value, `v1alpha5.${place.struct}`, place);
  if ('values' in field) return first(Object.entries(value).map(([name, held]) => misfit(held, field.values as Field, below(place, name))));
  return first(
    Object.entries(value).map(([name, held]) => {
      const known = (field as { readonly [name: string]: Field })[name];
      return known === undefined ? `unknown field "${name}"` : misfit(held, known, below(place, name));
    }),
  );
}

function below({ path, struct, kept }: Place, name: string): Place {
  const deeper = path === '' ? name : `${path}.${name}`;
  return { path: deeper, struct: STRUCTS[path] ?? struct, kept };
}

function scalar(value: unknown, field: 'string' | 'int' | 'bool' | 'strings', place: Place): string | null {
  if (field === 'string') return typeof value === 'string' ? null : cannot(value, 'string', place);
  if (field === 'int') return Number.isInteger(value) ? null : cannot(value, 'int', place);
  if (field === 'bool') return typeof value === 'boolean' ? null : cannot(value, 'bool', place);
  if (!Array.isArray(value)) return cannot(value, '[]string', place);
  return first(value.map((item) => (typeof item === 'string' ? null : cannot(item, 'string', place))));
}

/** https://pkg.go.dev/encoding/json#UnmarshalTypeError */
function cannot(value: unknown, type: string, { path, struct }: Place): string {
  const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return path === ''
    ? `cannot unmarshal ${what} into Go value of type v1alpha5.ClusterConfig`
    : `cannot unmarshal ${what} into Go struct field ${struct}.${path} of type ${type}`;
}

function first(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}
