import { expect, it } from 'vitest';
import { nodesOf } from './networks.ts';

it('what is edited while an add-on still comes up stays edited, and the add-on becomes active', () => {
  const typist = nodesOf({ topology: 'public', access: 'public' });
  typist.type('aws eks create-addon --cluster-name demo --addon-name vpc-cni --resolve-conflicts OVERWRITE');
  typist.type('kubectl set env daemonset aws-node -n kube-system WARM_IP_TARGET=2');
  typist.type('wait 1m');
  expect(typist.type('aws eks describe-addon --cluster-name demo --addon-name vpc-cni --query addon.status --output text')).toBe('ACTIVE');
  const env = typist.type("kubectl get daemonset aws-node -n kube-system -o jsonpath='{.spec.template.spec.containers[0].env}'");
  expect(env).toContain('{"name":"WARM_IP_TARGET","value":"2"}');
});
