import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adapter as kubectlOutput } from '../../src/conformance/services-kubectl-output.ts';
import { adapter as validation } from '../../src/conformance/services-validation.ts';
import { clusterKinds } from '../../src/engine/cluster/kinds.ts';

type Case = { readonly id: string; readonly object?: { readonly kind: string }; readonly objects?: readonly { readonly kind: string }[] };

/** Cases that are about kinds which exist here. */
function ofOurKinds(cases: readonly Case[]): string[] {
  const known = [...Object.keys(clusterKinds), 'PortRange', 'ServiceCIDR'];
  return cases
    .filter(({ object, objects = [] }) => [...(object === undefined ? [] : [object]), ...objects].every(({ kind }) => known.includes(kind)))
    .map(({ id }) => id);
}

test.each([validation, kubectlOutput])('$file: every upstream case about a kind that exists has upstream’s result', (adapter) => {
  const file = JSON.parse(readFileSync(new URL(`cases/services/${adapter.file}`, import.meta.url), 'utf8')) as { readonly cases: readonly Case[] };
  const ours = ofOurKinds(file.cases);
  const failed = adapter.judge(file).filter(({ id, ok }) => !ok && ours.includes(id));
  expect(ours.length).toBeGreaterThan(50);
  expect(failed).toEqual([]);
});
