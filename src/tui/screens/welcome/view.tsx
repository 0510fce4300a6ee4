import { memo } from 'react';
import type { Lang } from '../../../engine/text.ts';
import { Rows } from '../../parts/rows.tsx';
import { welcomePane } from './lines.ts';

type Props = { readonly lang: Lang; readonly width: number; readonly height: number };

export const WelcomeView = memo(function WelcomeView({ lang, width, height }: Props) {
  return <Rows lines={welcomePane(lang, width, height)} />;
});
