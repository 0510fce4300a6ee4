/** Times as the AWS CLI prints them. */

/** ISO 8601 in UTC, whole seconds, with an offset and not with a Z. */
export function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}+00:00`;
}

/** A time in UTC as the AWS CLI prints it, with an offset and not with a Z. */
export function withOffset(time: string | undefined): string | undefined {
  return time?.replace(/(\.000)?Z$/, '+00:00');
}
