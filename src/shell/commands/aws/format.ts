/** The answer of an operation as the command line prints it. https://github.com/aws/aws-cli/blob/v2/awscli/formatter.py */
import jmespath from 'jmespath';
import { dump } from 'js-yaml';
import { formatTable } from './table-format.ts';
import { formatText } from './text-format.ts';
import { unsendable, type Wrong } from './usage.ts';

export type Printing = {
  readonly operation: string;
  /** The list member, where the command line puts pages together. */
  readonly pages: string | undefined;
  readonly format: string;
  readonly query: string | undefined;
};

/** What is printed, or what the command line says to the query. */
export function print(answer: object, { operation, pages, format, query }: Printing): string | Wrong {
  const isText = format === 'text';
  const data = isText && pages !== undefined ? { [pages]: (answer as Record<string, unknown>)[pages] } : answer;
  const found = query === undefined ? { value: data as unknown } : search(data, query);
  if ('wrong' in found) return found;
  if (format === 'off') return '';
  if (isText) return formatText(found.value);
  if (format === 'table') return formatTable(operation, found.value);
  if (isNothing(found.value)) return '';
  if (format === 'yaml' || format === 'yaml-stream') return yaml(found.value, format);
  return `${JSON.stringify(found.value, null, 4)}\n`;
}

/** Null when the query is an expression at all, which is found out before anything is sent. */
export function checkQuery(query: string | undefined): Wrong | null {
  if (query === undefined) return null;
  try {
    jmespath.search(null, query);
  } catch (thrown) {
    const isSyntax = thrown instanceof Error && /^(Lexer|Parser)Error$/.test(thrown.name);
    if (isSyntax) return unsendable(`Bad value for --query ${query}: Bad jmespath expression: ${thrown.message}`);
  }
  return null;
}

function search(data: unknown, query: string): { readonly value: unknown } | Wrong {
  try {
    return { value: jmespath.search(data, query) as unknown };
  } catch (thrown) {
    return unsendable(thrown instanceof Error ? thrown.message : String(thrown), 255);
  }
}

/** An operation that answers nothing prints nothing; `null` from a query is printed. */
function isNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** Block style with sorted keys, as the CLI's YAML writer has it; a stream is a list of pages. */
function yaml(value: unknown, format: string): string {
  return dump(format === 'yaml' ? value : [value], { sortKeys: true, seqNoIndent: true, noRefs: true, lineWidth: -1 });
}
