/** The words of the planning commands. Values stay texts: each command reads them all before it says what is wrong. */
import type { Command } from 'commander';
import type { Options } from '../call.ts';
import type { CidrGiven } from './cidr.ts';
import type { MaxPodsGiven } from './max-pods.ts';
import type { PlanGiven } from './plan-given.ts';
import type { SubnetCalcGiven } from './subnet-calc.ts';

export type PlanningRequest =
  | { readonly ask: 'max-pods'; readonly given: MaxPodsGiven; readonly options: Options }
  | { readonly ask: 'subnet-calc'; readonly given: SubnetCalcGiven; readonly options: Options }
  | { readonly ask: 'plan'; readonly given: PlanGiven; readonly options: Options }
  | { readonly ask: 'cidr'; readonly given: CidrGiven; readonly options: Options };

type Raw = { readonly [option: string]: unknown };

/** Adds the planning commands to the program. `--json` is `-o json`. */
export function addPlanning(program: Command, ask: (request: PlanningRequest) => void, options: () => Options): void {
  const common = (raw: Raw): Options => (raw.json === true ? { ...options(), output: 'json' } : options());
  program
    .command('max-pods')
    .argument('<types...>')
    .option('--prefix-delegation')
    .option('--custom-networking')
    .option('--max-enis <n>')
    .option('--reserved-enis <n>')
    .option('--cni-version <version>')
    .option('--show-max-allowed')
    .option('--expression <expression>')
    .option('--json')
    .action((types: string[], raw: Raw) => {
      const given = {
        types,
        prefixDelegation: raw.prefixDelegation === true,
        customNetworking: raw.customNetworking === true,
        maxEnis: text(raw.maxEnis),
        reservedEnis: text(raw.reservedEnis),
        cniVersion: text(raw.cniVersion),
        showMaxAllowed: raw.showMaxAllowed === true,
        expression: text(raw.expression),
      };
      ask({ ask: 'max-pods', given, options: common(raw) });
    });
  planned(program.command('subnet-calc'))
    .option('--host-network-ips <n>')
    .action((raw: Raw) => {
      const { file, subnets, types, settings } = plannedOf(raw);
      const given = { file, subnets, types, settings, hostNetworkIps: text(raw.hostNetworkIps) };
      ask({ ask: 'subnet-calc', given, options: common(raw) });
    });
  planned(program.command('plan'))
    .option('--minimum-ip-target <n>')
    .option('--warm-prefix-target <n>')
    .option('--max-eni <n>')
    .option('--prefix-delegation')
    .option('--custom-networking')
    .option('--pod-subnet <cidr>', '', collect, [])
    .action((raw: Raw) => {
      const given = { ...plannedOf(raw), podSubnets: texts(raw.podSubnet), customNetworking: raw.customNetworking === true };
      ask({ ask: 'plan', given, options: common(raw) });
    });
  program
    .command('cidr')
    .argument('<operation>')
    .argument('[words...]')
    .option('--into <prefix>')
    .option('--count <n>')
    .option('--used <cidr>', '', collect, [])
    .option('--json')
    .action((operation: string, words: string[], raw: Raw) => {
      const given = { operation, words, into: text(raw.into), count: text(raw.count), used: texts(raw.used) };
      ask({ ask: 'cidr', given, options: common(raw) });
    });
}

/** The flags that become settings of aws-node, and their names there. */
const SETTINGS: { readonly [option: string]: string } = {
  warmEniTarget: 'WARM_ENI_TARGET',
  warmIpTarget: 'WARM_IP_TARGET',
  minimumIpTarget: 'MINIMUM_IP_TARGET',
  warmPrefixTarget: 'WARM_PREFIX_TARGET',
  maxEni: 'MAX_ENI',
};

/** What `plan` and `subnet-calc` share. */
function planned(command: Command): Command {
  return command
    .option('-f, --file <file>')
    .option('--subnet <cidr>', '', collect, [])
    .option('--type <type:count:pods>', '', collect, [])
    .option('--warm-eni-target <n>')
    .option('--warm-ip-target <n>')
    .option('--json');
}

function plannedOf(raw: Raw) {
  const settings = Object.entries(SETTINGS).flatMap(([option, name]) => {
    const value = text(raw[option]);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (raw.prefixDelegation === true) settings.push(['ENABLE_PREFIX_DELEGATION', 'true']);
  return { file: text(raw.file), subnets: texts(raw.subnet), types: texts(raw.type), settings };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}
