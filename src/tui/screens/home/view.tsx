import { Box } from 'ink';
import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type HomeProps, homePanes } from './pane.ts';

export const HomeView = memo(function HomeView(props: HomeProps) {
  const { left, right, stacked } = homePanes(props);
  return (
    <Box flexDirection={stacked ? 'column' : 'row'} flexShrink={0}>
      <Rows lines={left} />
      <Rows lines={right} />
    </Box>
  );
});
