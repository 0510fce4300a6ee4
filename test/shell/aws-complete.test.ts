import { describe, expect, it } from 'vitest';
import { courseIds, NODES, VPC } from '../support/course-facts.ts';
import { completions } from './aws-account.ts';

const texts = (line: string) => completions(line).map((each) => each.text);

describe('completion', () => {
  it('offers services, then operations', () => {
    expect(texts('aws ')).toEqual(expect.arrayContaining(['ec2', 'eks', 'sts']));
    expect(texts('aws ec2 describe-sub')).toContain('describe-subnets');
    expect(texts('aws --output text eks ')).toContain('list-clusters');
  });

  it('offers flags that are not used yet, required ones first', () => {
    expect(texts('aws ec2 create-subnet --')[0]).toBe('--vpc-id');
    expect(texts(`aws ec2 create-subnet --vpc-id ${VPC} --`)).not.toContain('--vpc-id');
    expect(texts('aws ec2 create-subnet ')[0]).toBe('--vpc-id');
    expect(texts('aws ec2 delete-vpc --dry-run --')).not.toContain('--no-dry-run');
  });

  it('offers the ids of the kind that a flag names, with their names', () => {
    expect(completions('aws ec2 delete-subnet --subnet-id ')).toEqual(
      NODES.map((node, index) => {
        const name = `public-${node.zone}`;
        return { text: courseIds.subnets[index], about: { ko: name, en: name } };
      }),
    );
    expect(texts('aws eks describe-cluster --name ')).toEqual(['lab']);
  });

  it('offers filters, and the values that they would find', () => {
    expect(texts('aws ec2 describe-subnets --filters Name=cidr')).toContain('Name=cidr-block,Values=');
    expect(texts('aws ec2 describe-subnets --filters Name=tag:')).toContain('Name=tag:Name,Values=');
    expect(texts('aws ec2 describe-subnets --filters Name=vpc-id,Values=')).toEqual([`Name=vpc-id,Values=${VPC}`]);
    expect(texts('aws ec2 describe-subnets --filters Name=cidr-block,Values=192.168.0.0/19,')).toContain(
      'Name=cidr-block,Values=192.168.0.0/19,192.168.64.0/19',
    );
  });

  it('offers the values of a closed list', () => {
    expect(texts('aws ec2 describe-vpcs --output ')).toContain('table');
    expect(texts('aws ec2 create-network-acl-entry --rule-action ')).toEqual(['allow', 'deny']);
    expect(texts(`aws ec2 describe-vpc-attribute --vpc-id ${VPC} --attribute enableDnsH`)).toEqual(['enableDnsHostnames']);
  });
});
