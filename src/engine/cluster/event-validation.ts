/** What an Event must be. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/events.go */
import type { FieldError } from '../kind.ts';
import type { Event } from './event.ts';
import { invalidValue } from './field-error.ts';

/** Events about objects without a namespace are kept in `default`. */
export function validateEvent({ metadata, involvedObject }: Event): readonly FieldError[] {
  const { namespace } = involvedObject;
  const fits = namespace === undefined || namespace === '' ? metadata.namespace === 'default' : namespace === metadata.namespace;
  return fits ? [] : [invalidValue('involvedObject.namespace', namespace ?? '', 'does not match event.namespace')];
}
