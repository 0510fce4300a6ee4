/** Characters that no keyboard types and no line holds; tabs and newlines belong to manifests. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Whether a line holds a control character: such lines are refused, never repaired. */
export function hasControlCharacters(line: string): boolean {
  return CONTROL.test(line);
}
