/** Which pane stands where in the lab, for any window: side by side, folded into tabs, or one at a time. */
import { type Lab, type LabTab, roomOf, type Size } from '../../model.ts';

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type LabLayout = {
  /** Where a manifest is written: beside the task where there is room, else alone. */
  readonly sheet: Area | null;
  /** Panes that are shown, with the tab that each shows. */
  readonly panes: readonly { readonly tab: LabTab; readonly area: Area; readonly tabs: readonly LabTab[] }[];
  readonly terminal: Area | null;
};

const ALL: readonly LabTab[] = ['task', 'map', 'trace', 'log'];
const RIGHT: readonly LabTab[] = ['map', 'trace', 'log'];

/** The areas below the line of state and above the line of keys. */
export function labLayout(size: Size, lab: Pick<Lab, 'focus' | 'tab' | 'sheet' | 'zoomed'>): LabLayout {
  const width = size.columns;
  const height = size.rows - 2;
  const room = roomOf(size);
  const shown = lab.focus === 'prompt' ? lab.tab : lab.focus;
  if (lab.sheet !== null && lab.focus === 'prompt') return sheetLayout(size);
  if (room === 'single' || (lab.zoomed && lab.focus !== 'prompt')) {
    const whole: Area = { x: 0, y: 1, width, height };
    return lab.focus === 'prompt'
      ? { panes: [], terminal: whole, sheet: null }
      : { panes: [{ tab: shown, area: whole, tabs: ALL }], terminal: null, sheet: null };
  }
  const upper = upperHeight(height);
  const terminal: Area = { x: 0, y: 1 + upper, width, height: height - upper };
  if (room === 'folded') return { panes: [{ tab: shown, area: { x: 0, y: 1, width, height: upper }, tabs: ALL }], terminal, sheet: null };
  const left = Math.floor(width * 0.42);
  const right = shown === 'task' ? 'map' : shown;
  return {
    panes: [
      { tab: 'task', area: { x: 0, y: 1, width: left, height: upper }, tabs: [] },
      { tab: right, area: { x: left, y: 1, width: width - left, height: upper }, tabs: RIGHT },
    ],
    terminal,
    sheet: null,
  };
}

function sheetLayout(size: Size): LabLayout {
  const height = size.rows - 2;
  if (roomOf(size) !== 'wide') return { panes: [], terminal: null, sheet: { x: 0, y: 1, width: size.columns, height } };
  const left = Math.floor(size.columns * 0.42);
  return {
    panes: [{ tab: 'task', area: { x: 0, y: 1, width: left, height }, tabs: [] }],
    terminal: null,
    sheet: { x: left, y: 1, width: size.columns - left, height },
  };
}

/** The panes get three fifths; the terminal never less than eight rows. */
function upperHeight(height: number): number {
  return Math.min(Math.ceil(height * 0.6), height - 8);
}
