/** What goes through states over time. */
export type Lifecycle = {
  /** When its state began, in simulated milliseconds since 1970; absent where a world states the object as it is. */
  readonly since?: number;
};
