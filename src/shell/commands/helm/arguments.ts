/** The words after `helm VERB`. https://helm.sh/docs/helm/ */

export type Arguments = {
  readonly names: readonly string[];
  readonly namespace: string | null;
  readonly allNamespaces: boolean;
  readonly files: readonly string[];
  readonly sets: readonly string[];
  readonly showOnly: readonly string[];
  readonly install: boolean;
  readonly dryRun: boolean;
  readonly reuseValues: boolean;
  readonly unknown: string | null;
};

const TAKES: Readonly<Record<string, string>> = {
  '-n': 'namespace',
  '--namespace': 'namespace',
  '-f': 'files',
  '--values': 'files',
  '--set': 'sets',
  '--set-string': 'sets',
  '-s': 'showOnly',
  '--show-only': 'showOnly',
  '--timeout': 'ignored',
  '--version': 'ignored',
  '--description': 'ignored',
};
const SWITCHES: Readonly<Record<string, string>> = {
  '-A': 'allNamespaces',
  '--all-namespaces': 'allNamespaces',
  '-i': 'install',
  '--install': 'install',
  '--dry-run': 'dryRun',
  '--reuse-values': 'reuseValues',
  '--wait': 'ignored',
  '--atomic': 'ignored',
  '--debug': 'ignored',
  '--create-namespace': 'ignored',
};

/** The words, sorted out; `unknown` is a flag that helm does not have, or that is not simulated. */
export function readArguments(words: readonly string[]): Arguments {
  const lists: Record<string, string[]> = { names: [], files: [], sets: [], showOnly: [], namespace: [], ignored: [] };
  const on = new Set<string>();
  let unknown: string | null = null;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    const [flag = '', value] = word.startsWith('--') ? (/^([^=]+)=?([\s\S]*)$/.exec(word)?.slice(1) ?? []) : [word];
    const member = TAKES[flag];
    if (member !== undefined) lists[member]?.push(value !== undefined && word.includes('=') ? value : (words[++index] ?? ''));
    else if (SWITCHES[flag] !== undefined) on.add(SWITCHES[flag]);
    else if (word.startsWith('-') && word !== '-') unknown ??= flag;
    else lists.names?.push(word);
  }
  return {
    names: lists.names ?? [],
    namespace: lists.namespace?.at(-1) ?? null,
    files: lists.files ?? [],
    sets: lists.sets ?? [],
    showOnly: lists.showOnly ?? [],
    allNamespaces: on.has('allNamespaces'),
    install: on.has('install'),
    dryRun: on.has('dryRun'),
    reuseValues: on.has('reuseValues'),
    unknown,
  };
}
