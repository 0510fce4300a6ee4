import { Box } from 'ink';
import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type TraceProps, tracePanes } from './pane.ts';

export const TraceView = memo(function TraceView(props: TraceProps) {
  const { left, right, stacked } = tracePanes(props);
  return (
    <Box flexDirection={stacked ? 'column' : 'row'} flexShrink={0}>
      <Rows lines={left} />
      <Rows lines={right} />
    </Box>
  );
});
