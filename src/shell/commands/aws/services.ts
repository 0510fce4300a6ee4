/** The services and operations of the command line: `aws SERVICE OPERATION`. */
import type { Operation } from '../../../engine/aws/operation.ts';
import { operations } from '../../../engine/aws/operations.ts';
import type { Text } from '../../../engine/text.ts';
import { updateKubeconfig } from './kubeconfig.ts';
import { kebab } from './spelling.ts';

export type Service = { readonly name: string; readonly summary: Text; readonly operations: ReadonlyMap<string, Operation> };

const SUMMARIES: { readonly [service: string]: Text } = {
  ec2: { ko: 'VPC, 서브넷, 보안 그룹, 인스턴스', en: 'VPCs, subnets, security groups, instances' },
  eks: { ko: 'EKS 클러스터', en: 'EKS clusters' },
  elbv2: { ko: '로드 밸런서, 리스너, 대상 그룹', en: 'load balancers, listeners, target groups' },
  iam: { ko: '역할, 정책, 인스턴스 프로파일', en: 'roles, policies, instance profiles' },
  ram: { ko: '계정 사이의 서브넷 공유', en: 'shares of subnets with other accounts' },
  rds: { ko: '관리형 데이터베이스', en: 'managed databases' },
  route53: { ko: '프라이빗 호스팅 영역', en: 'private hosted zones' },
  route53resolver: { ko: 'Resolver 엔드포인트와 전달 규칙', en: 'resolver endpoints and forwarding rules' },
  'vpc-lattice': { ko: '서비스 네트워크, 서비스, 대상 그룹', en: 'service networks, services, target groups' },
  ssm: { ko: 'AMI의 공개 파라미터', en: 'public parameters of AMIs' },
  sts: { ko: '자격 증명', en: 'credentials' },
};

/** The services that this lab has, by name. */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries(SUMMARIES).map(([name, summary]) => {
    const own = [...Object.values(operations), updateKubeconfig].filter(
      (operation): operation is Operation => operation?.service === name && !operation.internal,
    );
    own.sort((one, other) => (one.name < other.name ? -1 : 1));
    return [name, { name, summary, operations: new Map(own.map((operation) => [kebab(operation.name), operation])) }];
  }),
);
