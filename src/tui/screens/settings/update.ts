/** What can be set, and what choosing it does. */
import type { Lang } from '../../../engine/text.ts';
import type { Model } from '../../model.ts';
import { COLOUR_SCHEMES, type ColourScheme } from '../../parts/theme.ts';
import { type Updated, updated } from '../../updated.ts';

export type Setting =
  | { readonly set: 'lang'; readonly to: Lang }
  | { readonly set: 'colours'; readonly to: ColourScheme }
  | { readonly set: 'glyphs'; readonly to: 'unicode' | 'ascii' }
  | { readonly set: 'width'; readonly to: 'narrow' | 'wide' };

export type SettingsMsg = { readonly msg: 'setting'; readonly setting: Setting };

/** Everything that can be chosen, in the order of the screen. */
export const SETTINGS: readonly Setting[] = [
  { set: 'lang', to: 'ko' },
  { set: 'lang', to: 'en' },
  ...COLOUR_SCHEMES.map((to): Setting => ({ set: 'colours', to })),
  { set: 'glyphs', to: 'unicode' },
  { set: 'glyphs', to: 'ascii' },
  { set: 'width', to: 'narrow' },
  { set: 'width', to: 'wide' },
];

/** Whether the setting is the one in use. */
export function isSet(model: Pick<Model, 'lang' | 'look'>, setting: Setting): boolean {
  switch (setting.set) {
    case 'lang':
      return model.lang === setting.to;
    case 'colours':
      return model.look.colours === setting.to;
    case 'glyphs':
      return model.look.ascii === (setting.to === 'ascii');
    case 'width':
      return model.look.width === setting.to;
  }
}

/** The model with the setting, which is noted in the journal. */
export function updateSettings(model: Model, { setting }: SettingsMsg): Updated {
  const note = { effect: 'append', attempt: '', body: { k: 'note', b: { [setting.set]: setting.to } } } as const;
  if (isSet(model, setting)) return updated(model);
  switch (setting.set) {
    case 'lang':
      return updated({ ...model, lang: setting.to }, note);
    case 'colours':
      return updated({ ...model, look: { ...model.look, colours: setting.to } }, note);
    case 'glyphs':
      return updated({ ...model, look: { ...model.look, ascii: setting.to === 'ascii' } }, note);
    case 'width':
      return updated({ ...model, look: { ...model.look, width: setting.to } }, note);
  }
}
