/** `helm`: renders the lab's chart and installs it through kubectl. https://helm.sh/docs/helm/ */
import { dump, load } from 'js-yaml';
import type { World } from '../../../engine/world.ts';
import type { Command, Completion, Invocation } from '../../command.ts';
import type { Note, Output } from '../../output.ts';
import { info, output } from '../../print.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { CHARTS, type Chart, chartOf } from './chart.ts';
import { recordOf, recordsOf, releasesOf, type Stored } from './releases.ts';
import { type Release, type Rendered, rendered } from './rendering.ts';
import { mergedValues, type Values } from './values.ts';

type Call = { readonly call: Invocation; readonly given: Arguments; readonly kubectl: Command };
type Verb = (call: Call) => Output;

const VERBS: Readonly<Record<string, Verb>> = { template, install, upgrade, uninstall, list, ls: list, show, get };

/** The command, with the kubectl that it writes through. */
export function makeHelm(kubectl: Command): Command {
  return {
    name: 'helm',
    summary: { ko: '차트로 매니페스트를 만들고 릴리스를 설치합니다.', en: 'Renders charts and installs releases.' },
    usage: [
      'helm template NAME CHART [-f -] [--set KEY=VALUE]',
      'helm install|upgrade NAME CHART',
      'helm uninstall NAME',
      'helm list',
      'helm show values CHART',
      'helm get values|manifest NAME',
    ],
    examples: ['helm template web ./webapp --set service.type=NodePort', 'helm install web ./webapp', 'helm show values ./webapp'],
    run: (call) => run(call, kubectl),
    complete,
  };
}

function run(call: Invocation, kubectl: Command): Output {
  const [name, ...words] = call.words.map(({ text }) => text);
  const verb = name === undefined ? undefined : VERBS[name];
  if (name === undefined)
    return failed(call.world, 'Usage:\n  helm [command]\n\nAvailable Commands:\n  get, install, list, show, template, uninstall, upgrade\n', []);
  if (verb === undefined) {
    const text = { ko: `시뮬레이션하는 명령: ${Object.keys(VERBS).join(', ')}`, en: `Simulated commands: ${Object.keys(VERBS).join(', ')}.` };
    return failed(call.world, `Error: unknown command "${name}" for "helm"\nRun 'helm --help' for usage.\n`, [{ mark: 'not-simulated', text }]);
  }
  const given = readArguments(words);
  if (given.unknown !== null) return failed(call.world, `Error: unknown flag: ${given.unknown}\n`);
  return verb({ call, given, kubectl });
}

type Prepared = { readonly chart: Chart; readonly values: Values; readonly own: Values; readonly name: string };

/** The chart and the values that the words name, or what helm says instead. */
function prepare({ call, given }: Call, verb: string, before: Stored | null = null): Prepared | Output {
  const [name, path] = given.names;
  if (name === undefined || path === undefined) {
    return failed(
      call.world,
      `Error: "helm ${verb}" requires ${verb === 'upgrade' ? '2 arguments' : 'at least 1 argument'}\n\nUsage:  helm ${verb} [NAME] [CHART] [flags]\n`,
    );
  }
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) || name.length > 53) {
    return failed(
      call.world,
      `Error: ${verb === 'install' ? 'INSTALLATION FAILED: ' : ''}release name "${name}": invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53\n`,
    );
  }
  const chart = chartOf(path);
  if (chart === null)
    return failed(
      call.world,
      `Error: ${path.includes('/') ? `path "${path}" not found` : `non-absolute URLs should be in form of repo_name/path_to_chart, got: ${path}`}\n`,
      [NO_FILES],
    );
  const missing = given.files.find((file) => file !== '-');
  if (missing !== undefined) return failed(call.world, `Error: open ${missing}: no such file or directory\n`, [NO_FILES]);
  const files = [...(before !== null && given.reuseValues ? [before.values] : []), ...given.files.map(() => call.stdin)];
  const values = mergedValues(chart.values, { files, sets: given.sets });
  const own = mergedValues('{}', { files, sets: given.sets });
  if (isError(values)) return failed(call.world, `Error: ${values.error}\n`);
  return { chart, values, own: isError(own) ? {} : own, name };
}

function isError(values: Values | { readonly error: string }): values is { readonly error: string } {
  return typeof values.error === 'string' && Object.keys(values).length === 1;
}

