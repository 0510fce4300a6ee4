/** All controllers, in the fixed order in which `settle` gives them their turns. */
import type { Controller } from './controller.ts';

export const controllers: readonly Controller[] = [];
