/** The Corefile that one CoreDNS process has in force. */
export type LoadedCorefile = {
  /** The pod (uid) that read it. */
  readonly uid: string;
  readonly text: string;
  /** A changed file that is on its way, since when. */
  readonly coming?: { readonly text: string; readonly at: number };
  /** A changed file that it has refused to load. */
  readonly refused?: string;
};
