import { memo } from 'react';
import { Rows } from '../../parts/rows.tsx';
import { type QuizProps, quizPane } from './pane.ts';

export const QuizView = memo(function QuizView(props: QuizProps) {
  return <Rows lines={quizPane(props).lines} />;
});
