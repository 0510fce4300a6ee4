/** `aws`: the AWS CLI, version 2, over the AWS plane. */
import { callAws } from '../../engine/aws/api.ts';
import type { Operation } from '../../engine/aws/operation.ts';
import type { Origin } from '../../engine/connection.ts';
import type { AwsError, AwsVerb } from '../../engine/verb.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Invocation } from '../command.ts';
import type { Note, Output } from '../output.ts';
import { output } from '../print.ts';
import { type Arguments, checkArguments, isFlag, sortArguments } from './aws/arguments.ts';
import { verbFrom } from './aws/call.ts';
import { callerAt, isSent, pathOf, sent } from './aws/caller.ts';
import { completeAws } from './aws/complete.ts';
import { GLOBAL_FLAGS } from './aws/flags.ts';
import { checkQuery, print } from './aws/format.ts';
import { mainPage, operationPage, type Page, servicePage, waiterPage, waitPage } from './aws/help.ts';
import { updateKubeconfig, writeKubeconfig } from './aws/kubeconfig.ts';
import { flagsNotSimulated, operationNotSimulated, serviceNotSimulated, waiterNotSimulated } from './aws/not-simulated.ts';
import { cutPage } from './aws/paging.ts';
import { type Service, services } from './aws/services.ts';
import { kebab } from './aws/spelling.ts';
import { invalidChoice, isWrong, misused, unsendable, type Wrong } from './aws/usage.ts';
import { waitersOf, waitFor } from './aws/wait.ts';

/** The version whose grammar and outputs these are. */
const VERSION = 'aws-cli/2.27.50 Python/3.13.4 Linux/6.1.0 exe/x86_64\n';

export const aws: Command = {
  name: 'aws',
  summary: {
    ko: 'AWS CLI: VPC, 서브넷, 라우팅 테이블, 보안 그룹, ENI, EKS 클러스터',
    en: 'The AWS CLI: VPCs, subnets, route tables, security groups, interfaces, EKS clusters',
  },
  usage: [
    'aws ec2 describe-KIND [--KIND-ids ID...] [--filters Name=NAME,Values=VALUE...] [--query JMESPATH] [--output json|text|table|yaml]',
    'aws ec2 authorize-security-group-ingress --group-id ID --protocol PROTOCOL --port PORT --cidr CIDR',
    'aws ec2 OPERATION help',
    'aws eks describe-cluster --name NAME',
    'aws SERVICE wait NAME [--FLAG VALUE...]',
  ],
  examples: [
    'aws ec2 describe-subnets --query "Subnets[].[SubnetId,CidrBlock]" --output table',
    'aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNET',
    'aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0',
  ],
  run: runAws,
  complete: completeAws,
};

function runAws({ world, words, origin }: Invocation): Output {
  const typed = words.map((word) => word.text);
  if (typed[0] === '--version') return output(world, { kind: 'read', stdout: VERSION });
  const {
    positional: [serviceName, operationName],
    rest,
  } = sortPositionals(typed);
  if (serviceName === undefined) return wrong(world, misused('the following arguments are required: command'));
  if (serviceName === 'help') return page(world, mainPage());
  const service = services.get(serviceName);
  if (service === undefined) return noService(world, serviceName);
  if (operationName === undefined) return wrong(world, misused('the following arguments are required: operation'));
  if (operationName === 'help') return page(world, servicePage(service));
  if (operationName === 'wait') return runWait({ world, origin }, service, rest);
  const operation = service.operations.get(operationName);
  if (operation === undefined) return noOperation(world, service, operationName);
  if (rest.length === 1 && rest[0] === 'help') return page(world, operationPage(operation));
  return runOperation({ world, origin }, operation, rest);
}

/** The service and the operation, and all other words; global flags may stand before either. */
function sortPositionals(words: readonly string[]): { readonly positional: readonly string[]; readonly rest: readonly string[] } {
  const positional: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (positional.length === 2) rest.push(word);
    else if (!isFlag(word)) positional.push(word);
    else {
      rest.push(word);
      const takesValue = GLOBAL_FLAGS[word.slice(2)]?.value === true && words[at + 1] !== undefined;
      if (takesValue) {
        at += 1;
        rest.push(words[at] as string);
      }
    }
  }
  return { positional, rest };
}

/** Where a line is typed. */
type Where = { readonly world: World; readonly origin: Origin };

/** https://github.com/aws/aws-cli/blob/v2/awscli/customizations/waiters.py */
function runWait({ world, origin }: Where, service: Service, words: readonly string[]): Output {
  const waiters = waitersOf(service);
  const at = words.findIndex((word) => !isFlag(word));
  const name = words[at];
  if (waiters.size === 0) return noOperation(world, service, 'wait');
  if (name === undefined)
    return wrong(world, unsendable(`usage: aws [options] ${service.name} wait <subcommand> [parameters]\naws: error: too few arguments`));
  if (name === 'help') return page(world, waitPage(service, waiters));
  const waiter = waiters.get(name);
  const operation = waiter === undefined ? undefined : service.operations.get(kebab(waiter.operation));
  if (waiter === undefined || operation === undefined) {
    const note = waiterNotSimulated(service, name);
    if (note !== null) return output(world, { kind: 'refused', code: 252, notes: [{ mark: 'not-simulated', text: note }] });
    return wrong(world, invalidChoice('subcommand', name, [...waiters.keys()]));
  }
  const rest = words.filter((_, index) => index !== at);
  if (rest.length === 1 && rest[0] === 'help') return page(world, waiterPage(service, { name, waiter, operation }));
  const call = callFrom(world, operation, rest);
  if ('output' in call) return call.output;
  const asked = sentFrom({ world, origin }, operation, call);
  return isSent(asked) ? waitFor(asked.world, waiter, asked.verb) : asked;
}

