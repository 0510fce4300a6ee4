/** Which part of a typed or pasted text is one line for the shell: heredocs, quotes, loops and backslashes hold rows together. */
import { needsMore } from '../../shell/parse.ts';

/** The shell's lines of a text, each with the rows that belong to it, and whether the last one is still unfinished. */
export function statements(text: string): { readonly lines: readonly string[]; readonly unfinished: boolean } {
  const lines: string[] = [];
  let open: string[] = [];
  for (const row of text.split('\n')) {
    if (open.length === 0 && row.trim() === '') continue;
    open.push(row);
    if (needsMore(open.join('\n'))) continue;
    lines.push(open.join('\n'));
    open = [];
  }
  if (open.length > 0) lines.push(open.join('\n'));
  return { lines, unfinished: open.length > 0 };
}

/** The command with the text as its heredoc: what a terminal would have fed to its standard input. */
export function withHeredoc(command: string, body: string): string {
  let end = 'EOF';
  while (body.split('\n').includes(end)) end += '_';
  return `${command.trimEnd()} <<'${end}'\n${body.replace(/\n+$/, '')}\n${end}`;
}

/** Whether the command waits for its standard input, as `kubectl apply -f -` does without a heredoc or a pipe. */
export function readsInput(text: string): boolean {
  return !/[\n|]|<</.test(text) && /(?:^|\s)(?:-f|--filename)[= ]?(?:-|\/dev\/stdin)\s*$/.test(text);
}
