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
  const found = /^([0-9.]+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(String(quantity ?? '0'));
  if (found === null) return 0;
  const value = Number(found[1]);
  return found[2] === 'm' ? Math.ceil(value) : Math.ceil(value * 1000 * (FACTORS[found[2] ?? ''] ?? 1));
}
