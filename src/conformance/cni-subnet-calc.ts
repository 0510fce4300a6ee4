/** Judges cni/subnet-calc.json: the published calculator's two sheets, to six decimals. */
import { limitsOf } from '../engine/aws/instance-limits.ts';
import { type Sheet, type SheetAnswer, type SheetInstance, type SheetRow, subnetCalculator } from '../engine/planning/subnet-calculator.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Instance = Omit<SheetInstance, 'type' | 'warmEnis' | 'warmIps'> & { readonly derived: Pick<SheetInstance, 'warmEnis' | 'warmIps'> };
type Case = {
  readonly id: string;
  readonly sheet: Sheet;
  readonly input: {
    readonly subnetPrefix: number;
    readonly warmEniTarget?: number;
    readonly warmIpTarget?: number;
    readonly hostNetworkingIps: number;
    readonly instances: readonly { readonly type: string; readonly count: number; readonly podsPerInstance: number }[];
  };
  readonly expect: Omit<SheetAnswer, 'perInstance'> & { readonly perInstance: readonly Instance[] };
};

export const adapter: Adapter = {
  area: 'cni',
  file: 'subnet-calc.json',
  judge: (file) => (file as readonly Case[]).map(judge),
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function judge({ id, sheet, input, expect }: Case): Judgement {
  const { subnetPrefix, warmEniTarget = 0, warmIpTarget = 0, hostNetworkingIps } = input;
  const rows: SheetRow[] = [];
  for (const { type, count, podsPerInstance } of input.instances) {
    const limits = limitsOf(type);
    if (limits === undefined) return { id, ok: false, detail: `no instance type ${type}` };
    rows.push({ type, count, podsPerInstance, enis: limits.enis, allEnis: sum(limits.networkCards), ipv4PerEni: limits.ipv4PerEni });
  }
  const warmTarget = sheet === 'warm-eni' ? warmEniTarget : warmIpTarget;
  const answer = subnetCalculator({ sheet, subnetPrefix, warmTarget, hostNetworkingIps, rows });
  const wrong = differences(shaped(answer), expect, '');
  return { id, ok: wrong.length === 0, detail: wrong.join('; ') };
}

function shaped({ perInstance, ...sums }: SheetAnswer): Case['expect'] {
  return { ...sums, perInstance: perInstance.map(({ type: _type, warmEnis, warmIps, ...rest }) => ({ ...rest, derived: { warmEnis, warmIps } })) };
}

/** Every member that the case names. */
function differences(actual: unknown, expected: unknown, path: string): string[] {
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences((actual as Record<string, unknown> | undefined)?.[key], value, path === '' ? key : `${path}.${key}`),
    );
  }
  const same = typeof actual === 'number' && typeof expected === 'number' ? Math.abs(actual - expected) < 1e-6 : actual === expected;
  return same ? [] : [`${path}: expected ${expected}, got ${actual}`];
}
