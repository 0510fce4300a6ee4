/**
 * The environment variables of the VPC CNI: what each is when it is not set, how its text is read, and whether this lab acts on it.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#cni-configuration-variables
 */
import type { Text } from '../text.ts';

export type CniVariable = {
  readonly name: string;
  /** '' where it is unset. */
  readonly fallback: string;
  /** switch: strconv.ParseBool · number: strconv.Atoi · bytes: a number that the entrypoint checks · text: as it stands · list: split at commas · json. */
  readonly reads: 'switch' | 'number' | 'bytes' | 'text' | 'list' | 'json';
  readonly simulated: boolean;
  readonly effect: Text;
};

type Row = readonly [name: string, fallback: string, reads: CniVariable['reads'], ko: string, en: string];

const SIMULATED: readonly Row[] = [
  [
    'WARM_ENI_TARGET',
    '1',
    'number',
    '통째로 비워 둘 ENI 수. WARM_IP_TARGET이나 MINIMUM_IP_TARGET이 있으면 쓰지 않습니다.',
    'Whole ENIs kept spare. Unused once WARM_IP_TARGET or MINIMUM_IP_TARGET is set.',
  ],
  ['WARM_IP_TARGET', '0', 'number', '비워 둘 주소 수. 0이면 설정하지 않은 것입니다.', 'Addresses kept free. 0 means not set.'],
  [
    'MINIMUM_IP_TARGET',
    '0',
    'number',
    '쓰는 주소까지 합한 주소 수의 하한. 0이면 설정하지 않은 것입니다.',
    'The least number of addresses on a node, those in use included. 0 means not set.',
  ],
  [
    'WARM_PREFIX_TARGET',
    '0',
    'number',
    '비워 둘 /28 접두사 수. 접두사 위임에서만 쓰입니다.',
    'Prefixes (/28) kept free; with prefix delegation only.',
  ],
  [
    'MAX_ENI',
    '0',
    'number',
    '붙일 ENI 수의 상한(기본 ENI 포함). 0 이하면 인스턴스 유형의 한도만 따릅니다.',
    'The most ENIs, the primary one included. 0 or less leaves the limit of the type.',
  ],
  [
    'IP_COOLDOWN_PERIOD',
    '30',
    'bytes',
    '파드가 놓은 주소를 다시 주기 전까지 쉬는 시간(초).',
    'Seconds that an address rests before another pod gets it.',
  ],
  ['ENABLE_PREFIX_DELEGATION', 'false', 'switch', '주소 하나씩이 아니라 /28 접두사를 받습니다.', 'Takes /28 prefixes instead of single addresses.'],
  [
    'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
    'false',
    'switch',
    '추가 ENI의 서브넷과 보안 그룹을 ENIConfig에서 읽습니다.',
    'Takes subnet and security groups of further ENIs from an ENIConfig.',
  ],
  [
    'ENI_CONFIG_LABEL_DEF',
    'k8s.amazonaws.com/eniConfig',
    'text',
    'ENIConfig의 이름을 담은 노드 레이블.',
    'The label of a node that names its ENIConfig.',
  ],
  [
    'ENI_CONFIG_ANNOTATION_DEF',
    'k8s.amazonaws.com/eniConfig',
    'text',
    'ENIConfig의 이름을 담은 노드 어노테이션. 레이블보다 먼저 봅니다.',
    'The annotation of a node that names its ENIConfig; it goes before the label.',
  ],
  [
    'ENABLE_SUBNET_DISCOVERY',
    'true',
    'switch',
    '태그가 붙은 서브넷 가운데 여유가 많은 곳에서 추가 ENI를 만듭니다.',
    'Makes further ENIs in the tagged subnet with the most room.',
  ],
  [
    'CLUSTER_NAME',
    '',
    'text',
    'ENI에 붙는 클러스터 태그. 서브넷의 클러스터 태그와도 견줍니다.',
    'The cluster tag of ENIs, compared with the cluster tags of subnets.',
  ],
  ['ADDITIONAL_ENI_TAGS', '{}', 'json', 'ENI에 더 붙일 태그.', 'More tags for ENIs.'],
  ['MANAGE_UNTAGGED_ENI', 'true', 'switch', 'CNI의 태그가 없는 ENI도 관리합니다.', 'Manages ENIs without the tag of the CNI, too.'],
  [
    'AWS_MANAGE_ENIS_NON_SCHEDULABLE',
    'false',
    'switch',
    '스케줄할 수 없는 노드에서도 ENI를 붙이고 뗍니다.',
    'Attaches and detaches ENIs on nodes that are unschedulable, too.',
  ],
  [
    'ENABLE_IMDS_ONLY_MODE',
    'false',
    'switch',
    'EC2 API를 부르지 않고 인스턴스 메타데이터에 있는 주소만 씁니다.',
    'Uses what instance metadata shows and never calls EC2.',
  ],
  ['DISABLE_NETWORK_RESOURCE_PROVISIONING', 'false', 'switch', 'ENI도 주소도 더 요청하지 않습니다.', 'Never asks for ENIs or addresses.'],
  [
    'ENABLE_IPv4',
    'true',
    'switch',
    '파드에 IPv4 주소를 줍니다. ENABLE_IPv6과 둘 중 하나만 켤 수 있습니다.',
    'Gives pods IPv4 addresses. Exactly one of this and ENABLE_IPv6 is true.',
  ],
  [
    'ENABLE_IPv6',
    'false',
    'switch',
    '파드에 IPv6 주소를 줍니다. 접두사 위임이 켜져 있어야 합니다.',
    'Gives pods IPv6 addresses; needs prefix delegation.',
  ],
  [
    'ENABLE_V4_EGRESS',
    'true',
    'switch',
    'IPv6 클러스터의 파드에 노드 안에서만 쓰는 IPv4 주소를 하나 더 줍니다.',
    "Gives pods of an IPv6 cluster an IPv4 address of the node's own.",
  ],
  [
    'ENABLE_V6_EGRESS',
    'false',
    'switch',
    'IPv4 클러스터의 파드에 노드 안에서만 쓰는 IPv6 주소를 하나 더 줍니다.',
    "Gives pods of an IPv4 cluster an IPv6 address of the node's own.",
  ],
  [
    'ENABLE_POD_ENI',
    'false',
    'switch',
    '파드용 보안 그룹. 트렁크 ENI가 ENI 자리 하나를 씁니다.',
    'Security groups for pods. The trunk ENI takes the place of an ENI.',
  ],
  [
    'POD_SECURITY_GROUP_ENFORCING_MODE',
    'strict',
    'bytes',
    '브랜치 ENI의 파드에 어느 보안 그룹이 적용되는지: strict나 standard.',
    'Whose security groups hold for pods with a branch ENI: strict or standard.',
  ],
  [
    'DISABLE_TCP_EARLY_DEMUX',
    'false',
    'switch',
    '초기화 컨테이너가 커널의 tcp_early_demux를 끕니다.',
    'The init container turns tcp_early_demux of the kernel off.',
  ],
  [
    'AWS_VPC_K8S_CNI_EXTERNALSNAT',
    'false',
    'switch',
    'VPC 밖으로 나가는 파드 트래픽을 노드가 SNAT하지 않습니다.',
    'The node does no SNAT for what pods send out of the VPC.',
  ],
  [
    'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS',
    '',
    'list',
    'SNAT하지 않을 IPv4 대역. 잘못된 항목은 건너뜁니다.',
    'IPv4 blocks without SNAT. Entries that are none are skipped.',
  ],
  [
    'AWS_VPC_K8S_CNI_RANDOMIZESNAT',
    'prng',
    'text',
    'SNAT가 포트를 고르는 방법: prng, hashrandom, none.',
    'How SNAT chooses ports: prng, hashrandom or none.',
  ],
  ['AWS_EXTERNAL_SERVICE_CIDRS', '', 'list', '메인 라우팅 테이블로 보낼 목적지 대역.', 'Destinations that take the main route table.'],
  [
    'AWS_VPC_CNI_NODE_PORT_SUPPORT',
    'true',
    'switch',
    'NodePort 응답이 기본 ENI로 나가게 표시합니다.',
    'Marks connections so that replies of NodePorts leave by the primary ENI.',
  ],
  ['AWS_VPC_K8S_CNI_CONNMARK', '0x80', 'text', '그 표시에 쓰는 마크.', 'The mark that is used for it.'],
  ['AWS_VPC_ENI_MTU', '9001', 'bytes', 'ENI의 MTU(576–9001, IPv6은 1280부터).', 'The MTU of ENIs (576–9001, from 1280 with IPv6).'],
  ['POD_MTU', '', 'bytes', '파드 인터페이스의 MTU. 없으면 AWS_VPC_ENI_MTU를 따릅니다.', 'The MTU of pods; that of ENIs where it is not set.'],
  [
    'AWS_VPC_K8S_CNI_VETHPREFIX',
    'eni',
    'bytes',
    '호스트 쪽 veth 이름의 앞부분. 네 글자까지.',
    'How names of host veths begin; up to four characters.',
  ],
  [
    'NETWORK_POLICY_ENFORCING_MODE',
    'standard',
    'text',
    '정책이 적용되기 전의 새 파드: standard는 모두 허용, strict는 모두 차단.',
    'A new pod before its policies are in place: open with standard, closed with strict.',
  ],
];

