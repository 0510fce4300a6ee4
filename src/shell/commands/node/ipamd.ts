/** `curl http://localhost:61679/v1/enis` on a node: what ipamd says about its own pool. It listens on the loopback address only. */
import { hostOf } from '../../../engine/hosts/host.ts';
import { introspection } from '../../../engine/hosts/ipamd-introspection.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';

const URL = /^(?:http:\/\/)?(?:localhost|127\.0\.0\.1):(61678|61679)(\/[^\s?]*)?$/;

/** The answer of ipamd, or null when the words are no question to it. */
export function askIpamd(world: World, InstanceId: string, words: readonly string[]): Output | null {
  const asked = words.map((word) => URL.exec(word)).find((found) => found !== null);
  const others = words.filter((word) => !URL.test(word));
  const host = hostOf(world, InstanceId);
  if (asked === undefined || asked === null || host === undefined || others.some((word) => !/^-[sS]+$/.test(word))) return null;
  const [, port, path = '/'] = asked;
  const isMetrics = path === '/metrics';
  const stdout = isMetrics === (port === '61678') ? introspection(world, host, path) : null;
  if (host.ipamd === null || host.ipamdFailure !== undefined) {
    const stderr = `curl: (7) Failed to connect to localhost port ${port} after 0 ms: Couldn't connect to server\n`;
    return output(world, { kind: 'refused', stderr, code: 7 });
  }
  return output(world, { kind: 'read', stdout: stdout ?? '404 page not found\n' });
}
