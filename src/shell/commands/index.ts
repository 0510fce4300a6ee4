/** The commands of the shell, in the order in which `help` lists them. */
import type { Command } from '../command.ts';
import { plainCommands } from './plain.ts';
import { textFilters } from './text-filters.ts';

export const commands: readonly Command[] = [...textFilters, ...plainCommands];
