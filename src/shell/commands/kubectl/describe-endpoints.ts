/** `kubectl describe` of Endpoints and ServiceAccounts. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go */
import type { Endpoints } from '../../../engine/cluster/endpoints.ts';
import type { ServiceAccount } from '../../../engine/cluster/serviceaccount.ts';
import type { World } from '../../../engine/world.ts';
import { eventLines, head, type Line } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeEndpoints(world: World, endpoints: Endpoints): Line[] {
  return [
    ...head(endpoints as unknown as Stored, { namespaced: true }),
    [0, 'Subsets:'],
    ...(endpoints.subsets ?? []).flatMap(subsetLines),
    ...eventLines(world, endpoints as unknown as Stored),
  ];
}

function subsetLines({ addresses = [], notReadyAddresses = [], ports = [] }: NonNullable<Endpoints['subsets']>[number]): Line[] {
  const list = (of: readonly { readonly ip: string }[]) => of.map(({ ip }) => ip).join(',') || '<none>';
  const portLines: Line[] = [
    [1, 'Ports:'],
    [2, 'Name\tPort\tProtocol'],
    [2, '----\t----\t--------'],
    ...ports.map(({ name, port, protocol }): Line => [2, `${name || '<unset>'}\t${port}\t${protocol ?? ''}`]),
  ];
  return [
    [1, `Addresses:\t${list(addresses)}`],
    [1, `NotReadyAddresses:\t${list(notReadyAddresses)}`],
    ...(ports.length === 0 ? [] : portLines),
    [0, ''],
  ];
}

export function describeServiceAccount(world: World, account: ServiceAccount): Line[] {
  const { imagePullSecrets = [], secrets = [] } = account;
  return [
    ...head(account as unknown as Stored, { namespaced: true }),
    ...secretLines('Image pull secrets:', imagePullSecrets),
    ...secretLines('Mountable secrets: ', secrets),
    ...secretLines('Tokens:            ', []),
    ...eventLines(world, account as unknown as Stored),
  ];
}

/** Secrets do not exist here, so that those which an account names are not found. */
function secretLines(header: string, secrets: readonly { readonly name?: string }[]): Line[] {
  if (secrets.length === 0) return [[0, `${header}\t<none>`]];
  return secrets.map(({ name }, index) => [0, `${index === 0 ? header : ' '.repeat(header.length)}\t${name} (not found)`]);
}
