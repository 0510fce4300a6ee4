/** What every test file needs before its first import of Ink: the polyfill that `bin/ekslab.js` also has, and plain text. */
type WithResolvers = <T>(this: PromiseConstructor) => { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void };

const promises = Promise as unknown as { withResolvers?: WithResolvers };
// Node 20 lacks it, and Ink's reconciler calls it.
promises.withResolvers ??= function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
