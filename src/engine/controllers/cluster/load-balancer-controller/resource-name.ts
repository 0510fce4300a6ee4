/** Names of what the controller makes: readable parts and ten digits of a hash. */
import { sha256 } from '../../../dataplane/host/sha256.ts';

/** `k8s-NAMESPACE-NAME-HASH`: eight characters of each part, seventeen of a lone one, all but letters and digits left out. */
export function resourceName(parts: readonly string[], hashed: readonly string[]): string {
  const length = parts.length === 1 ? 17 : 8;
  const readable = parts.map((part) => part.replace(/[^a-zA-Z0-9]/g, '').slice(0, length));
  return ['k8s', ...readable, hexDigits(hashed.join('')).slice(0, 10)].join('-');
}

/** The SHA-256 of a text in hexadecimal digits. */
export function hexDigits(text: string): string {
  return sha256(text)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
