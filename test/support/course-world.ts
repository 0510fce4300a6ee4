/** The worked example of the course: two nodes in two subnets, three `webapp` pods behind a NodePort Service. */
import type { WorldParts } from '../../src/engine/world-of.ts';
import { courseAws } from './course-aws.ts';
import { courseCluster } from './course-cluster.ts';
import { courseIds } from './course-facts.ts';

export { courseIds } from './course-facts.ts';

/** The parts of the worked example. */
export function courseParts(): WorldParts {
  return {
    account: courseIds.account,
    region: 'us-west-2',
    seed: 'course',
    now: Date.UTC(2026, 0, 15, 9, 0, 0),
    aws: courseAws(),
    cluster: courseCluster(),
    outside: {
      hosts: [
        { name: 'client', address: '203.0.113.9', listeners: [] },
        { name: 'www.example.com', address: '198.51.100.80', listeners: [{ protocol: 'tcp', port: 80, serves: 'http' }] },
      ],
      names: [{ name: 'www.example.com', addresses: ['198.51.100.80'] }],
    },
  };
}
