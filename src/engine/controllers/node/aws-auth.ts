/**
 * The ConfigMap `aws-auth`: which IAM roles are whom in the cluster.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#eks-configmap
 */

import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

export const AWS_AUTH = 'kube-system/aws-auth';

export type RoleMapping = { readonly rolearn: string; readonly username: string; readonly groups: readonly string[] };

/** The mappings of `mapRoles`; none at all where the text is not what the authenticator can read. */
export function roleMappings(world: World): readonly RoleMapping[] {
  return readMapRoles(objectAt(world.cluster.ConfigMap, AWS_AUTH)?.data?.mapRoles ?? '') ?? [];
}

/** The mapping that EKS adds for the role of a node group. */
export function nodeMapping(rolearn: string): RoleMapping {
  return { groups: ['system:bootstrappers', 'system:nodes'], rolearn, username: 'system:node:{{EC2PrivateDNSName}}' };
}

/** The mappings as `mapRoles` holds them. */
export function writeMapRoles(mappings: readonly RoleMapping[]): string {
  const lines = mappings.flatMap(({ groups, rolearn, username }) => [
    '- groups:',
    ...groups.map((group) => `  - ${group}`),
    `  rolearn: ${rolearn}`,
    `  username: ${username}`,
  ]);
  return lines.length === 0 ? '[]\n' : `${lines.join('\n')}\n`;
}

type Draft = { rolearn: string; username: string; groups: string[] };

/** The list of mappings that a text holds as YAML, or null where the text is no such list. One mistake voids all of it. */
export function readMapRoles(text: string): readonly RoleMapping[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  if (lines.length === 0 || (lines.length === 1 && lines[0]?.trim() === '[]')) return [];
  const base = indentOf(lines[0] as string);
  const mappings: Draft[] = [];
  let inner: number | null = null;
  let listing = false;
  for (const line of lines) {
    const indent = indentOf(line);
    if (line.includes('\t')) return null;
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (indent === base && item !== undefined) {
      mappings.push({ rolearn: '', username: '', groups: [] });
      inner = line.indexOf(item);
      const listed = member(mappings.at(-1) as Draft, item);
      if (listed === null) return null;
      listing = listed;
      continue;
    }
    const current = mappings.at(-1);
    if (current === undefined || inner === null) return null;
    if (item !== undefined && listing && indent >= inner) {
      current.groups.push(unquoted(item));
      continue;
    }
    if (indent !== inner) return null;
    const listed = member(current, line.trim());
    if (listed === null) return null;
    listing = listed;
  }
  return mappings;
}

/** Takes `key: value` into the mapping; true when a list follows, null when it is no such pair. */
function member(mapping: Draft, text: string): boolean | null {
  const [, key, value = ''] = /^"?([A-Za-z]+)"?:(?:\s+(.*))?$/.exec(text) ?? [];
  if (key === 'groups') {
    const flow = /^\[(.*)\]$/.exec(value.trim())?.[1];
    if (flow !== undefined)
      mapping.groups.push(
        ...flow
          .split(',')
          .map((group) => unquoted(group.trim()))
          .filter(Boolean),
      );
    return flow === undefined && value.trim() === '' ? true : flow === undefined ? null : false;
  }
  if (key === 'rolearn') mapping.rolearn = unquoted(value.trim());
  else if (key === 'username') mapping.username = unquoted(value.trim());
  else if (key === undefined) return null;
  return false;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
