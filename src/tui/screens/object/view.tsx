import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type ObjectProps, objectPane } from './pane.ts';

export const ObjectView = memo(function ObjectView(props: ObjectProps) {
  return <Rows lines={objectPane(props)} />;
});
