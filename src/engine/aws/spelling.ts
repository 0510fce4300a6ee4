/** Stored AWS objects spell their members as the service model does; a member that the model lacks does not compile. */
export type SpelledAs<Model, Own> = [Exclude<keyof Own, keyof Model>] extends [never]
  ? Own
  : { readonly misspelled: Exclude<keyof Own, keyof Model> };

export type Tag = { readonly Key: string; readonly Value: string };
