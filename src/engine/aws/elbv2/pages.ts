/** Lists that come in pages: `Marker` is where a page begins, `NextMarker` where the next one does. */
import { integer, string } from '../shape.ts';

export const PAGE = { Marker: string, PageSize: integer } as const;

type Asked = { readonly Marker?: string | undefined; readonly PageSize?: number | undefined };

/** The output of a Describe operation: the page that was asked for. */
export function pageOf(list: string, items: readonly object[], { Marker, PageSize }: Asked): object {
  const start = Marker === undefined ? 0 : Number(Marker);
  const end = PageSize === undefined ? items.length : start + PageSize;
  return { [list]: items.slice(start, end), ...(end < items.length ? { NextMarker: String(end) } : {}) };
}
