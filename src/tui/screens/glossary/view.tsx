import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type GlossaryProps, glossaryPane } from './pane.ts';

export const GlossaryView = memo(function GlossaryView(props: GlossaryProps) {
  return <Rows lines={glossaryPane(props).lines} />;
});
