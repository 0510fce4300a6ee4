/** Why no model could be built: the text that the controller logs and puts into its event. */
export class ModelError extends Error {}

/** Stops the model that is being built. */
export function fail(text: string): never {
  throw new ModelError(text);
}

export type Failed = { readonly error: string };

/** What the builder made, or the controller's own error text. */
export function attempt<T extends object>(build: () => T): T | Failed {
  try {
    return build();
  } catch (cause) {
    if (cause instanceof ModelError) return { error: cause.message };
    throw cause;
  }
}

/** Whether building failed. */
export function hasFailed<T extends object>(built: T | Failed): built is Failed {
  return 'error' in built && typeof built.error === 'string';
}

/** Adds what was being done to the text of a failure, as pkg/errors.Wrap does. */
export function within<T>(doing: string, build: () => T): T {
  try {
    return build();
  } catch (cause) {
    if (cause instanceof ModelError) fail(`${doing}: ${cause.message}`);
    throw cause;
  }
}
