/** All operations of the AWS APIs that this lab has, by name. */
import { describeOperation } from './describe.ts';
import { internetGateway } from './internet-gateway.ts';
import type { Operation } from './operation.ts';
import { subnet } from './subnet.ts';
import { vpc } from './vpc.ts';

const all: readonly Operation[] = [
  describeOperation(vpc, { ko: 'VPC를 보여 줍니다.', en: 'Shows VPCs.' }),
  describeOperation(subnet, { ko: '서브넷을 보여 줍니다.', en: 'Shows subnets.' }),
  describeOperation(internetGateway, { ko: '인터넷 게이트웨이를 보여 줍니다.', en: 'Shows internet gateways.' }),
];

export const operations: { readonly [name: string]: Operation | undefined } = Object.fromEntries(all.map((each) => [each.name, each]));
