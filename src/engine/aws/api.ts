/** The AWS APIs: look the operation up, ask who may, check the input, carry it out, and commit what it did. */
import { commit } from '../change.ts';
import type { Text } from '../text.ts';
import type { AwsVerb, Written } from '../verb.ts';
import type { World } from '../world.ts';
import { authorize } from './authorize.ts';
import { checkInput } from './check-input.ts';
import { operations } from './operations.ts';
import { checkOwners } from './ownership.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** Carries out one call of an AWS API. A refusal leaves the world as it was. `because` is why a controller asked (null when typed). */
export function callAws(world: World, verb: AwsVerb, because: Text | null): Written {
  const operation = operations[verb.verb];
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  if (operation === undefined) return refused(world, verb, refuse('InvalidAction', `The action ${verb.verb} is not valid for this web service.`));
  const refusal =
    authorize(world, operation, verb) ?? checkInput(operation, verb.body) ?? checkOwners(world, operation, { input: verb.body, as: verb.as });
  if (refusal !== null) return refused(world, verb, refusal);
  const done = operation.run({ world, input: verb.body, as: verb.as });
  if (isRefusal(done)) return refused(world, verb, done);
  if (verb.body.DryRun === true) {
    return refused(world, verb, refuse('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412));
  }
  const written = commit(done.world ?? world, { by: verb.as.arn ?? verb.as.name, verb: verb.verb, because }, done.effects ?? []);
  return { world: written.world, answer: { ok: true, output: done.output, changes: written.changes, warnings: [] } };
}

function refused(world: World, verb: AwsVerb, refusal: Refusal): Written {
  const { refusedWith: code, http, message, dependents } = refusal;
  const error = {
    plane: 'aws' as const,
    operation: operations[verb.verb]?.name ?? verb.verb,
    code,
    http,
    message,
    ...(dependents === undefined ? {} : { dependents }),
  };
  return { world, answer: { ok: false, error } };
}