function template(call: Call): Output {
  const prepared = prepare(call, 'template');
  if ('kind' in prepared) return prepared as Output;
  const release = { name: prepared.name, namespace: call.given.namespace ?? 'default', revision: 1 };
  const given = rendered(prepared.chart, prepared.values, release);
  if ('error' in given) return failed(call.call.world, `Error: ${given.error}\n`);
  const wanted = call.given.showOnly;
  const shown = given.manifests.filter(({ path }) => wanted.length === 0 || wanted.includes(path.slice(path.indexOf('/') + 1)));
  if (wanted.length > 0 && shown.length === 0) return failed(call.call.world, `Error: could not find template ${wanted[0]} in chart\n`);
  return output(call.call.world, { kind: 'read', stdout: textOf(shown) });
}

function textOf(manifests: readonly { readonly path: string; readonly text: string }[]): string {
  return manifests.map(({ path, text }) => `---\n# Source: ${path}\n${text}`).join('');
}

function install(call: Call): Output {
  const prepared = prepare(call, 'install');
  if ('kind' in prepared) return prepared as Output;
  const release = { name: prepared.name, namespace: call.given.namespace ?? 'default', revision: 1 };
  const known = releasesOf(call.call.world, release.namespace).some(({ name }) => name === prepared.name);
  if (known) return failed(call.call.world, 'Error: INSTALLATION FAILED: cannot re-use a name that is still in use\n');
  return deployed(call, { prepared, release, failure: 'INSTALLATION FAILED: ', greeting: '' });
}

function upgrade(call: Call): Output {
  const namespace = call.given.namespace ?? 'default';
  const before = releasesOf(call.call.world, namespace).find(({ name }) => name === call.given.names[0]) ?? null;
  const prepared = prepare(call, 'upgrade', before);
  if ('kind' in prepared) return prepared as Output;
  if (before === null && call.given.install) {
    const greeting = `Release "${prepared.name}" does not exist. Installing it now.\n`;
    return deployed(call, { prepared, release: { name: prepared.name, namespace, revision: 1 }, failure: '', greeting });
  }
  if (before === null) return failed(call.call.world, `Error: UPGRADE FAILED: "${prepared.name}" has no deployed releases\n`);
  const release = { name: prepared.name, namespace, revision: before.revision + 1 };
  return deployed(call, {
    prepared,
    release,
    failure: 'UPGRADE FAILED: ',
    greeting: `Release "${prepared.name}" has been upgraded. Happy Helming!\n`,
  });
}

type Deploying = { readonly prepared: Prepared; readonly release: Release; readonly failure: string; readonly greeting: string };

function deployed(call: Call, { prepared, release, failure, greeting }: Deploying): Output {
  const { world } = call.call;
  const given: Rendered = rendered(prepared.chart, prepared.values, release);
  if ('error' in given) return failed(world, `Error: ${failure}${given.error}\n`);
  const { name, namespace, revision } = release;
  const manifest = textOf(given.manifests);
  const { chart } = prepared;
  const told = `${greeting}NAME: ${name}\nLAST DEPLOYED: ${when(world.now)}\nNAMESPACE: ${namespace}\nSTATUS: ${call.given.dryRun ? 'pending-install' : 'deployed'}\nREVISION: ${revision}\nTEST SUITE: None\n`;
  if (call.given.dryRun) return output(world, { kind: 'read', stdout: `${told}HOOKS:\nMANIFEST:\n${manifest}\n` });
  const applied = written(call, ['apply'], { stdin: manifest, namespace, world });
  if (applied.code !== 0) return { ...applied, stdout: '', stderr: `Error: ${failure}${applied.stderr}` };
  const stored = {
    name,
    namespace,
    revision,
    chart: `${chart.name}-${chart.version}`,
    appVersion: chart.appVersion,
    values: dump(prepared.own),
    manifest,
    at: world.now,
  };
  const recorded = written(call, ['apply'], { stdin: JSON.stringify(recordOf(stored)), namespace, world: applied.world });
  return { ...recorded, stdout: told, notes: applied.notes };
}

type Written = { readonly stdin: string; readonly namespace: string; readonly world: World };

function written({ call, kubectl }: Call, verb: readonly string[], { stdin, namespace, world }: Written): Output {
  const words = [...verb, '-f', '-', '-n', namespace].map((text) => ({ text, start: 0, end: 0 }));
  return kubectl.run({ ...call, world, words, stdin });
}

