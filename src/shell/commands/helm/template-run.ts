/** Runs a Go template over its values, with the errors that helm prints. https://pkg.go.dev/text/template */
import { FUNCTION_NAMES, FUNCTIONS, isTrue, printed, Refused } from './template-functions.ts';
import { type Defined, type Expression, type Node, type Pipe, type Place, parseTemplate, TemplateError } from './template-tree.ts';

type Templates = ReadonlyMap<string, Defined>;
type Scope = {
  readonly dot: unknown;
  readonly variables: Map<string, unknown>;
  readonly templates: Templates;
  readonly name: string;
  readonly file: string;
};

/** The text that the template `name` gives. */
export function render(templates: Templates, name: string, dot: unknown): string {
  const defined = templates.get(name);
  if (defined === undefined) throw new TemplateError(`template: no template ${JSON.stringify(name)} associated with template "gotpl"`);
  return run(defined.nodes, { dot, variables: new Map([['$', dot]]), templates, name, file: defined.file });
}

function run(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => step(node, scope)).join('');
}

function step(node: Node, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  const value = evaluated(node.pipe.value, scope);
  if (node.kind === 'print') {
    if (node.pipe.sets.length === 0) return printed(value);
    assign(node.pipe, scope, [value]);
    return '';
  }
  if (node.kind === 'range') return ranged(node, scope, value);
  const inner = { ...scope, variables: new Map(scope.variables) };
  assign(node.pipe, inner, [value]);
  if (!isTrue(value)) return run(node.otherwise, inner);
  const text = run(node.body, node.kind === 'with' ? { ...inner, dot: value } : inner);
  keep(inner, scope);
  return text;
}

function ranged({ pipe, body, otherwise }: Extract<Node, { kind: 'if' | 'with' | 'range' }>, scope: Scope, value: unknown): string {
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === 'number'
      ? Array.from({ length: value }, (_, index) => [index, index])
      : Object.entries((value ?? {}) as object).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return run(otherwise, scope);
  return entries
    .map(([key, item]) => {
      const inner = { ...scope, dot: item, variables: new Map(scope.variables) };
      assign({ ...pipe, declares: true }, inner, pipe.sets.length > 1 ? [key, item] : [item]);
      const text = run(body, inner);
      keep(inner, scope);
      return text;
    })
    .join('');
}

function assign({ sets }: Pipe, { variables }: Scope, values: readonly unknown[]): void {
  for (const [index, name] of sets.entries()) variables.set(name, values[index]);
}

/** What was assigned to a variable that stands outside stays. */
function keep(inner: Scope, outer: Scope): void {
  for (const name of outer.variables.keys()) outer.variables.set(name, inner.variables.get(name));
}

function evaluated(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'variable':
      return scope.variables.get(expression.name);
    case 'field':
      return expression.path.reduce(
        (value, name, index) => fieldOf(value, name, { expression, index, scope }),
        expression.of === null ? scope.dot : evaluated(expression.of, scope),
      );
    case 'call':
      return called(expression, scope);
  }
}

type Field = { readonly expression: Extract<Expression, { kind: 'field' }>; readonly index: number; readonly scope: Scope };

function fieldOf(value: unknown, name: string, { expression, scope }: Field): unknown {
  if (value === null || value === undefined) throw failure(scope, expression, `nil pointer evaluating interface {}.${name}`);
  if (typeof value !== 'object') {
    const type = typeof value === 'number' ? 'float64' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw failure(scope, expression, `can't evaluate field ${name} in type ${type === 'string' ? 'interface {}' : type}`);
  }
  return (value as Record<string, unknown>)[name];
}

function called(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): unknown {
  const args = expression.args.map((arg) => evaluated(arg, scope));
  if (expression.name === 'include' || expression.name === 'template') {
    const name = printed(args[0]);
    if (!scope.templates.has(name))
      throw failure(
        scope,
        expression,
        `error calling ${expression.name}: template: no template ${JSON.stringify(name)} associated with template "gotpl"`,
      );
    return render(scope.templates, name, args[1]);
  }
  if (expression.name === 'tpl') {
    const own = parseTemplate(scope.file, printed(args[0]), FUNCTION_NAMES);
    return render(new Map([...scope.templates, ...own]), scope.file, args[1]);
  }
  try {
    return (FUNCTIONS.get(expression.name) as (...given: readonly unknown[]) => unknown)(...args);
  } catch (error) {
    if (error instanceof Refused) throw new TemplateError(`execution error at (${placed(scope.file, expression.at)}): ${error.message}`);
    if (error instanceof TypeError)
      throw failure(
        scope,
        expression,
        `wrong type for value; expected string; got ${args.at(-1) === undefined ? 'interface {}' : typeof args.at(-1)}`,
      );
    throw error;
  }
}

function failure({ file, name }: Scope, { text, at }: { readonly text: string; readonly at: Place }, what: string): TemplateError {
  return new TemplateError(`template: ${placed(file, at)}: executing ${JSON.stringify(name)} at <${text}>: ${what}`);
}

function placed(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
