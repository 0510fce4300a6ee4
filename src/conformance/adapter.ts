/** How one file of upstream cases is judged. An adapter translates and compares; it holds no rule of the network. */
export type Adapter = {
  /** The folder: `services`. */
  readonly area: string;
  /** The file in it: `kube-proxy.json`. */
  readonly file: string;
  /** One judgement per case of the file, which is given as it was parsed. Throws on a file of another shape. */
  readonly judge: (cases: unknown) => readonly Judgement[];
};

export type Judgement = {
  readonly id: string;
  readonly ok: boolean;
  /** What was expected and what came instead; '' when it is ok. */
  readonly detail: string;
};
