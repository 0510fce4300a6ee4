/**
 * A gateway endpoint: from the subnets whose route tables name it to a service of AWS, without a gateway to the internet.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
import { showAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { atService } from '../place.ts';

const reasons = {
  ENDPOINT_TO_SERVICE: {
    ko: '{vpce} 게이트웨이 엔드포인트가 패킷을 {service} 서비스의 {dst} 주소로 보냈습니다. 인터넷 게이트웨이도 NAT 게이트웨이도 거치지 않습니다.',
    en: 'Gateway endpoint {vpce} sends the packet to {dst} of service {service}, with neither internet gateway nor NAT gateway.',
    concept: 'gateway-endpoint-by-prefix-list',
  },
  ENDPOINT_FROM_SERVICE: {
    ko: '{service} 서비스의 응답이 {vpce} 게이트웨이 엔드포인트로 돌아왔습니다.',
    en: 'The reply of service {service} comes back by gateway endpoint {vpce}.',
    concept: 'gateway-endpoint-by-prefix-list',
  },
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: {
    ko: '{vpce} 게이트웨이 엔드포인트는 TCP와 ICMP 에코만 받습니다. {protocol} 패킷을 버렸습니다.',
    en: 'Gateway endpoint {vpce} takes TCP and ICMP echo only, so the {protocol} packet is dropped.',
    concept: 'gateway-endpoint-by-prefix-list',
  },
};

export const gatewayEndpoint = element({
  name: 'gateway-endpoint',
  title: { ko: '게이트웨이 엔드포인트', en: 'gateway endpoint' },
  reasons,
  pass: ({ world, place }, packet) => {
    const endpoint = objectAt(world.aws.VpcEndpoint, place.of.key);
    if (endpoint === undefined) throw new Error(`Expected endpoint ${place.of.key} to exist`);
    const object = { plane: 'aws', kind: 'VpcEndpoint', key: endpoint.VpcEndpointId } as const;
    const params = {
      vpce: endpoint.VpcEndpointId,
      service: endpoint.ServiceName,
      dst: showAddress(packet.destination),
      protocol: packet.protocol.toUpperCase(),
    };
    if (packet.protocol !== 'tcp' && packet.protocol !== 'icmp') {
      return [{ verdict: 'drop', because: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION', params, object }];
    }
    if (place.name === 'gateway-endpoint-in') return [{ verdict: 'forward', because: 'ENDPOINT_FROM_SERVICE', params, object }];
    return [{ verdict: 'forward', because: 'ENDPOINT_TO_SERVICE', params, object, next: atService(endpoint.VpcEndpointId) }];
  },
});
