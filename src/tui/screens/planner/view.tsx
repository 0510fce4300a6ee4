import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type PlannerProps, plannerPane } from './pane.ts';

export const PlannerView = memo(function PlannerView(props: PlannerProps) {
  return <Rows lines={plannerPane(props).lines} />;
});
