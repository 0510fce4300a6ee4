/** What the worked example of the course is made of: its two nodes, and the ids that tests name. */
export const ACCOUNT = '111122223333';
export const VPC = 'vpc-0a1b2c3d4e5f60718';
export const CLUSTER_GROUP = 'sg-0c1057e4000000001';
export const STARTED = '2026-01-15T08:00:00Z';

/** What is different about each of the two nodes. */
export const NODES = [
  {
    name: 'node0',
    zone: 'us-west-2a',
    zoneId: 'usw2-az1',
    subnet: 'subnet-0aaaaaaaaaaaaaaa0',
    block: '192.168.0.0/19',
    instance: 'i-00000000000000000',
    address: '192.168.0.6',
    publicAddress: '198.51.100.6',
    interfaces: [
      { id: 'eni-000000000000000a0', primary: '192.168.0.6', others: range('192.168.0.', 41, 49) },
      { id: 'eni-000000000000000a1', primary: '192.168.0.70', others: range('192.168.0.', 71, 79) },
    ],
  },
  {
    name: 'node1',
    zone: 'us-west-2b',
    zoneId: 'usw2-az2',
    subnet: 'subnet-0bbbbbbbbbbbbbbb1',
    block: '192.168.64.0/19',
    instance: 'i-00000000000000001',
    address: '192.168.64.8',
    publicAddress: '198.51.100.8',
    interfaces: [
      { id: 'eni-000000000000000b0', primary: '192.168.64.8', others: ['192.168.64.7', ...range('192.168.64.', 9, 16)] },
      { id: 'eni-000000000000000b1', primary: '192.168.64.70', others: range('192.168.64.', 71, 79) },
    ],
  },
] as const;
export type NodeFacts = (typeof NODES)[number];

/** The ids of the worked example, for tests that name them. */
export const courseIds = {
  account: ACCOUNT,
  vpc: VPC,
  clusterGroup: CLUSTER_GROUP,
  nodePortRule: 'sgr-00000000000000003',
  routeTable: 'rtb-0aaaaaaaaaaaaaaaa',
  internetGateway: 'igw-0aaaaaaaaaaaaaaaa',
  acl: 'acl-0aaaaaaaaaaaaaaaa',
  subnets: NODES.map((node) => node.subnet),
  instances: NODES.map((node) => node.instance),
  primaryInterfaces: NODES.map((node) => node.interfaces[0].id),
} as const;

function range(base: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${base}${from + index}`);
}
