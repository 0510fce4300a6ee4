import { describe, expect, it } from 'vitest';
import { loopAt } from '../../../src/engine/controllers/node/kubelet/crash-loop.ts';
import { refusedSetting } from '../../../src/engine/hosts/cni-refusal.ts';
import { settingNote } from '../../../src/engine/hosts/cni-setting-note.ts';
import { CNI_VARIABLES } from '../../../src/engine/hosts/cni-variables.ts';
import { runLine } from '../../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../../src/shell/session.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

// https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#cni-configuration-variables
describe('the settings of the VPC CNI', () => {
  it('are each listed once, with an effect in both languages', () => {
    const names = CNI_VARIABLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(CNI_VARIABLES.filter(({ effect }) => effect.ko === '' || effect.en === '')).toEqual([]);
    expect(CNI_VARIABLES.find(({ name }) => name === 'WARM_ENI_TARGET')).toMatchObject({ fallback: '1', simulated: true });
  });

  it('say nothing where they do what they should, or stand as they are when not set', () => {
    expect([settingNote('WARM_IP_TARGET', '5'), settingNote('DISABLE_METRICS', 'false'), settingNote('ENABLE_POD_ENI', 'T')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('that nobody knows, that cannot be read, or that do nothing here are named', () => {
    expect(settingNote('WARM_IP_TARGT', '5')?.en).toContain('Did you mean WARM_IP_TARGET?');
    expect(settingNote('MAX_ENI', 'two')?.en).toContain('cannot be read, so 0 is used');
    expect(settingNote('ENABLE_PREFIX_DELEGATION', 'yes')?.ko).toContain('기본값(false)을 씁니다');
    expect(settingNote('ENABLE_BANDWIDTH_PLUGIN', 'true')?.en).toContain('does not simulate it');
  });

  it.each([
    [{ AWS_VPC_ENI_MTU: '100' }, /^AWS_VPC_ENI_MTU /],
    [{ POD_MTU: '1000', ENABLE_IPv6: 'true' }, /^POD_MTU /],
    [{ AWS_VPC_K8S_CNI_VETHPREFIX: 'eth' }, /reserved values/],
    [{ AWS_VPC_K8S_PLUGIN_LOG_FILE: 'stdout' }, /cannot be set to stdout/],
    [{ ENABLE_POD_ENI: 'true', POD_SECURITY_GROUP_ENFORCING_MODE: 'open' }, /must be set to either 'strict' or 'standard'/],
    [{ IP_COOLDOWN_PERIOD: '-1' }, /MUST be a valid positive integer. -1 is invalid/],
    [{ ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '0' }, /^Setting WARM_PREFIX_TARGET = 0 is not supported/],
  ] as const)('%o are refused by the entrypoint', (env, log) => {
    expect(refusedSetting(env)).toMatch(log);
  });

  it('without a fault start', () => {
    expect(refusedSetting({ AWS_VPC_ENI_MTU: '1500', POD_MTU: '', POD_SECURITY_GROUP_ENFORCING_MODE: 'open' })).toBeNull();
  });
});

// https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff)
describe('a container that ends at once', () => {
  it('is started again at once, then after 10, 20, 40, 80, 160 and 300 seconds', () => {
    const restartsAt = (second: number) => loopAt(0, second * 1000).restarts;
    expect([0, 9, 10, 30, 70, 150, 310, 610, 910].map(restartsAt)).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(loopAt(0, 80_000)).toEqual({ restarts: 4, endedAt: 70_000, backOff: 80_000 });
  });

  it('shows in STATUS, RESTARTS, describe and logs', () => {
    const type = (line: string) => runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line).stdout;
    const world = afterLines(courseWorld(), 'kubectl set env daemonset aws-node -n kube-system AWS_VPC_ENI_MTU=100', 'wait 2m');
    const [row = ''] = type('kubectl get pods -n kube-system')
      .split('\n')
      .filter((line) => line.includes('CrashLoopBackOff'));
    expect(row).toMatch(/^aws-node-\S+ +0\/1 +CrashLoopBackOff +4 \(50s ago\)/);
    const name = row.split(' ')[0] as string;
    expect(type(`kubectl logs -n kube-system ${name}`)).toMatch(/^time="\S+" level=error msg="AWS_VPC_ENI_MTU MUST be a valid integer/);
    const described = type(`kubectl describe pod -n kube-system ${name}`);
    expect(described).toContain('Restart Count:  4');
    expect(described).toMatch(/Warning +BackOff .*Back-off restarting failed container aws-node in pod/);
  });
});
