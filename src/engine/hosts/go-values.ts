/** How programs in Go read the texts of their environment. */

/** As strconv.ParseBool; anything else leaves the default. */
export function goBool(text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined) return otherwise;
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : otherwise;
}

/** As strconv.Atoi; anything else leaves the default. */
export function goInteger(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : otherwise;
}
