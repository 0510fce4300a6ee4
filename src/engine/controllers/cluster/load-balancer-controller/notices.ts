/** What the lab says beside the controller: mistyped annotations, and what became of each subnet. */

import { objectAt } from '../../../store.ts';
import type { Text } from '../../../text.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import type { Annotations } from './annotations.ts';
import { mistypedAnnotations, mistypedNote } from './known-annotations.ts';
import type { Failed } from './model-error.ts';
import type { Discovery } from './subnet-discovery.ts';
import { subnetReasons } from './subnet-reasons.ts';

/** Notes on annotations that look like ones of the controller. */
export function annotationNotices(world: World, object: string, annotations: Annotations | undefined): readonly Act[] {
  return mistypedAnnotations(annotations).flatMap((each) => notice(world, `lbc-annotation/${object}/${each.name}`, mistypedNote(each, object)));
}

/** What became of each subnet when none, or too few, were left. */
export function subnetNotice(world: World, object: string, found: Discovery | Failed): readonly Act[] {
  const verdicts = 'verdicts' in found ? found.verdicts : [];
  if (verdicts.length === 0) return [];
  const lines = (language: keyof Text) => verdicts.map(({ id, because, params }) => `${id}: ${filled(subnetReasons[because][language], params)}`);
  const text = {
    ko: `${object}에 쓸 서브넷을 찾은 과정입니다.\n${lines('ko').join('\n')}`,
    en: `How subnets were looked for on behalf of ${object}:\n${lines('en').join('\n')}`,
  };
  return notice(world, `lbc-subnets/${object}`, text);
}

function filled(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

/** Says it once: the same text again is no news. */
export function notice(world: World, key: string, text: Text): readonly Act[] {
  if (objectAt(world.lab.Notice, key)?.text.en === text.en) return [];
  return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
}
