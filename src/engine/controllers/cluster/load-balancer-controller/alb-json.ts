/** Members of JSON in annotations: encoding/json finds them whatever their case. */

/** The member of that name, whatever its case, or undefined. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[key];
}

/** The member as a text, or undefined. */
export function textOf(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return found === undefined || found === null ? undefined : String(found);
}

/** The member as a list of texts; empty where there is none. */
export function textsOf(value: unknown, name: string): readonly string[] {
  const found = memberOf(value, name);
  return Array.isArray(found) ? found.map(String) : [];
}
