/** The settings. The list is ink-select-input with our own rows: arrows or j and k move, Enter sets. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { memo, useContext } from 'react';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Dispatch } from '../../dispatch.ts';
import type { Model } from '../../model.ts';
import { bottom, type Frame, top } from '../../parts/frame.ts';
import { inAscii } from '../../parts/glyphs.ts';
import { cells, line, span } from '../../parts/line.ts';
import { LookContext, Row, Rows } from '../../parts/rows.tsx';
import { settingLabel, settingsLines } from './pane.ts';
import { settingsTexts as T } from './texts.ts';
import { isSet, SETTINGS } from './update.ts';

type Props = {
  readonly model: Pick<Model, 'lang' | 'look' | 'folder'>;
  readonly focused: boolean;
  readonly dispatch: Dispatch;
  readonly width: number;
  readonly height: number;
};

export const SettingsView = memo(function SettingsView({ model, focused, dispatch, width, height }: Props) {
  const { lang } = model;
  const frame: Frame = { title: line(span(fill(T.title, lang), 'strong')), width, height, focused: false };
  const items = SETTINGS.map((setting, at) => ({ key: `${setting.set} ${setting.to}`, value: at, label: rowLabel(at, model) }));
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Row line={top(frame)} />
      <Box flexDirection="row" height={height - 2} flexShrink={0} overflow="hidden">
        <Side height={height - 2} />
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
          <Rows lines={settingsLines(model.folder, lang, width - 4).slice(0, Math.max(0, height - 2 - SETTINGS.length))} />
        </Box>
        <Side height={height - 2} />
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
  return Math.max(...[T.lang, T.colours, T.glyphs].map((text) => cells(fill(text, lang)))) + 2;
}

function Pointer({ isSelected = false }: { readonly isSelected?: boolean }) {
  return <Row line={[span(isSelected ? '▸ ' : '  ', 'accent')]} />;
}

function Item({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }) {
  return <Row line={[span(label, isSelected ? 'strong' : 'plain')]} />;
}

function Side({ height }: { readonly height: number }) {
  const { theme, ascii } = useContext(LookContext);
  const column = Array.from({ length: height }, () => '│').join('\n');
  return (
    <Box width={1} flexShrink={0}>
      <Text {...theme.border}>{ascii ? inAscii(column) : column}</Text>
    </Box>
  );
}
