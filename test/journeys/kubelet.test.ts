import { describe, expect, it } from 'vitest';
import { nodesOf } from './networks.ts';

const GROUP = 'GROUP=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)';
const SELF = '--group-id $GROUP --ip-permissions "IpProtocol=-1,UserIdGroupPairs=[{GroupId=$GROUP}]"';

describe('kubectl exec and logs', () => {
  it('go by the interfaces of the control plane to the kubelet, and name the node that does not let them in', () => {
    const typist = nodesOf({ topology: 'public', access: 'public' });
    typist.type('kubectl run client --image=nicolaka/netshoot -- sleep infinity');
    typist.type('wait 1m');
    typist.type('kubectl exec client -- hostname');
    typist.type(GROUP);
    typist.type(`aws ec2 revoke-security-group-ingress ${SELF}`);
    const node = typist.type("kubectl get pod client -o jsonpath='{.status.hostIP}'");
    for (const line of ['kubectl exec client -- hostname', 'kubectl logs client']) {
      const refused = typist.tries(line);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toBe(`Error from server: error dialing backend: dial tcp ${node}:10250: i/o timeout\n`);
      expect(refused.notes[0]?.text.en).toContain('10250');
      expect(refused.notes[0]?.text.ko).toContain('10250');
    }
    typist.type(`aws ec2 authorize-security-group-ingress ${SELF}`);
    typist.type('kubectl exec client -- hostname');
  });
});
