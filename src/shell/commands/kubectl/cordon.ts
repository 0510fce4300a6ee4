/** `kubectl cordon` and `kubectl uncordon`. */
import { failed, type Verb } from './call.ts';
import { namesOf, plain } from './complete-objects.ts';
import { patchEach, targetsOf } from './edit-fields.ts';
import { kindNamed } from './resources.ts';
import { dryRun, selectorFlag } from './standard-flags.ts';

export const cordon: Verb = cordoning('cordon', true);
export const uncordon: Verb = cordoning('uncordon', false);

function cordoning(name: 'cordon' | 'uncordon', unschedulable: boolean): Verb {
  return {
    name,
    about: `Mark node as ${unschedulable ? 'unschedulable' : 'schedulable'}.`,
    usage: [`kubectl ${name} NODE [options]`],
    examples: [`kubectl ${name} node0`],
    flags: [selectorFlag, dryRun],
    complete: (call) => {
      const kind = kindNamed('nodes');
      return kind === undefined ? [] : namesOf(call, kind).map(plain);
    },
    run: (call) => {
      if (call.args.length === 0) return failed(`USAGE: ${name} NODE [flags]\nSee 'kubectl ${name} -h' for help and examples`);
      const targets = targetsOf(call, ['nodes', ...call.args]);
      if ('done' in targets) return targets.done;
      // Setting it to false removes it, as the field is omitted when empty.
      const body = { spec: { unschedulable: unschedulable ? true : null } };
      return patchEach(call, targets, {
        body: () => body,
        word: (changed) => (changed ? `${name}ed` : `already ${name}ed`),
        manager: 'kubectl-cordon',
      });
    },
  };
}
