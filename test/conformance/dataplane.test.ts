import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter, Judgement } from '../../src/conformance/adapter.ts';
import { adapter as cni } from '../../src/conformance/cni-dataplane.ts';
import { adapter as dns } from '../../src/conformance/services-dns.ts';
import { adapter as kubeProxy } from '../../src/conformance/services-kube-proxy.ts';
import { adapter as filters } from '../../src/conformance/vpc-filters.ts';
import { adapter as traces } from '../../src/conformance/vpc-traces.ts';

function judgements({ area, file, judge }: Adapter): readonly Judgement[] {
  return judge(JSON.parse(readFileSync(join(import.meta.dirname, 'cases', area, file), 'utf8')));
}

describe('upstream cases of the dataplane', () => {
  for (const adapter of [cni, kubeProxy, dns, filters, traces]) {
    it(`all hold: ${adapter.area}/${adapter.file}`, () => {
      expect(judgements(adapter).filter(({ ok }) => !ok)).toEqual([]);
    });
  }
});
