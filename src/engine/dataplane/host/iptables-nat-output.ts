/** nat OUTPUT of a node: kube-proxy's KUBE-SERVICES for what the host's own processes and host network pods send. */
import { element } from '../element.ts';
import { kernelOf } from './kernel.ts';
import { serviceReasons } from './service-reasons.ts';
import { translateService } from './service-translation.ts';

export const iptablesNatOutput = element({
  name: 'iptables-nat-output',
  title: { ko: 'iptables nat OUTPUT', en: 'iptables nat OUTPUT' },
  reasons: serviceReasons,
  pass: (where, packet) => {
    const kernel = kernelOf(where.world, where.place.of.key);
    return translateService(where, packet, { kernel, element: 'iptables-nat-output' });
  },
});
