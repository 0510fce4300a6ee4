import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../../src/engine/aws/network-interface.ts';
import { objectsOf } from '../../src/engine/store.ts';
import { courseIds } from '../support/course-world.ts';
import { afterLines } from '../support/lines.ts';
import { traceTold } from '../support/trace-told.ts';
import { courseWorld } from '../support/world-of.ts';

const COURSE = courseWorld();
const [NODE0 = ''] = courseIds.instances;
/** Enough pods for node0 to use addresses of its second ENI. */
const CROWDED = afterLines(COURSE, 'kubectl scale deployment webapp --replicas=20', 'wait 1m');
const FROM = 'pod/default/toolbox';

describe('the trace of a pod, at the prompt', () => {
  it('to a pod of its node names two veth pairs and nothing of the VPC', () => {
    const { ko, en } = traceTold(COURSE, FROM, 'ip:192.168.0.41:9376');
    expect(en.match(/veth pair · /g)).toHaveLength(4);
    expect(ko.match(/veth 쌍 · /g)).toHaveLength(4);
    expect(en).not.toMatch(/security group|network ACL|route table/);
    expect(ko).not.toMatch(/보안 그룹|네트워크 ACL|라우팅 테이블/);
  });

  it('to a pod of another node names groups, ACLs and the local route of both subnets', () => {
    const { ko, en } = traceTold(COURSE, FROM, 'ip:192.168.64.7:9376');
    for (const row of ['sgr-00000000000000002 all all 0.0.0.0/0', '100 all all 0.0.0.0/0 allow', '192.168.0.0/16 → local', 'sgr-00000000000000001']) {
      expect(ko).toContain(row);
      expect(en).toContain(row);
    }
    expect(en).not.toContain('AWS-SNAT-CHAIN-0');
  });

  it('out of the VPC names the row of AWS-SNAT-CHAIN-0 that the node prints, and the internet gateway', () => {
    const { ko, en } = traceTold(COURSE, FROM, 'internet');
    for (const text of [ko, en]) expect(text).toContain('nat AWS-SNAT-CHAIN-0: -A AWS-SNAT-CHAIN-0 ! -o vlan+');
    expect(en).toContain('Internet gateway');
    expect(ko).toContain('인터넷 게이트웨이');
  });

  it('of a second ENI names its own table within the VPC', () => {
    const second = interfacesOf(CROWDED, NODE0)[1]?.PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress) ?? [];
    const pod = objectsOf(CROWDED.cluster.Pod).find(({ status: { podIP = '' } }) => second.includes(podIP));
    const { ko, en } = traceTold(CROWDED, `pod/default/${pod?.metadata.name}`, 'ip:192.168.64.7:9376');
    for (const text of [ko, en]) expect(text).toContain(`from ${pod?.status.podIP} lookup 2`);
  });

  it('to a Service names the rows of kube-proxy that the node prints', () => {
    const { ko, en } = traceTold(COURSE, FROM, 'svc/default/frontend:80');
    for (const text of [ko, en]) expect(text).toMatch(/nat KUBE-S(VC|EP)-\w+: -A KUBE-/);
  });
});
