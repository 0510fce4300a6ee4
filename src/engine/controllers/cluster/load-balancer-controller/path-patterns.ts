/**
 * How paths of an Ingress become path patterns of listener rules, and in which order they are tried.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_build_listener_rules.go
 */
import { fail } from './model-error.ts';

type Path = { readonly path?: string; readonly pathType?: string };

export type PathPatterns = { readonly values: readonly string[]; readonly regex: boolean };

/** `Prefix` matches whole path elements: two patterns; `Exact` allows no wildcards; `ImplementationSpecific` is a pattern as it is. */
export function pathPatterns(path: string, pathType: string | undefined, useRegex = false): PathPatterns {
  switch (pathType ?? 'ImplementationSpecific') {
    case 'ImplementationSpecific':
      return useRegex ? { values: [path.slice(1)], regex: true } : { values: [path], regex: false };
    case 'Exact':
      if (/[*?]/.test(path)) fail(`exact path shouldn't contain wildcards: ${path}`);
      return { values: [path], regex: false };
    case 'Prefix':
      if (path === '/') return { values: ['/*'], regex: false };
      if (/[*?]/.test(path)) fail(`prefix path shouldn't contain wildcards: ${path}`);
      return { values: [path.replace(/\/$/, ''), `${path.replace(/\/$/, '')}/*`], regex: false };
    default:
      return fail(`unsupported pathType: ${pathType}`);
  }
}

/** Exact paths first, then prefixes from the longest to the shortest, then the rest as written. */
export function inRuleOrder<P extends Path>(paths: readonly P[]): P[] {
  const of = (type: string) => paths.filter(({ pathType }) => (pathType ?? 'ImplementationSpecific') === type);
  const prefixes = of('Prefix').sort((one, other) => (other.path ?? '').length - (one.path ?? '').length);
  return [...of('Exact'), ...prefixes, ...of('ImplementationSpecific')];
}
