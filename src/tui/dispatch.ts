import type { Msg } from './msg.ts';

/** How a view says that something happened. */
export type Dispatch = (msg: Msg) => void;
