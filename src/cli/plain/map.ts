/** The network in sentences: what the map shows, for ears and logs. */
import type { Lang, Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { type InstanceNode, type SubnetNode, topologyOf, type VpcNode } from '../../tui/parts/topology-model.ts';
import type { ServiceNode } from '../../tui/parts/topology-services.ts';

/** One sentence per VPC, subnet, node and Service. */
export function mapText(world: World, lang: Lang): string {
  const { vpcs, services } = topologyOf(world);
  const sentences = [
    ...vpcs.flatMap(vpcSentences),
    ...services.map((service): Text => {
      const ports = service.ports.map(portText).join(', ');
      return {
        ko: `${service.key} 서비스는 ${service.type}이고 포트는 ${ports}입니다.`,
        en: `Service ${service.key} is of type ${service.type}; ports: ${ports}.`,
      };
    }),
  ];
  return sentences.length === 0 ? `${NOTHING[lang]}\n` : sentences.map((sentence) => `${sentence[lang]}\n`).join('');
}

function portText({ port, nodePort, targetPort, protocol }: ServiceNode['ports'][number]): string {
  return `${port}/${protocol} (targetPort ${targetPort}${nodePort === null ? '' : `, nodePort ${nodePort}`})`;
}

function vpcSentences(vpc: VpcNode): Text[] {
  const cidrs = vpc.cidrs.join(', ');
  const gateways = vpc.gateways.map(({ name }) => name).join(', ');
  const gateway: Text =
    gateways === ''
      ? { ko: '인터넷 게이트웨이는 없습니다.', en: 'It has no internet gateway.' }
      : { ko: `인터넷 게이트웨이는 ${gateways}입니다.`, en: `Internet gateway: ${gateways}.` };
  return [
    {
      ko: `VPC ${vpc.name}의 대역은 ${cidrs}입니다. ${vpc.account === null ? '' : `소유 계정은 ${vpc.account}입니다. `}${gateway.ko}`,
      en: `VPC ${vpc.name} holds ${cidrs}. ${vpc.account === null ? '' : `Account ${vpc.account} owns it. `}${gateway.en}`,
    },
    ...vpc.subnets.flatMap(subnetSentences),
  ];
}

function subnetSentences(subnet: SubnetNode): Text[] {
  const kind: Text = subnet.gateway === null ? { ko: '프라이빗', en: 'private' } : { ko: '퍼블릭', en: 'public' };
  const head: Text = {
    ko: `${subnet.zone} 가용 영역의 ${subnet.name} 서브넷(${subnet.cidr})은 ${kind.ko}입니다. ${exitText(subnet, 'ko')}`,
    en: `Subnet ${subnet.name} (${subnet.cidr}) in ${subnet.zone} is ${kind.en}. ${exitText(subnet, 'en')}`,
  };
  return [head, ...subnet.nodes.map(nodeSentence), ...subnet.interfaces.map(interfaceSentence)];
}

function exitText({ exits }: SubnetNode, lang: Lang): string {
  if (exits.length === 0) return { ko: '나가는 길이 없습니다.', en: 'No route leads out of it.' }[lang];
  const ways = exits.map(({ destination, name, blackhole }) => `${destination} → ${name}${blackhole ? ' (blackhole)' : ''}`).join(', ');
  return { ko: `라우트: ${ways}.`, en: `Routes: ${ways}.` }[lang];
}

function interfaceSentence({ name, use, primary }: SubnetNode['interfaces'][number]): Text {
  if (use === '') return { ko: `  인터페이스 ${name}(${primary})을 쓰는 것이 없습니다.`, en: `  Nothing uses interface ${name} (${primary}).` };
  return { ko: `  ${use}의 주소는 ${primary}입니다.`, en: `  ${use} has address ${primary}.` };
}

function nodeSentence(node: InstanceNode): Text {
  const groups = node.groups.map(({ name }) => name).join(', ');
  const pods = node.interfaces.flatMap((eni) => eni.pods).map((pod) => `${pod.name} ${pod.address ?? ''}${pod.ready ? '' : ' (NotReady)'}`.trim());
  const open: Text =
    node.publicAddress === null
      ? { ko: '', en: '' }
      : { ko: `, 퍼블릭 IP 주소는 ${node.publicAddress}`, en: `, public IP address ${node.publicAddress}` };
  const list = pods.join(', ');
  const holds: Text =
    pods.length === 0 ? { ko: '파드는 없습니다.', en: 'It runs no pods of its own.' } : { ko: `파드: ${list}`, en: `Pods: ${list}.` };
  return {
    ko: `  ${node.name} 노드의 주소는 ${node.address}${open.ko}이고 보안 그룹은 ${groups}입니다. ${holds.ko}`,
    en: `  Node ${node.name} has address ${node.address}${open.en} and security groups ${groups}. ${holds.en}`,
  };
}

const NOTHING: Text = { ko: '아직 아무것도 없습니다.', en: 'There is nothing yet.' };
