/** `helm template`: the manifests that a chart gives for a release, in the order in which helm installs them. */
import { loadAll, YAMLException } from 'js-yaml';
import type { Chart } from './chart.ts';
import { FUNCTION_NAMES } from './template-functions.ts';
import { render } from './template-run.ts';
import { type Defined, parseTemplate, TemplateError } from './template-tree.ts';
import type { Values } from './values.ts';

export type Release = { readonly name: string; readonly namespace: string; readonly revision: number };
export type Rendered =
  | { readonly manifests: readonly { readonly path: string; readonly text: string; readonly kind: string }[] }
  | { readonly error: string };

/** https://github.com/helm/helm/blob/main/pkg/releaseutil/kind_sorter.go (InstallOrder) */
const ORDER = [
  'Namespace',
  'NetworkPolicy',
  'ServiceAccount',
  'ConfigMap',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'IngressClass',
  'Ingress',
];

/** The manifests, or what helm complains of. */
export function rendered(chart: Chart, values: Values, release: Release): Rendered {
  const dot = {
    Values: values,
    Chart: { Name: chart.name, Version: chart.version, AppVersion: chart.appVersion, Type: 'application' },
    Release: {
      Name: release.name,
      Namespace: release.namespace,
      Revision: release.revision,
      Service: 'Helm',
      IsInstall: release.revision === 1,
      IsUpgrade: release.revision > 1,
    },
    Capabilities: { KubeVersion: { Version: 'v1.33.0', Major: '1', Minor: '33' } },
  };
  try {
    const templates = new Map<string, Defined>();
    for (const [path, text] of Object.entries(chart.templates)) {
      for (const [name, defined] of parseTemplate(`${chart.name}/templates/${path}`, text, FUNCTION_NAMES)) templates.set(name, defined);
    }
    const files = Object.keys(chart.templates).filter((path) => !path.startsWith('_'));
    const manifests = files.flatMap((path) =>
      manifestsOf(`${chart.name}/templates/${path}`, render(templates, `${chart.name}/templates/${path}`, dot)),
    );
    const place = (kind: string): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
    return { manifests: manifests.sort((one, other) => place(one.kind) - place(other.kind)) };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message };
    throw error;
  }
}

function manifestsOf(path: string, text: string) {
  return text.split(/^---\s*$/m).flatMap((part) => {
    if (part.trim() === '') return [];
    try {
      const [object] = loadAll(part, { json: true }) as [{ readonly kind?: unknown } | null];
      return [{ path, text: `${part.trim()}\n`, kind: String(object?.kind ?? '') }];
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const line = (error.mark?.line ?? 0) + 1;
      throw new TemplateError(
        `YAML parse error on ${path}: error converting YAML to JSON: yaml: line ${line}: ${error.reason}\n\nUse --debug flag to render out invalid YAML`,
      );
    }
  });
}
