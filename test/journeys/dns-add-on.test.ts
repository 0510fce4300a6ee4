import { expect, it } from 'vitest';
import { nodesOf } from './networks.ts';

// https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html and `aws eks describe-addon-configuration --addon-name coredns`
it('The configuration of add-on coredns says how often and where CoreDNS runs, and what its Corefile is', () => {
  const typist = nodesOf({ topology: 'public', access: 'public' });
  const configured = (verb: string, values: object) =>
    typist.type(
      `aws eks ${verb} --cluster-name demo --addon-name coredns --resolve-conflicts OVERWRITE --configuration-values '${JSON.stringify(values)}'`,
    );
  const deployment = (path: string) => typist.type(`kubectl get deployment coredns -n kube-system -o jsonpath='${path}'`);
  typist.type('kubectl taint nodes --all dedicated=payments:NoSchedule');
  typist.type('kubectl delete pods -n kube-system -l k8s-app=kube-dns');
  expect(deployment('{.status.readyReplicas}')).toBe('');

  configured('create-addon', { tolerations: [{ key: 'dedicated', operator: 'Exists' }], replicaCount: 3 });
  typist.type('wait 5m');
  expect(deployment('{.spec.template.spec.tolerations[*].key}')).toBe('dedicated');
  expect(deployment('{.status.readyReplicas}')).toBe('3');

  configured('update-addon', { nodeSelector: { 'kubernetes.io/os': 'linux' }, corefile: '.:53 { forward . /etc/resolv.conf }' });
  typist.type('wait 5m');
  expect(deployment('{.spec.template.spec.nodeSelector}')).toBe('{"kubernetes.io/os":"linux"}');
  expect(deployment('{.spec.replicas}')).toBe('3');
  expect(typist.type("kubectl get configmap coredns -n kube-system -o jsonpath='{.data.Corefile}'")).toBe('.:53 { forward . /etc/resolv.conf }');
});

it('An add-on that EKS has and the lab has not is not called unknown', () => {
  const typist = nodesOf({ topology: 'public', access: 'public' });
  const { stderr } = typist.tries('aws eks create-addon --cluster-name demo --addon-name eks-pod-identity-agent');
  expect(stderr).toContain('Add-on eks-pod-identity-agent is real, and it is not simulated.');
});
