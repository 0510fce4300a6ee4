import { Box } from 'ink';
import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type TimelineProps, timelinePanes } from './pane.ts';

export const TimelineView = memo(function TimelineView(props: TimelineProps) {
  const { left, right, stacked } = timelinePanes(props);
  return (
    <Box flexDirection={stacked ? 'column' : 'row'} flexShrink={0}>
      <Rows lines={left} />
      <Rows lines={right} />
    </Box>
  );
});
