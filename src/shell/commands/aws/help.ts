/** `aws help`, `aws ec2 help`, `aws ec2 create-subnet help`: a short page; the usage in English, the rest in the lab's words. */
import type { Operation } from '../../../engine/aws/operation.ts';
import type { Shape } from '../../../engine/aws/shape.ts';
import type { Text } from '../../../engine/text.ts';
import type { Note } from '../../output.ts';
import { type Flag, flagsOf } from './flags.ts';
import { type Service, services } from './services.ts';
import { kebab } from './spelling.ts';

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
  return {
    stdout: section('SYNOPSIS', [`aws ${service.name} <subcommand> [parameters]`]) + section('AVAILABLE COMMANDS', [...service.operations.keys()]),
    notes: [...service.operations].map(([name, operation]) => about(name, operation.summary)),
  };
}

/** The page about one operation. */
export function operationPage(operation: Operation): Page {
  const command = kebab(operation.name);
  const flags = flagsOf(operation);
  const lines = flags.filter((flag) => flag.sets !== false).map(synopsisOf);
  return {
    stdout: section('NAME', [command]) + section('SYNOPSIS', [`aws ${operation.service} ${command}`, ...lines.map((line) => `  ${line}`)]),
    notes: [{ mark: 'info', text: operation.summary }],
  };
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
