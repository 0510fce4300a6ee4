/** `aws help`, `aws ec2 help`, `aws ec2 create-subnet help`: a short page; the usage in English, the rest in the lab's words. */
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Shape } from '../../../engine/aws/shape.ts';
import type { Text } from '../../../engine/text.ts';
import type { Note } from '../../output.ts';
import { type Flag, flagsOf, GLOBAL_FLAGS } from './flags.ts';
import { realFlagsLeftOut } from './not-simulated.ts';
import { OPERATIONS_NOT_SIMULATED } from './not-simulated-operations.ts';
import { type Service, services } from './services.ts';
import { kebab } from './spelling.ts';
import { type NamedWaiter, waitersOf } from './wait.ts';

export type Page = { readonly stdout: string; readonly notes: readonly Note[] };

/** The page about the services. */
export function mainPage(): Page {
  const names = [...services.values()];
  return {
    stdout:
      section('SYNOPSIS', ['aws [options] <command> <subcommand> [parameters]']) +
      section(
        'AVAILABLE SERVICES',
        names.map((each) => each.name),
      ),
    notes: names.map((each) => about(each.name, each.summary)),
  };
}

/** The page about the operations of a service. */
export function servicePage(service: Service): Page {
  const waiters = waitersOf(service);
  return {
    stdout:
      section('SYNOPSIS', [`aws ${service.name} <subcommand> [parameters]`]) +
      section('AVAILABLE COMMANDS', [...service.operations.keys(), ...(waiters.size === 0 ? [] : ['wait'])]),
    notes: [
      ...[...service.operations].map(([name, operation]) => about(name, operation.summary)),
      ...(waiters.size === 0 ? [] : [about('wait', WAIT)]),
      ...notHere(service),
    ],
  };
}

const WAIT: Text = {
  ko: '조건이 만족될 때까지 기다리고, 그만큼 시뮬레이션 시간이 지납니다.',
  en: 'Waits until a condition holds; simulated time passes meanwhile.',
};

function notHere({ name, operations }: Service): Note[] {
  const names = (OPERATIONS_NOT_SIMULATED[name] ?? []).filter((each) => !operations.has(each));
  if (names.length === 0) return [];
  return [
    { mark: 'not-simulated', text: { ko: `시뮬레이션하지 않는 명령: ${names.length}개`, en: `Commands that are not simulated: ${names.length}` } },
  ];
}

/** The page about one operation: what it takes, and what of the real one it does not. */
export function operationPage(operation: Operation): Page {
  const command = kebab(operation.name);
  return {
    stdout: section('NAME', [command]) + usage(operation, `aws ${operation.service} ${command}`),
    notes: [{ mark: 'info', text: operation.summary }, ...leftOut(operation)],
  };
}

/** The page about `aws SERVICE wait`. */
export function waitPage({ name }: Service, waiters: ReadonlyMap<string, NamedWaiter>): Page {
  return {
    stdout: section('SYNOPSIS', [`aws ${name} wait <subcommand> [parameters]`]) + section('AVAILABLE COMMANDS', [...waiters.keys()]),
    notes: [...waiters].map(([typed, waiter]) => about(typed, polling(waiter))),
  };
}

export type WaiterHelp = { readonly name: string; readonly waiter: NamedWaiter; readonly operation: Operation };

/** The page about one waiter. */
export function waiterPage(service: Service, { name, waiter, operation }: WaiterHelp): Page {
  return {
    stdout: section('NAME', [name]) + usage(operation, `aws ${service.name} wait ${name}`),
    notes: [{ mark: 'info', text: polling(waiter) }],
  };
}

function polling({ operation, delay, maxAttempts }: NamedWaiter): Text {
  const command = kebab(operation);
  return {
    ko: `${command} 결과를 ${delay}초마다 확인하고, ${maxAttempts}번 확인해도 끝나지 않으면 종료 코드 255로 끝납니다.`,
    en: `Polls ${command} every ${delay === 1 ? 'second' : `${delay} seconds`} and ends with exit code 255 after ${maxAttempts} checks.`,
  };
}

function usage(operation: Operation, line: string): string {
  const flags = flagsOf(operation).filter((flag) => flag.sets !== false);
  return (
    section('SYNOPSIS', [line, ...flags.map((flag) => `  ${synopsisOf(flag)}`)]) +
    (flags.length === 0 ? '' : section('OPTIONS', flags.flatMap(optionOf))) +
    section('GLOBAL OPTIONS', [
      Object.keys(GLOBAL_FLAGS)
        .map((name) => `--${name}`)
        .join(' '),
    ])
  );
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-help.html */
function optionOf(flag: Flag): string[] {
  const { shape } = flag;
  const name = flag.sets === undefined ? `--${flag.name}` : `--${flag.name} | --${flag.pair}`;
  const item: Shape = shape.type === 'list' ? shape.of : shape;
  const values = item.type === 'string' ? (item.values ?? []) : [];
  return [
    `${name} (${shape.type})${flag.required ? ' [required]' : ''}`,
    ...(values.length === 0 ? [] : [`   Possible values: ${values.join(' ')}`]),
    ...(item.type === 'structure' || item.type === 'map' ? [`   Shorthand Syntax: ${placeholder(shape)}`] : []),
  ];
}

function leftOut(operation: Operation): Note[] {
  const flags = realFlagsLeftOut(operation);
  if (flags.length === 0) return [];
  const list = flags.map((flag) => `--${flag}`).join(' ');
  return [{ mark: 'not-simulated', text: { ko: `시뮬레이션하지 않는 옵션: ${list}`, en: `Options that are not simulated: ${list}` } }];
}

function synopsisOf(flag: Flag): string {
  if (flag.sets !== undefined) return `[--${flag.name} | --${flag.pair}]`;
  const text = `--${flag.name} ${placeholder(flag.shape)}`;
  return flag.required ? text : `[${text}]`;
}

/** `<value>`, or the shorthand of a structure. */
function placeholder(shape: Shape): string {
  if (shape.type === 'list') return shape.of.type === 'structure' ? `${shorthand(shape.of)} ...` : '<value> [<value>...]';
  if (shape.type === 'structure') return shorthand(shape);
  if (shape.type === 'map') return `KeyName1=${inner(shape.of)},KeyName2=${inner(shape.of)}`;
  return shape.type === 'string' && shape.values !== undefined ? shape.values.join('|') : '<value>';
}

function shorthand(shape: Shape): string {
  if (shape.type === 'structure')
    return Object.entries(shape.members)
      .map(([name, part]) => `${name}=${inner(part)}`)
      .join(',');
  return inner(shape);
}

function inner(shape: Shape): string {
  if (shape.type === 'list') return shape.of.type === 'structure' ? `[{${shorthand(shape.of)}},...]` : 'string,string';
  if (shape.type === 'map') return `{KeyName1=${inner(shape.of)},KeyName2=${inner(shape.of)}}`;
  return shape.type === 'structure' ? `{${shorthand(shape)}}` : shape.type;
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `       ${line}\n`).join('')}\n`;
}

function about(name: string, text: Text): Note {
  return { mark: 'info', text: { ko: `${name}: ${text.ko}`, en: `${name}: ${text.en}` } };
}
