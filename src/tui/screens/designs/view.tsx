import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type DesignsProps, designsPane } from './pane.ts';

export const DesignsView = memo(function DesignsView(props: DesignsProps) {
  return <Rows lines={designsPane(props)} />;
});
