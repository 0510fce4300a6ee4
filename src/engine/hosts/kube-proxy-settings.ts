/**
 * The settings that a kube-proxy was started with: its flags, or the file of the ConfigMap `kube-proxy-config`.
 * https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
 */

export type KubeProxySettings = {
  /** iptables where nothing is said; the others are asked for and not simulated. */
  readonly mode: 'iptables' | 'ipvs' | 'nftables';
  /** What it takes for pod addresses; `''` leaves it without a way to tell. */
  readonly clusterCIDR: string;
  readonly masqueradeAll: boolean;
  /** Node addresses that serve NodePorts; empty for all. */
  readonly nodePortAddresses: readonly string[];
  readonly localhostNodePorts: boolean;
};

/** What EKS gives every kube-proxy. https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html */
export const DEFAULT_SETTINGS: KubeProxySettings = {
  mode: 'iptables',
  clusterCIDR: '',
  masqueradeAll: false,
  nodePortAddresses: [],
  localhostNodePorts: true,
};

type Said = Readonly<Record<string, string | readonly string[]>>;

/** The settings of a KubeProxyConfiguration: block YAML as EKS writes it. Members that decide nothing here are passed by. */
export function readConfiguration(text: string): KubeProxySettings {
  const said: Record<string, string | string[]> = {};
  let key = '';
  for (const line of text.split('\n')) {
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item !== null && key !== '') {
      const before = said[key];
      said[key] = [...(Array.isArray(before) ? before : []), bare(item[1] as string)];
    }
    const member = /^\s*([A-Za-z]+):\s*(.*?)\s*$/.exec(line.replace(/\s#.*$/, ''));
    if (item !== null || member === null) continue;
    key = member[1] as string;
    const value = member[2] as string;
    said[key] = value.startsWith('[') ? value.slice(1, -1).split(',').map(bare).filter(Boolean) : bare(value);
  }
  return settingsOf(said);
}

/** The settings of a command line without `--config`: with one, the flags beside it do not count. */
export function readFlags(words: readonly string[]): KubeProxySettings {
  const said: Record<string, string> = {};
  for (const [at, word] of words.entries()) {
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/.exec(word) ?? [];
    const member = name === undefined ? undefined : FLAGS[name];
    if (member === undefined) continue;
    const next = words[at + 1];
    said[member] = value ?? (next === undefined || next.startsWith('--') ? 'true' : next);
  }
  return settingsOf(said);
}

/** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/ */
const FLAGS: Readonly<Record<string, string>> = {
  'proxy-mode': 'mode',
  'cluster-cidr': 'clusterCIDR',
  'masquerade-all': 'masqueradeAll',
  'nodeport-addresses': 'nodePortAddresses',
  'iptables-localhost-nodeports': 'localhostNodePorts',
};

function settingsOf(said: Said): KubeProxySettings {
  const text = (name: string): string => (typeof said[name] === 'string' ? said[name] : '');
  const addresses = said.nodePortAddresses;
  const listed = typeof addresses === 'string' ? addresses.split(',') : (addresses ?? []);
  const mode = text('mode');
  return {
    mode: mode === 'ipvs' || mode === 'nftables' ? mode : 'iptables',
    clusterCIDR: text('clusterCIDR'),
    masqueradeAll: text('masqueradeAll') === 'true',
    nodePortAddresses: listed.map((one) => one.trim()).filter((one) => one !== '' && one !== 'null'),
    localhostNodePorts: text('localhostNodePorts') !== 'false',
  };
}

function bare(text: string): string {
  const value = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  return value === 'null' || value === '~' ? '' : value;
}
