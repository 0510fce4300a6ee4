import { describe, expect, it } from 'vitest';
import { nodesOf } from './networks.ts';

const CLOSED = `kubectl apply -f - <<'END'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
END`;

describe('network policies in a cluster that was typed from nothing', () => {
  it('hold from when the add-on is told to enforce them', () => {
    const typist = nodesOf({ topology: 'public', access: 'public' });
    typist.type('kubectl create deployment web --image=nginx --replicas=2');
    typist.type('kubectl run client --image=nicolaka/netshoot -- sleep infinity');
    typist.type('wait 2m');
    const web = typist.type("kubectl get pods -l app=web -o jsonpath='{.items[0].status.podIP}'");
    typist.type(CLOSED);
    expect(typist.type(`kubectl exec client -- curl -s -m 2 -o /dev/null -w '%{http_code}' http://${web}`)).toContain('200');
    expect(typist.tries('kubectl get policyendpoints').stderr).toContain('No resources found');

    const configured = (verb: string, value: boolean) =>
      `aws eks ${verb} --cluster-name demo --addon-name vpc-cni --resolve-conflicts OVERWRITE --configuration-values '{"enableNetworkPolicy":"${value}"}'`;
    // The cluster has the add-on as one that it manages itself.
    expect(typist.tries(configured('update-addon', true)).stderr).toContain('No addon: vpc-cni found in cluster: demo');
    typist.type(configured('create-addon', true));
    typist.type('aws eks wait addon-active --cluster-name demo --addon-name vpc-cni');
    typist.type('wait 3m');
    expect(typist.type('aws eks describe-addon --cluster-name demo --addon-name vpc-cni --query addon.status --output text')).toBe('ACTIVE');
    expect(typist.type('kubectl get policyendpoints --no-headers')).toMatch(/^closed-/);
    expect(typist.type('kubectl get pods -n kube-system -l k8s-app=aws-node --no-headers')).toMatch(/2\/2\s+Running/);

    const dropped = typist.tries(`kubectl exec client -- curl -s -m 2 http://${web}`);
    expect(dropped.code).toBe(28);
    const said = typist.says(`trace pod/default/client ip:${web}:80`);
    expect(said.en).toContain('default/closed');
    expect(said.ko).toContain('default/closed');

    const update = typist.type(`${configured('update-addon', false)} --query update.id --output text`);
    typist.type('wait 3m');
    const status = `aws eks describe-update --name demo --addon-name vpc-cni --update-id ${update} --query update.status --output text`;
    expect(typist.type(status)).toBe('Successful');
    expect(typist.tries('kubectl get policyendpoints').stderr).toContain('No resources found');
    expect(typist.type(`kubectl exec client -- curl -s -m 2 -o /dev/null -w '%{http_code}' http://${web}`)).toContain('200');
  });
});
