/** Flags that several verbs share. */
import type { FlagSpec } from './flags.ts';

export const namespaceFlag: FlagSpec = {
  name: 'namespace',
  short: 'n',
  takes: 'text',
  about: 'If present, the namespace scope for this CLI request',
  fallback: "''",
};
export const allNamespaces: FlagSpec = {
  name: 'all-namespaces',
  short: 'A',
  takes: 'nothing',
  about: 'If present, list the requested object(s) across all namespaces.',
  fallback: 'false',
};
export const selectorFlag: FlagSpec = {
  name: 'selector',
  short: 'l',
  takes: 'text',
  about: "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
  fallback: "''",
};
export const fieldSelector: FlagSpec = {
  name: 'field-selector',
  takes: 'text',
  about: "Selector (field query) to filter on, supports '=', '==', and '!='.",
  fallback: "''",
};
export const filenameFlag: FlagSpec = {
  name: 'filename',
  short: 'f',
  takes: 'list',
  about: 'The files that contain the configurations to apply.',
  fallback: '[]',
};
export const outputFlag: FlagSpec = {
  name: 'output',
  short: 'o',
  takes: 'text',
  about: 'Output format. One of: (json, yaml, name, wide, jsonpath, custom-columns).',
  fallback: "''",
};
export const dryRun: FlagSpec = {
  name: 'dry-run',
  takes: 'optional',
  about: 'Must be "none", "server", or "client".',
  fallback: "'none'",
};
export const overwrite: FlagSpec = { name: 'overwrite', takes: 'nothing', about: 'If true, allow labels to be overwritten.', fallback: 'false' };
export const everything: FlagSpec = { name: 'all', takes: 'nothing', about: 'Select all resources in the namespace.', fallback: 'false' };
export const recursive: FlagSpec = {
  name: 'recursive',
  short: 'R',
  takes: 'nothing',
  about: 'Process the directory recursively.',
  fallback: 'false',
};
export const fieldManager: FlagSpec = {
  name: 'field-manager',
  takes: 'text',
  about: 'Name of the manager used to track field ownership.',
  fallback: "''",
};
export const wait: FlagSpec = { name: 'wait', takes: 'nothing', about: 'If true, wait for resources to be gone before returning.', fallback: 'true' };

/** Flags that every verb accepts and that change nothing here. */
export const globalFlags: readonly FlagSpec[] = [
  namespaceFlag,
  { name: 'help', short: 'h', takes: 'nothing', about: 'help for the command', fallback: 'false' },
  { name: 'context', takes: 'text', about: 'The name of the kubeconfig context to use', fallback: "''" },
  { name: 'v', short: 'v', takes: 'text', about: 'number for the log level verbosity', fallback: '0' },
  { name: 'request-timeout', takes: 'text', about: 'The length of time to wait before giving up on a single server request.', fallback: "'0'" },
];

/** What `-o` may be for verbs that write. */
export const WRITE_FORMATS = ['json', 'yaml', 'name'];
