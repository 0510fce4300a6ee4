import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type LessonProps, lessonPane } from './pane.ts';

export const LessonView = memo(function LessonView(props: LessonProps) {
  return <Rows lines={lessonPane(props)} />;
});
