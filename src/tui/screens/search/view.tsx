import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type SearchProps, searchPane } from './pane.ts';

export const SearchView = memo(function SearchView(props: SearchProps) {
  return <Rows lines={searchPane(props).lines} />;
});
