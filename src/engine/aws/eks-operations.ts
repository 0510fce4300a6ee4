/** Operations of Amazon EKS. https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html */
import { keys } from '../persistent-map.ts';
import { objectAt } from '../store.ts';
import { eksCluster } from './eks-cluster.ts';
import { operation } from './operation.ts';
import { refuse } from './refusal.ts';
import { idOf } from './shape.ts';

const describeCluster = operation({
  service: 'eks',
  name: 'DescribeCluster',
  kind: 'EksCluster',
  writes: false,
  summary: { ko: 'EKS 클러스터를 보여 줍니다.', en: 'Shows an EKS cluster.' },
  members: { name: { ...idOf('EksCluster'), required: true } },
  run: ({ world, input: { name } }) => {
    const cluster = objectAt(world.aws.EksCluster, name);
    if (cluster === undefined) return refuse('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404);
    return { output: { cluster: eksCluster.describe.show(cluster, world) } };
  },
});

const listClusters = operation({
  service: 'eks',
  name: 'ListClusters',
  kind: 'EksCluster',
  writes: false,
  summary: { ko: 'EKS 클러스터의 이름을 늘어놓습니다.', en: 'Lists the names of the EKS clusters.' },
  members: {},
  pages: 'clusters',
  run: ({ world }) => ({ output: { clusters: keys(world.aws.EksCluster.entries) } }),
});

export const eksOperations = [describeCluster, listClusters];
