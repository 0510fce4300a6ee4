/** What a variable may be. The seed picks; texts in a pool may name other variables, so that whole address plans move together. */
export type Value = string | number;
/** A row of values that belong together: `{node.type}`, `{node.pods}`. */
export type Row = { readonly [member: string]: Value };

/** A list is the short form of `one_of`. */
export type Pool =
  | readonly Value[]
  | { readonly one_of: readonly (Value | Row)[] }
  | { readonly number: { readonly from: Value; readonly to: Value; readonly step?: Value; readonly avoid?: readonly Value[] } }
  | { readonly cidr: { readonly within: string; readonly prefix: Value; readonly at?: Value; readonly avoid?: readonly string[] } }
  | { readonly host: { readonly of: string; readonly at?: Value; readonly avoid?: readonly string[] } }
  | { readonly name: NameKind }
  | { readonly sum: readonly Value[] }
  | { readonly product: readonly Value[] };

export type NameKind = keyof typeof NAMES;

/** Names that fit a DNS label, by what they name. */
export const NAMES = {
  service: ['billing', 'cart', 'catalog', 'checkout', 'ledger', 'orders', 'pricing', 'reports', 'search', 'stock', 'tickets', 'uploads'],
  team: ['atlas', 'cedar', 'comet', 'ember', 'harbor', 'lotus', 'maple', 'orbit', 'quartz', 'raven', 'summit', 'tundra'],
  person: ['ara', 'dan', 'eun', 'hana', 'jin', 'mina', 'noa', 'sora', 'tae', 'yuna'],
} as const;
