/** Whether a line is a word that the view has to act on: wipe the terminal, or leave it. */
export function viewWord(line: string): 'clear' | 'exit' | null {
  const word = line.trim();
  return word === 'clear' || word === 'exit' ? word : null;
}