const KEPT: readonly Row[] = [
  ['DISABLE_POD_V6', 'false', 'switch', '파드 안에서 IPv6을 끕니다.', 'Turns IPv6 off in pods.'],
  ['ENABLE_MULTI_NIC', 'false', 'switch', '네트워크 카드 0이 아닌 카드의 ENI도 관리합니다.', 'Manages ENIs of network cards other than card 0.'],
  ['DISABLE_LEAKED_ENI_CLEANUP', 'false', 'switch', '남겨진 ENI를 한 시간마다 지우는 일을 끕니다.', 'Turns the hourly clean-up of leaked ENIs off.'],
  [
    'ANNOTATE_POD_IP',
    'false',
    'switch',
    '파드에 vpc.amazonaws.com/pod-ips 어노테이션을 씁니다.',
    'Writes annotation vpc.amazonaws.com/pod-ips on pods.',
  ],
  ['CLUSTER_ENDPOINT', '', 'text', 'kube-proxy를 거치지 않고 API 서버에 접속합니다.', 'Reaches the API server without kube-proxy.'],
  ['ENABLE_BANDWIDTH_PLUGIN', 'false', 'switch', '대역폭 플러그인을 잇습니다.', 'Chains the bandwidth plugin.'],
  ['ENABLE_NFTABLES', 'false', 'switch', 'v1.13.2부터 쓰지 않습니다.', 'Deprecated since v1.13.2.'],
  ['AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER', 'true', 'switch', '더는 아무 일도 하지 않습니다.', 'Does nothing any more.'],
  ['INTROSPECTION_BIND_ADDRESS', '127.0.0.1:61679', 'text', 'ipamd의 상태를 알려 주는 주소.', 'Where ipamd tells its state.'],
  ['DISABLE_INTROSPECTION', 'false', 'switch', '그 주소를 닫습니다.', 'Closes that address.'],
  ['DISABLE_METRICS', 'false', 'switch', '포트 61678의 지표를 끕니다.', 'Turns the metrics at port 61678 off.'],
  ['AWS_VPC_K8S_CNI_LOGLEVEL', 'DEBUG', 'text', 'ipamd가 남기는 로그의 수준.', 'How much ipamd logs.'],
  ['AWS_VPC_K8S_CNI_LOG_FILE', '/host/var/log/aws-routed-eni/ipamd.log', 'text', 'ipamd의 로그 파일.', 'Where ipamd logs.'],
  ['AWS_VPC_K8S_PLUGIN_LOG_LEVEL', 'DEBUG', 'text', '플러그인이 남기는 로그의 수준.', 'How much the plugin logs.'],
  [
    'AWS_VPC_K8S_PLUGIN_LOG_FILE',
    '/var/log/aws-routed-eni/plugin.log',
    'bytes',
    '플러그인의 로그 파일. stdout은 받지 않습니다.',
    'Where the plugin logs. stdout is refused.',
  ],
  [
    'AWS_VPC_K8S_EGRESS_V4_PLUGIN_LOG_FILE',
    '/var/log/aws-routed-eni/egress-v4-plugin.log',
    'text',
    'IPv4 이그레스 플러그인의 로그 파일.',
    'Where the IPv4 egress plugin logs.',
  ],
  [
    'AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE',
    '/var/log/aws-routed-eni/egress-v6-plugin.log',
    'text',
    'IPv6 이그레스 플러그인의 로그 파일.',
    'Where the IPv6 egress plugin logs.',
  ],
  ['HOST_CNI_BIN_PATH', '/host/opt/cni/bin', 'text', '플러그인을 설치하는 노드의 경로.', 'Where on the node the plugin is installed.'],
  ['HOST_CNI_CONFDIR_PATH', '/host/etc/cni/net.d', 'text', '설정을 두는 노드의 경로.', 'Where on the node its configuration stands.'],
  ['AWS_EC2_ENDPOINT', '', 'text', 'EC2 API의 엔드포인트.', 'The endpoint of the EC2 API.'],
  ['VPC_ID', '', 'text', '메타데이터 대신 쓸 VPC의 ID.', 'The id of the VPC, instead of that from metadata.'],
  ['MY_NODE_NAME', '', 'text', '노드의 이름. 매니페스트가 채웁니다.', 'The name of the node; the manifest fills it in.'],
  ['MY_POD_NAME', '', 'text', '파드의 이름. 매니페스트가 채웁니다.', 'The name of the pod; the manifest fills it in.'],
];

/** All variables that the VPC CNI reads. */
export const CNI_VARIABLES: readonly CniVariable[] = [...SIMULATED.map(rowOf(true)), ...KEPT.map(rowOf(false))];

function rowOf(simulated: boolean): (row: Row) => CniVariable {
  return ([name, fallback, reads, ko, en]) => ({ name, fallback, reads, simulated, effect: { ko, en } });
}
