/** Judges services/ingress-paths.json: which backend an Ingress means for a host and a path. */
import { type IngressRoute, matchIngress } from '../engine/controllers/cluster/ingress-matching.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Case = {
  readonly id: string;
  readonly rules: readonly IngressRoute[];
  readonly defaultBackend?: string;
  readonly ingressClassName?: string;
  /** The classes that there are; none in the cases that name one. */
  readonly ingressClasses?: readonly string[];
  readonly request: { readonly host: string; readonly path: string };
  readonly expect: string;
};

export const adapter: Adapter = {
  area: 'services',
  file: 'ingress-paths.json',
  judge: (file) => (file as { readonly cases: readonly Case[] }).cases.map(judgeCase),
};

function judgeCase(asked: Case): Judgement {
  const actual = answer(asked);
  const ok = actual === asked.expect;
  return { id: asked.id, ok, detail: ok ? '' : `expected ${asked.expect} but got ${actual}` };
}

function answer({ rules, defaultBackend, ingressClassName, ingressClasses = [], request }: Case): string {
  if (ingressClassName !== undefined && !ingressClasses.includes(ingressClassName)) return 'not-served';
  return matchIngress(rules, request) ?? defaultBackend ?? '404';
}
