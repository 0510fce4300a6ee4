/** How EndpointSlices are listed (printEndpointSlice of kube-apiserver's printers). */
import type { Column } from '../kind.ts';
import { ageOf } from './duration.ts';
import type { EndpointSlice } from './endpointslice.ts';
import { showFirst } from './selector-text.ts';

export const endpointSliceColumns: readonly Column<EndpointSlice>[] = [
  { name: 'NAME', of: ({ metadata }) => metadata.name },
  { name: 'ADDRESSTYPE', of: ({ addressType }) => addressType ?? '' },
  {
    name: 'PORTS',
    of: ({ ports }) =>
      showFirst(
        (ports ?? []).map(({ name, port }) => (port === undefined ? name || '*' : String(port))),
        '<unset>',
      ),
  },
  {
    name: 'ENDPOINTS',
    of: ({ endpoints }) =>
      showFirst(
        (endpoints ?? []).flatMap(({ addresses }) => addresses),
        '<unset>',
      ),
  },
  { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
];
