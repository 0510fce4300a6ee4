/**
 * The service controller of the AWS cloud controller manager, which takes the Services of type LoadBalancer that no other controller
 * claims. It makes Classic Load Balancers; this lab has none, and says so.
 * https://cloud-provider-aws.sigs.k8s.io/service_controller/
 */
import type { Service } from '../../cluster/service.ts';
import { objectAt } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { recordOnce } from '../event-recorder.ts';
import { user } from '../identities.ts';

const TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';
const ENSURING = { type: 'Normal', reason: 'EnsuringLoadBalancer', message: 'Ensuring load balancer', component: 'service-controller' } as const;

export const cloudLoadBalancer: Controller = {
  name: 'service-controller',
  identity: user('eks:cloud-controller-manager'),
  manager: 'aws-cloud-controller-manager',
  watches: { cluster: { Service: ({ ref }) => [ref.key] } },
  reconcile: (world, key) => {
    const service = objectAt(world.cluster.Service, key);
    if (service === undefined || !isLegacy(service)) return NOTHING;
    return {
      acts: [...recordOnce(world, service, ENSURING), ...notice(world, key, service)],
      because: { ko: `${key} 서비스가 요청한 로드 밸런서 클래스가 없습니다.`, en: `No class of load balancers is asked for by ${key}.` },
    };
  },
};

/** Whether the Service is left to the cloud provider: no class, and no type that names the other controller. */
function isLegacy({ metadata, spec }: Service): boolean {
  if (spec.type !== 'LoadBalancer' || spec.loadBalancerClass !== undefined || metadata.deletionTimestamp !== undefined) return false;
  return !['external', 'nlb-ip'].includes(metadata.annotations?.[TYPE] ?? '');
}

function notice(world: World, name: string, { metadata }: Service): Act[] {
  const key = `legacy-load-balancer/${name}`;
  if (objectAt(world.lab.Notice, key) !== undefined) return [];
  const kind = metadata.annotations?.[TYPE] === 'nlb' ? 'Network Load Balancer' : 'Classic Load Balancer';
  const text: Text = {
    ko: `서비스 ${name}에는 loadBalancerClass가 없어 AWS Load Balancer Controller가 맡지 않습니다. 실제 클러스터라면 클라우드 컨트롤러 매니저가 ${kind}를 만듭니다. 이 실습 환경에는 그 기능이 없어 EXTERNAL-IP가 <pending>으로 남습니다. 클래스는 서비스를 만들 때만 정해지므로, 컨트롤러를 설치한 뒤 서비스를 다시 만들거나 spec.loadBalancerClass: service.k8s.aws/nlb로 새로 만드세요.`,
    en: `Service ${name} has no loadBalancerClass, so the AWS Load Balancer Controller leaves it alone. In a real cluster the cloud controller manager makes a ${kind} for it. That is not simulated here, and EXTERNAL-IP stays <pending>. The class is set at creation only: create the Service anew once the controller is installed, or with spec.loadBalancerClass: service.k8s.aws/nlb.`,
  };
  return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
}