function uninstall(call: Call): Output {
  const [name] = call.given.names;
  const { world } = call.call;
  const namespace = call.given.namespace ?? 'default';
  if (name === undefined)
    return failed(world, 'Error: "helm uninstall" requires at least 1 argument\n\nUsage:  helm uninstall RELEASE_NAME [...] [flags]\n');
  const release = releasesOf(world, namespace).find((known) => known.name === name);
  if (release === undefined) return failed(world, `Error: uninstall: Release not loaded: ${name}: release: not found\n`);
  const removed = written(call, ['delete', '--ignore-not-found', '--wait=false'], { stdin: release.manifest, namespace, world });
  if (removed.code !== 0) return { ...removed, stdout: '' };
  const words = ['delete', 'configmap', ...recordsOf(world, release), '-n', namespace].map((text) => ({ text, start: 0, end: 0 }));
  const forgotten = call.kubectl.run({ ...call.call, world: removed.world, words, stdin: '' });
  return { ...forgotten, stdout: `release "${name}" uninstalled\n` };
}

function list({ call, given }: Call): Output {
  const releases = releasesOf(call.world, given.allNamespaces ? null : (given.namespace ?? 'default'));
  const rows = releases.map(({ name, namespace, revision, at, chart, appVersion }) => {
    const updated = `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`;
    return [name, namespace, String(revision), updated, 'deployed', chart, appVersion];
  });
  const all = [['NAME', 'NAMESPACE', 'REVISION', 'UPDATED', 'STATUS', 'CHART', 'APP VERSION'], ...rows];
  const widths = (all[0] as string[]).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const stdout = all.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('\t')}\n`).join('');
  return output(call.world, { kind: 'read', stdout });
}

function show({ call, given }: Call): Output {
  const [what, path = ''] = given.names;
  const chart = chartOf(path);
  if (chart === null) return failed(call.world, `Error: path "${path}" not found\n`, [NO_FILES]);
  const about = `apiVersion: v2\nappVersion: "${chart.appVersion}"\nname: ${chart.name}\ntype: application\nversion: ${chart.version}\n`;
  const texts: Readonly<Record<string, string>> = { values: chart.values, chart: about, all: `${about}\n---\n${chart.values}` };
  const stdout = what === undefined ? undefined : texts[what];
  if (stdout === undefined) return failed(call.world, `Error: unknown command "${what ?? ''}" for "helm show"\n`);
  return output(call.world, { kind: 'read', stdout: `${stdout}\n` });
}

function get({ call, given }: Call): Output {
  const [what, name = ''] = given.names;
  const release = releasesOf(call.world, given.namespace ?? 'default').find((known) => known.name === name);
  if (release === undefined) return failed(call.world, 'Error: release: not found\n');
  if (what === 'manifest') return output(call.world, { kind: 'read', stdout: `${release.manifest}\n` });
  const set = load(release.values) as Values | null;
  const values = set === null || Object.keys(set).length === 0 ? 'null\n' : dump(set, { sortKeys: true });
  if (what === 'values') return output(call.world, { kind: 'read', stdout: `USER-SUPPLIED VALUES:\n${values}` });
  return failed(call.world, `Error: unknown command "${what ?? ''}" for "helm get"\n`);
}

const NO_FILES: Note = info({
  ko: `이 셸에는 파일이 없습니다. 차트는 ./${CHARTS.join(', ./')} 하나이고, 값은 \`--set\`이나 \`-f - <<EOF\`로 주세요.`,
  en: `This shell has no files. The chart that is there is ./${CHARTS.join(', ./')}; give values with \`--set\` or \`-f - <<EOF\`.`,
});

function failed(world: World, stderr: string, notes: readonly Note[] = []): Output {
  return output(world, { kind: 'refused', stderr, code: 1, notes });
}

/** As Go's time.ANSIC. */
function when(at: number): string {
  const [day, number, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${String(Number(number)).padStart(2)} ${time} ${year}`;
}

function complete({ world, words }: Invocation): readonly Completion[] {
  const plain = (texts: readonly string[]): Completion[] => texts.map((text) => ({ text, about: null }));
  if (words.length <= 1) return plain(Object.keys(VERBS));
  const verb = words[0]?.text;
  if (verb === 'uninstall' || (verb === 'upgrade' && words.length === 2)) return plain(releasesOf(world, null).map(({ name }) => name));
  if (verb === 'show' && words.length === 2) return plain(['values', 'chart', 'all']);
  if (verb === 'get' && words.length === 2) return plain(['values', 'manifest']);
  return plain([...CHARTS.map((name) => `./${name}`), '--set', '-f', '-n']);
}
