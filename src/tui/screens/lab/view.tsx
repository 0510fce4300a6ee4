import { Box } from 'ink';
import { memo } from 'react';
import type { Lang } from '../../../engine/text.ts';
import type { Lab, Size } from '../../model.ts';
import { Rows } from '../../parts/rows.tsx';
import { type Area, type LabLayout, labLayout } from './layout.ts';
import { predictionPane, tabPane, terminalPane } from './pane.ts';
import { sheetPane } from './sheet-pane.ts';

type Props = { readonly lab: Lab; readonly lang: Lang; readonly size: Size };

export const LabView = memo(function LabView({ lab, lang, size }: Props) {
  const layout = labLayout(size, lab);
  if (lab.predicting !== null || (lab.comparing && lab.attempt.prediction.state === 'given')) {
    const area: Area = { x: 0, y: 1, width: size.columns, height: size.rows - 2 };
    return <Rows lines={predictionPane({ lab, lang }, area)} />;
  }
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box flexDirection="row" flexShrink={0}>
        {layout.panes.map((pane) => (
          <Tab key={pane.tab === 'task' || layout.panes.length === 1 ? 'left' : 'right'} pane={pane} lab={lab} lang={lang} />
        ))}
        {layout.sheet === null || lab.sheet === null ? null : <Rows lines={sheetPane({ sheet: lab.sheet, lang }, layout.sheet).lines} />}
      </Box>
      {layout.terminal === null ? null : <Rows lines={terminalPane({ lab, lang }, layout.terminal).lines} />}
    </Box>
  );
});

type TabProps = { readonly pane: LabLayout['panes'][number]; readonly lab: Lab; readonly lang: Lang };

/** Drawn anew only when what it shows is another: not on a key typed into the prompt. */
const Tab = memo(
  function Tab({ pane, lab, lang }: TabProps) {
    return <Rows lines={tabPane({ lab, lang }, pane)} />;
  },
  (one, other) =>
    one.lang === other.lang &&
    one.lab.attempt === other.lab.attempt &&
    one.lab.focus === other.lab.focus &&
    one.lab.line === other.lab.line &&
    one.lab.scroll === other.lab.scroll &&
    one.pane.tab === other.pane.tab &&
    one.pane.tabs === other.pane.tabs &&
    one.pane.area.width === other.pane.area.width &&
    one.pane.area.height === other.pane.area.height,
);
