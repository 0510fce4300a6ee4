/** The values of a release: the chart's, then those of `-f`, then those of `--set`. https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
import { load } from 'js-yaml';

export type Values = { readonly [name: string]: unknown };

/** What the chart and the learner say together. A mistake of the learner's is given as helm prints it. */
export function mergedValues(
  chart: string,
  { files, sets }: { readonly files: readonly string[]; readonly sets: readonly string[] },
): Values | { readonly error: string } {
  let values = load(chart) as Values;
  for (const text of files) {
    const given = load(text);
    if (given !== null && given !== undefined && (typeof given !== 'object' || Array.isArray(given))) {
      return {
        error:
          'failed to parse -: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}',
      };
    }
    values = merged(values, (given ?? {}) as Values);
  }
  for (const set of sets) {
    for (const pair of set.split(/(?<!\\),(?![^{]*\})/)) {
      const at = pair.search(/(?<!\\)=/);
      if (at < 0) return { error: `failed parsing --set data: key "${pair}" has no value` };
      values = merged(values, nested(pair.slice(0, at).split(/(?<!\\)\./), typedValue(pair.slice(at + 1))));
    }
  }
  return values;
}

/** Maps are merged, all else is replaced; null takes the chart's value away. */
function merged(under: Values, over: Values): Values {
  const both = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = both[key];
    if (value === null) delete both[key];
    else both[key] = isMap(before) && isMap(value) ? merged(before, value) : value;
  }
  return both;
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nested(path: readonly string[], value: unknown): Values {
  const [first = '', ...rest] = path;
  return { [first.replaceAll('\\', '')]: rest.length === 0 ? value : nested(rest, value) };
}

function typedValue(text: string): unknown {
  if (text.startsWith('{') && text.endsWith('}')) return text.slice(1, -1).split(',').filter(Boolean).map(typedValue);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : text.replaceAll('\\', '');
}
