/** A refusal as an operation gives it: a value, with the code and the text of the real API. */
export type Refusal = { readonly refusedWith: string; readonly http: number; readonly message: string };

/** A refusal; the EC2 API answers HTTP 400 to whatever is wrong with a request. */
export function refuse(code: string, message: string, http = 400): Refusal {
  return { refusedWith: code, http, message };
}

/** Whether an operation, or a look-up within one, was refused. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusedWith' in value;
}

/** The first refusal among checks, or null when all of them pass. */
export function firstRefusal(...checks: readonly (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}
