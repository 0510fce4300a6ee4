/** The adapters, one per file of cases. A file without a line here is not judged, and the report says so. */
import type { Adapter } from './adapter.ts';

export const adapters: readonly Adapter[] = [];
