/** Ids in the form of a UUID, as EKS gives them to updates, node groups and access entries. */

/** The digits in groups of 8, 4, 4, 4 and 12. */
export function uuid(digits: string): string {
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-');
}