type Callable = Spelled | { readonly output: Output };

/** The call that the words spell out, or what the command line says to them. */
function callFrom(world: World, operation: Operation, words: readonly string[]): Callable {
  const sorted = sortArguments(operation, words);
  if (isWrong(sorted)) return { output: wrong(world, sorted) };
  const absent = flagsNotSimulated(operation, sorted.unknown);
  if (absent !== null) return { output: output(world, { kind: 'refused', code: 252, notes: [{ mark: 'not-simulated', text: absent }] }) };
  const unfit = checkArguments(operation, sorted) ?? checkGlobals(world, sorted);
  if (unfit !== null) return { output: wrong(world, unfit) };
  const verb = verbFrom(world, operation, sorted);
  return isWrong(verb) ? { output: wrong(world, verb) } : { verb, sorted };
}

type Spelled = { readonly verb: AwsVerb; readonly sorted: Arguments };

function sentFrom({ world, origin }: Where, { service }: Operation, { verb, sorted }: Spelled): ReturnType<typeof sent> {
  const as = callerAt(world, origin);
  return sent(world, origin, { verb: { ...verb, as }, service, path: pathOf(service, verb.body), url: sorted.globals.get('endpoint-url') });
}

function runOperation(where: Where, operation: Operation, words: readonly string[]): Output {
  const { world } = where;
  const call = callFrom(world, operation, words);
  if ('output' in call) return call.output;
  const { verb, sorted } = call;
  const asked = sentFrom(where, operation, call);
  if (!isSent(asked)) return asked;
  // It asks for the cluster first (DescribeCluster).
  if (operation === updateKubeconfig) return writeKubeconfig(asked.world, verb.body as Parameters<typeof writeKubeconfig>[1]);
  const { connections } = asked;
  const { world: after, answer } = callAws(asked.world, asked.verb, null);
  if (!answer.ok) return { ...refused(asked.world, answer.error as AwsError), connections };
  const cut = cutPage(answer.output, operation.pages, sorted.globals);
  if (isWrong(cut)) return wrong(after, cut);
  const format = sorted.globals.get('output') ?? 'json';
  const printed = print(cut, { operation: operation.name, pages: operation.pages, format, query: sorted.globals.get('query') });
  const kind = operation.writes ? 'write' : 'read';
  return isWrong(printed)
    ? output(after, { kind, stderr: printed.wrong, code: printed.code })
    : output(after, { kind, stdout: printed, connections });
}

/** The flags that every command takes, as far as they can be wrong. */
function checkGlobals(world: World, { globals }: Arguments): Wrong | null {
  const profile = globals.get('profile');
  if (profile !== undefined && profile !== 'default') return unsendable(`The config profile (${profile}) could not be found`, 255);
  const region = globals.get('region');
  if (region !== undefined && region !== world.region) return elsewhere(world, region);
  return checkQuery(globals.get('query'));
}

function elsewhere(world: World, region: string): Wrong {
  const note = {
    ko: `이 실습은 ${world.region} 리전만 시뮬레이션합니다. --region ${region} 없이 다시 입력하세요.`,
    en: `Only the Region ${world.region} is simulated here. Leave out --region ${region}.`,
  };
  return { wrong: '', code: 255, note };
}

function refused(world: World, error: AwsError): Output {
  const text = `An error occurred (${error.code}) when calling the ${error.operation} operation: ${error.message}`;
  return output(world, { kind: 'refused', stderr: `\n${text}\n`, code: 254, notes: dependentsOf(error) });
}

/** The API says only that something depends; the lab says what. */
function dependentsOf({ dependents = [] }: AwsError): Note[] {
  if (dependents.length === 0) return [];
  const ids = dependents.join(', ');
  return [{ mark: 'info', text: { ko: `이 리소스에 의존하는 것: ${ids}`, en: `What depends on it: ${ids}` } }];
}

function noService(world: World, name: string): Output {
  const note = serviceNotSimulated(name, [...services.keys()]);
  if (note !== null) return output(world, { kind: 'refused', code: 252, notes: [{ mark: 'not-simulated', text: note }] });
  return wrong(world, invalidChoice('command', name, [...services.keys()]));
}

function noOperation(world: World, service: Service, name: string): Output {
  const note = operationNotSimulated(service, name);
  if (note !== null) return output(world, { kind: 'refused', code: 252, notes: [{ mark: 'not-simulated', text: note }] });
  return wrong(world, invalidChoice('operation', name, [...service.operations.keys()]));
}

function wrong(world: World, { wrong: stderr, code, note }: Wrong): Output {
  const notes: Note[] = note === undefined ? [] : [{ mark: 'not-simulated', text: note }];
  return output(world, { kind: 'refused', stderr, code, notes });
}

function page(world: World, { stdout, notes }: Page): Output {
  return output(world, { kind: 'read', stdout, notes });
}
