/** Which part of a typed or pasted text is one line for the shell: heredocs, quotes, loops and backslashes hold rows together. */
import { needsMore } from '../../shell/parse.ts';

/** The shell's lines of a text, each with the rows that belong to it, and whether the last one is still unfinished. */
export function statements(text: string): { readonly lines: readonly string[]; readonly unfinished: boolean } {
  const lines: string[] = [];
  let open: string[] = [];
  let end: string | null = null;
  for (const row of text.split('\n')) {
    if (open.length === 0 && row.trim() === '') continue;
    open.push(row);
    // Within a heredoc only its end can finish the line: a manifest of thousands of rows is not parsed anew with each of them.
    if (end !== null && row.replace(/^\t+/, '') !== end) continue;
    const whole = open.join('\n');
    end = null;
    if (needsMore(whole)) {
      end = heredocEnd(whole);
      continue;
    }
    lines.push(open.join('\n'));
    open = [];
  }
  if (open.length > 0) lines.push(open.join('\n'));
  return { lines, unfinished: open.length > 0 };
}

/** The end of the one heredoc that is open; null where there may be another reason to wait. */
function heredocEnd(text: string): string | null {
  const [first = ''] = text.split('\n', 1);
  const ends = [...first.matchAll(/<<-?\s*(?:'(\w+)'|"(\w+)"|(\w+))/g)];
  const [only] = ends;
  return only === undefined || ends.length > 1 || needsMore(first.replace(only[0], '')) ? null : (only[1] ?? only[2] ?? only[3] ?? null);
}

/** The command with the text as its heredoc: what a terminal would have fed to its standard input. */
export function withHeredoc(command: string, body: string): string {
  let end = 'EOF';
  while (body.split('\n').includes(end)) end += '_';
  return `${command.trimEnd()} <<'${end}'\n${body.replace(/\n+$/, '')}\n${end}`;
}

/** The command and the body of a line that is one command with one heredoc; null for any other. */
export function heredocOf(text: string): { readonly command: string; readonly body: string } | null {
  const [, command, end, rest] = /^([^\n]*?)\s*<<-?\s*['"]?(\w+)['"]?[ \t]*\n([\s\S]*)$/.exec(text) ?? [];
  if (command === undefined || end === undefined || rest === undefined || /[|;&]/.test(command)) return null;
  const rows = rest.split('\n');
  const at = rows.indexOf(end);
  if (at !== -1 && rows.slice(at + 1).some((row) => row.trim() !== '')) return null;
  return { command: command.trim(), body: rows.slice(0, at === -1 ? rows.length : at).join('\n') };
}

/** Whether the command waits for its standard input, as `kubectl apply -f -` does without a heredoc or a pipe. */
export function readsInput(text: string): boolean {
  return !/[\n|]|<</.test(text) && /(?:^|\s)(?:-f|--filename)[= ]?(?:-|\/dev\/stdin)\s*$/.test(text);
}
