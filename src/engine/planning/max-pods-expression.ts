/**
 * nodeadm's maxPodsExpression: a CEL expression over what is known of the instance type.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni_max_pods.go (evaluateCustomMaxPodsExpression)
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
import { type CelNode, CelSyntaxError, parseCel } from './cel.ts';

/** The names that an expression knows, all of them integers. */
export const EXPRESSION_NAMES = ['default_enis', 'ips_per_eni', 'max_pods', 'vcpus', 'memory_mib'] as const;
export type ExpressionName = (typeof EXPRESSION_NAMES)[number];
export type ExpressionValues = { readonly [N in ExpressionName]: number };

/** The number of pods; or why nodeadm falls back to the plain one. `at` is the offset in the expression. */
export type ExpressionResult = { readonly pods: number } | { readonly wrong: ExpressionFault; readonly what: string; readonly at: number };
export type ExpressionFault = 'syntax' | 'unknown-name' | 'types' | 'overflow' | 'division-by-zero' | 'not-a-number' | 'out-of-range';

type Type = 'int' | 'double' | 'bool';
type Value = bigint | number | boolean;

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const MOST_PODS = 2n ** 31n - 1n;

/** Evaluates the expression as nodeadm does: compiled first, so that a wrong branch is refused even where it is not taken. */
export function evaluateMaxPods(expression: string, values: ExpressionValues): ExpressionResult {
  try {
    const tree = parseCel(expression);
    typeOf(tree);
    return podsOf(evaluated(tree, values));
  } catch (error) {
    if (error instanceof CelSyntaxError) return { wrong: 'syntax', what: error.what, at: error.at };
    if (error instanceof ExpressionError) return { wrong: error.fault, what: error.what, at: error.at };
    throw error;
  }
}

class ExpressionError extends Error {
  readonly fault: ExpressionFault;
  readonly what: string;
  readonly at: number;
  constructor(fault: ExpressionFault, what: string, at: number) {
    super(`${fault}: ${what}`);
    this.fault = fault;
    this.what = what;
    this.at = at;
  }
}

/** "value must be a positive integer less than" 2^31; a double is converted as CEL's int() does, towards zero. */
function podsOf(value: Value): ExpressionResult {
  if (typeof value === 'boolean') return { wrong: 'not-a-number', what: String(value), at: 0 };
  const pods = typeof value === 'bigint' ? value : Number.isFinite(value) ? BigInt(Math.trunc(value)) : INT64.most;
  if (pods <= 0n || pods > MOST_PODS) return { wrong: 'out-of-range', what: String(pods), at: 0 };
  return { pods: Number(pods) };
}

function typeOf(node: CelNode): Type {
  switch (node.node) {
    case 'literal':
      return typeof node.value === 'bigint' ? 'int' : typeof node.value === 'number' ? 'double' : 'bool';
    case 'name':
      if ((EXPRESSION_NAMES as readonly string[]).includes(node.name)) return 'int';
      throw new ExpressionError('unknown-name', node.name, node.at);
    case 'unary': {
      const type = typeOf(node.of);
      return node.operator === '!' ? expect(type, ['bool'], node) : expect(type, ['int', 'double'], node);
    }
    case 'ternary': {
      expect(typeOf(node.test), ['bool'], node.test);
      const [then, otherwise] = [typeOf(node.then), typeOf(node.otherwise)];
      return expect(otherwise, [then], node.otherwise);
    }
    case 'call':
      expect(typeOf(node.of), ['int', 'double'], node.of);
      return node.name;
    case 'binary':
      return typeOfBinary(node);
  }
}

function typeOfBinary(node: Extract<CelNode, { node: 'binary' }>): Type {
  const [left, right] = [typeOf(node.left), typeOf(node.right)];
  switch (node.operator) {
    case '&&':
    case '||':
      expect(left, ['bool'], node.left);
      return expect(right, ['bool'], node.right);
    case '%':
      expect(left, ['int'], node.left);
      return expect(right, ['int'], node.right);
    case '+':
    case '-':
    case '*':
    case '/':
      expect(left, ['int', 'double'], node.left);
      return expect(right, [left], node.right);
    default:
      expect(right, [left], node.right);
      return 'bool';
  }
}

function expect(type: Type, wanted: readonly Type[], node: CelNode): Type {
  if (!wanted.includes(type)) throw new ExpressionError('types', type, node.at);
  return type;
}

function evaluated(node: CelNode, values: ExpressionValues): Value {
  switch (node.node) {
    case 'literal':
      return node.value;
    case 'name':
      return BigInt(values[node.name as ExpressionName]);
    case 'unary': {
      const value = evaluated(node.of, values);
      if (typeof value === 'boolean') return !value;
      return typeof value === 'bigint' ? checked(-value, node.at) : -value;
    }
    case 'ternary':
      return evaluated(node.test, values) === true ? evaluated(node.then, values) : evaluated(node.otherwise, values);
    case 'call': {
      const value = evaluated(node.of, values) as bigint | number;
      if (node.name === 'double') return Number(value);
      return typeof value === 'bigint' ? value : checked(Number.isFinite(value) ? BigInt(Math.trunc(value)) : INT64.most + 1n, node.at);
    }
    case 'binary':
      return node.operator === '&&' || node.operator === '||' ? logical(node, values) : arithmetic(node, values);
  }
}

/** An operand that fails does not matter when the other one decides. */
function logical(node: Extract<CelNode, { node: 'binary' }>, values: ExpressionValues): boolean {
  const decides = node.operator === '||';
  const sides = [node.left, node.right].map((side): boolean | ExpressionError => {
    try {
      return evaluated(side, values) === true;
    } catch (error) {
      if (error instanceof ExpressionError) return error;
      throw error;
    }
  });
  if (sides.includes(decides)) return decides;
  for (const side of sides) if (side instanceof ExpressionError) throw side;
  return !decides;
}

function arithmetic(node: Extract<CelNode, { node: 'binary' }>, values: ExpressionValues): Value {
  const [left, right] = [evaluated(node.left, values), evaluated(node.right, values)];
  switch (node.operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
  if (typeof left === 'number' && typeof right === 'number') return doubles(node.operator, left, right);
  const [one, other] = [left as bigint, right as bigint];
  switch (node.operator) {
    case '+':
      return checked(one + other, node.at);
    case '-':
      return checked(one - other, node.at);
    case '*':
      return checked(one * other, node.at);
    default:
      if (other === 0n) throw new ExpressionError('division-by-zero', node.operator, node.at);
      return checked(node.operator === '/' ? one / other : one % other, node.at);
  }
}

function doubles(operator: string, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / right;
}

function checked(value: bigint, at: number): bigint {
  if (value < INT64.least || value > INT64.most) throw new ExpressionError('overflow', String(value), at);
  return value;
}
