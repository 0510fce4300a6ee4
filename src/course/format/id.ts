import { list, type Shape, string } from '../shape.ts';

/** Ids that stay: lower case, digits, single hyphens. */
export const id: Shape<string> = string({ pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, like: 'node-port-path' });

/** Names of variables, bindings and objects of the learner's: as `{name}` writes them. */
export const variable: Shape<string> = string({ pattern: /^[a-z][A-Za-z0-9]*$/, like: 'nodePort' });

/** Lines to be typed, each as it would be typed; a heredoc is one line of several rows. */
export const lines: Shape<readonly string[]> = list(string({ pattern: /\S/, like: '`kubectl get pods`' }));
