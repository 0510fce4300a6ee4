/** What AWS has and this lab does not: said as such, with the nearest thing that there is. */
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Text } from '../../../engine/text.ts';
import { MEMBERS_NOT_SIMULATED } from './not-simulated-members.ts';
import { OPERATIONS_NOT_SIMULATED, SERVICES_NOT_SIMULATED } from './not-simulated-operations.ts';
import type { Service } from './services.ts';
import { kebab } from './spelling.ts';
import { WAITERS_NOT_SIMULATED } from './waiters.ts';

/** Flags that most operations have for scripts. */
const SCRIPT_FLAGS: readonly string[] = ['cli-input-json', 'cli-input-yaml', 'generate-cli-skeleton'];

/** The note for a real service that is not here, or null when there is no such service. */
export function serviceNotSimulated(name: string, known: readonly string[]): Text | null {
  if (!SERVICES_NOT_SIMULATED.includes(name)) return null;
  return {
    ko: `aws ${name} 명령은 실제로 있지만 여기서는 시뮬레이션하지 않습니다. 쓸 수 있는 서비스: ${known.join(', ')}`,
    en: `aws ${name} exists, but is not simulated here. Services to use: ${known.join(', ')}.`,
  };
}

/** The note for a real operation that is not here, or null when there is no such operation. */
export function operationNotSimulated(service: Service, name: string): Text | null {
  if (!OPERATIONS_NOT_SIMULATED[service.name]?.includes(name)) return null;
  const near = nearestByWords(name, [...service.operations.keys()]);
  return {
    ko: `aws ${service.name} ${name} 명령은 실제로 있지만 여기서는 시뮬레이션하지 않습니다. 가장 가까운 명령: aws ${service.name} ${near}`,
    en: `aws ${service.name} ${name} exists, but is not simulated here. The nearest is aws ${service.name} ${near}.`,
  };
}

/** The note for a real waiter that is not here, or null when there is no such waiter. */
export function waiterNotSimulated(service: Service, name: string): Text | null {
  if (!WAITERS_NOT_SIMULATED[service.name]?.includes(name)) return null;
  return {
    ko: `aws ${service.name} wait ${name} 명령은 실제로 있지만 여기서는 시뮬레이션하지 않습니다. 쓸 수 있는 것: aws ${service.name} wait help`,
    en: `aws ${service.name} wait ${name} exists, but is not simulated here. For what is: aws ${service.name} wait help`,
  };
}

/** The flags that the real command has and this one does not act on, without their dashes. */
export function realFlagsLeftOut({ service, name, members }: Operation): readonly string[] {
  return (MEMBERS_NOT_SIMULATED[service]?.[name] ?? []).filter((member) => members[member] === undefined).map(kebab);
}

/** The note for flags of which at least one is real, or null when none is. */
export function flagsNotSimulated(operation: Operation, names: readonly string[]): Text | null {
  const real = [...realFlagsLeftOut(operation), ...SCRIPT_FLAGS];
  const found = names.filter((name) => real.includes(name.replace(/^no-/, '')));
  if (found.length === 0) return null;
  const flags = found.map((name) => `--${name}`).join(', ');
  const command = `aws ${operation.service} ${kebab(operation.name)}`;
  return {
    ko: `${flags} 옵션은 실제로 있지만 여기서는 시뮬레이션하지 않습니다. 쓸 수 있는 옵션: ${command} help`,
    en: `${flags} exists, but is not simulated here. For what is: ${command} help`,
  };
}

/** The name that shares most words: `create-nat-gateway` is near `create-internet-gateway`. */
function nearestByWords(name: string, known: readonly string[]): string {
  const words = (text: string) => text.split('-').map((word) => word.replace(/s$/, ''));
  const wanted = words(name);
  const shared = (candidate: string) => words(candidate).filter((word) => wanted.includes(word)).length;
  return [...known].sort((one, other) => shared(other) - shared(one) || one.length - other.length || (one < other ? -1 : 1))[0] ?? '';
}
