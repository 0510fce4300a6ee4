/** Images that serve nothing and are there for their programs. */
import type { Image } from './image.ts';

function toolbox(repositories: readonly string[], programs: readonly string[]): Image {
  return { repositories, listens: () => [], programs, endsOnTerm: false };
}

/** https://github.com/nicolaka/netshoot lists what it carries. */
export const netshoot = toolbox(
  ['nicolaka/netshoot'],
  [
    'sh',
    'bash',
    'curl',
    'wget',
    'nslookup',
    'dig',
    'host',
    'ping',
    'ip',
    'nc',
    'traceroute',
    'tcpdump',
    'ss',
    'arp',
    'cat',
    'sleep',
    'hostname',
    'env',
  ],
);

export const curl = toolbox(['curlimages/curl'], ['sh', 'curl', 'nslookup', 'ping', 'wget', 'nc', 'cat', 'sleep', 'hostname', 'env']);

export const dnsutils = toolbox(
  ['e2e-test-images/jessie-dnsutils', 'e2e-test-images/agnhost', 'tutum/dnsutils'],
  ['sh', 'nslookup', 'dig', 'host', 'cat', 'sleep', 'hostname', 'env'],
);

export const busybox = toolbox(
  ['busybox', 'docker/library/busybox'],
  ['sh', 'wget', 'nslookup', 'ping', 'ip', 'arp', 'nc', 'cat', 'sleep', 'hostname', 'env'],
);

export const alpine = toolbox(
  ['alpine', 'docker/library/alpine'],
  ['sh', 'wget', 'nslookup', 'ping', 'ip', 'arp', 'nc', 'cat', 'sleep', 'hostname', 'env'],
);

export const amazonLinux = toolbox(['amazonlinux', 'amazonlinux/amazonlinux'], ['sh', 'bash', 'curl', 'cat', 'sleep', 'hostname', 'env']);
