/** Resource quantities as exact numbers. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const FACTORS: { readonly [suffix: string]: number } = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** The quantity in thousandths of its unit (millicores for cpu), rounded up; 0 for what is no quantity. */
export function milli(quantity: string | number | undefined): number {
  if (quantity === undefined) return 0;
  const text = String(quantity);
  let value = known.get(text);
  if (value === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    value = read(text);
    known.set(text, value);
  }
  return value;
}

/** Every pod is weighed against every node, and there are few different quantities. */
const known = new Map<string, number>();
const MOST_KNOWN = 1_000;

function read(quantity: string): number {
  const found = /^([0-9.]+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(quantity);
  if (found === null) return 0;
  const value = Number(found[1]);
  return found[2] === 'm' ? Math.ceil(value) : Math.ceil(value * 1000 * (FACTORS[found[2] ?? ''] ?? 1));
}
