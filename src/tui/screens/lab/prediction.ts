/** Predict, then reveal: the hops are put in order before the first trace shows them. */
import type { Lab, Model } from '../../model.ts';
import { moved, orderingOf, shifted, toggled } from '../../parts/ordering.ts';
import { noticed, type Updated, updated, withLab } from '../../updated.ts';
import type { LabMsg } from './msg.ts';
import { labTexts } from './texts.ts';

type Move = Extract<LabMsg, { msg: 'lab-predict' }>['to'];

/** The model after a key of the prediction; giving it is a line of the lab: `predict HOP…`. */
export function updatePrediction(model: Model, lab: Lab, to: Move): Updated {
  const put = (predicting: Lab['predicting']) => updated(withLab(model, { ...lab, predicting, menu: null, search: null }));
  const { predicting } = lab;
  if (to === 'open') return opened(model, lab);
  if (to === 'compared') return updated(withLab(model, { ...lab, comparing: false }));
  if (to === 'close' || predicting === null) return put(null);
  switch (to) {
    case 'up':
      return put(moved(predicting, -1));
    case 'down':
      return put(moved(predicting, 1));
    case 'toggle':
      return put(toggled(predicting));
    case 'earlier':
      return put(shifted(predicting, -1));
    case 'later':
      return put(shifted(predicting, 1));
    case 'give':
      if (predicting.taken.length === 0) return noticed(model, { text: labTexts.predictEmpty, tone: 'info' });
      return updated(withLab(model, { ...lab, predicting: null }), {
        effect: 'enter',
        scenario: lab.scenario,
        line: predictLine(lab, predicting.taken),
      });
  }
}

/** The hops by their numbers in the list, as one would type them. */
function predictLine({ attempt: { prediction } }: Lab, taken: readonly string[]): string {
  const ids = prediction.state === 'asked' ? prediction.options.map((hop) => hop.id) : [];
  return `predict ${taken.map((id) => ids.indexOf(id) + 1).join(' ')}`;
}

function opened(model: Model, lab: Lab): Updated {
  const { prediction } = lab.attempt;
  if (prediction.state === 'none') return noticed(model, { text: labTexts.noPrediction, tone: 'info' });
  if (prediction.state === 'given') return updated(withLab(model, { ...lab, menu: null, search: null, comparing: true }));
  return updated(withLab(model, { ...lab, menu: null, search: null, predicting: orderingOf(prediction.options.map((hop) => hop.id)) }));
}
