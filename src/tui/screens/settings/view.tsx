/** The settings. The list is ink-select-input with our own rows: arrows or j and k move, Enter sets. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { memo, useContext } from 'react';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Dispatch } from '../../dispatch.ts';
import type { Model } from '../../model.ts';
import { bottom, type Frame, top } from '../../parts/frame.ts';
import { cells, line, span } from '../../parts/line.ts';
import { drawn, LookContext, Row, Rows } from '../../parts/rows.tsx';
import { fileLines, questionLines, rulerRows, settingLabel } from './pane.ts';
import { settingsTexts as T } from './texts.ts';
import { isSet, SETTINGS } from './update.ts';

type Props = {
  readonly model: Pick<Model, 'lang' | 'look' | 'folder' | 'problems'>;
  readonly focused: boolean;
  readonly dispatch: Dispatch;
  readonly width: number;
  readonly height: number;
};

export const SettingsView = memo(function SettingsView({ model, focused, dispatch, width, height }: Props) {
  const { lang } = model;
  const frame: Frame = { title: line(span(fill(T.title, lang), 'strong')), width, height, focused: false };
  const room = Math.max(0, height - 2 - SETTINGS.length);
  const question = questionLines(lang, width - 4).slice(0, room);
  const ruler = rulerRows(lang).slice(0, Math.max(0, room - question.length));
  const start = SETTINGS.length + question.length;
  const files = fileLines(model, width - 4).slice(0, Math.max(0, room - question.length - ruler.length));
  const items = SETTINGS.map((setting, at) => ({ key: `${setting.set} ${setting.to}`, value: at, label: rowLabel(at, model) }));
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Row line={top(frame)} />
      <Box flexDirection="row" height={height - 2} flexShrink={0} overflow="hidden">
        <Side height={height - 2} without={null} />
        <Box flexDirection="column" width={width - 2} paddingX={1} overflow="hidden">
          <SelectInput
            items={items}
            isFocused={focused}
            indicatorComponent={Pointer}
            itemComponent={Item}
            onSelect={(item) => {
              const setting = SETTINGS[item.value];
              if (setting !== undefined) dispatch({ msg: 'setting', setting });
            }}
          />
          <Rows lines={question} />
          {ruler.map((row) => (
            <Text key={row} wrap="truncate">
              {row}
            </Text>
          ))}
          <Rows lines={files} />
        </Box>
        {/* Where symbols take two cells the rows of the ruler are longer than they seem: no border stands behind them. */}
        <Side height={height - 2} without={model.look.width === 'wide' ? { from: start, to: start + ruler.length } : null} />
      </Box>
      <Row line={bottom(frame)} />
    </Box>
  );
});

function rowLabel(at: number, model: Props['model']): string {
  const setting = SETTINGS[at];
  if (setting === undefined) return '';
  const { group, name } = settingLabel(setting, model.lang);
  const first = SETTINGS.findIndex((one) => one.set === setting.set) === at;
  const head = first ? group : '';
  const on = isSet(model, setting) ? `(●) ${name}  ${fill(T.on, model.lang)}` : `( ) ${name}`;
  return head + ' '.repeat(Math.max(1, groupWidth(model.lang) - cells(head))) + on;
}

function groupWidth(lang: Lang): number {
  return Math.max(...[T.lang, T.colours, T.glyphs, T.width].map((text) => cells(fill(text, lang)))) + 2;
}

function Pointer({ isSelected = false }: { readonly isSelected?: boolean }) {
  return <Row line={[span(isSelected ? '▸ ' : '  ', 'accent')]} />;
}

function Item({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }) {
  return <Row line={[span(label, isSelected ? 'strong' : 'plain')]} />;
}

type SideProps = { readonly height: number; readonly without: { readonly from: number; readonly to: number } | null };

function Side({ height, without }: SideProps) {
  const { theme, symbols } = useContext(LookContext);
  const isFree = (at: number) => without !== null && at >= without.from && at < without.to;
  const column = Array.from({ length: height }, (_, at) => (isFree(at) ? ' ' : drawn('│', symbols))).join('\n');
  return (
    <Box width={1} flexShrink={0}>
      <Text {...theme.border}>{column}</Text>
    </Box>
  );
}
