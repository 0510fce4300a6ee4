/** Values for programs: JSON and YAML of the same shape, which says its version. */
import { dump } from 'js-yaml';

/** The text of a value in a format that programs read. `format` is the version of the shape. */
export function structured(value: object, format: 'json' | 'yaml'): string {
  const versioned = { format: 1, ...value };
  return format === 'json' ? `${JSON.stringify(versioned, null, 2)}\n` : dump(versioned, { lineWidth: -1, noRefs: true });
}
