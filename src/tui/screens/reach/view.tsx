import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type ReachProps, reachPane } from './pane.ts';

export const ReachView = memo(function ReachView(props: ReachProps) {
  return <Rows lines={reachPane(props).lines} />;
});
