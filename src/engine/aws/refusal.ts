/** A refusal as an operation gives it: a value, with the code and the text of the real API. */
export type Refusal = {
  readonly refusedWith: string;
  readonly http: number;
  readonly message: string;
  /** What has to go first, where the API says only that something has to. */
  readonly dependents?: readonly string[];
};

/** A refusal; the EC2 API answers HTTP 400 to whatever is wrong with a request. */
export function refuse(code: string, message: string, http = 400): Refusal {
  return { refusedWith: code, http, message };
}

/** The refusal to delete what others depend on; the API does not name them, the lab does. */
export function dependencyViolation(message: string, dependents: readonly string[]): Refusal {
  return { ...refuse('DependencyViolation', message), dependents };
}

/** Whether an operation, or a look-up within one, was refused. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusedWith' in value;
}

/** The first refusal among checks, or null when all of them pass. */
export function firstRefusal(...checks: readonly (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}
