/** Quantities: `250m`, `1Gi`, `4`. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */

const SUFFIX: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a quantity stands for, or null. */
export function readQuantity(text: string): number | null {
  const match = /^([+-]?[0-9]+(?:\.[0-9]*)?|[+-]?\.[0-9]+)(?:[eE]([-+]?[0-9]+)|([a-zA-Z]*))$/.exec(text);
  if (match === null) return null;
  if (match[2] !== undefined) return Number(match[1]) * 10 ** Number(match[2]);
  const factor = SUFFIX[match[3] ?? ''];
  return factor === undefined ? null : Number(match[1]) * factor;
}
