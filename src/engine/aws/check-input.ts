/** Whether an input has the members that an operation asks for, in the shapes that it asks for. */
import type { Operation } from './operation.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Shape } from './shape.ts';

/** Null when the input fits, else what the service answers. */
export function checkInput(operation: Operation, input: Readonly<Record<string, unknown>>): Refusal | null {
  for (const name of Object.keys(input)) {
    if (operation.members[name] === undefined) return refuse('UnknownParameter', `The parameter ${name} is not recognized`);
  }
  for (const [name, member] of Object.entries(operation.members)) {
    const value = input[name];
    if (value === undefined) {
      if (member.required) return refuse('MissingParameter', `The request must contain the parameter ${lowerFirst(name)}`);
      continue;
    }
    const problem = misfit(member, value, lowerFirst(name));
    if (problem !== null) return problem;
  }
  return null;
}

/** The name of a member as EC2 spells it in its messages: `vpcId` for `VpcId`. */
export function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function misfit(shape: Shape, value: unknown, name: string): Refusal | null {
  if (shape.type === 'list') {
    if (!Array.isArray(value)) return invalid(value, name);
    return value.map((item) => misfit(shape.of, item, name)).find((problem) => problem !== null) ?? null;
  }
  if (shape.type === 'structure' || shape.type === 'map') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid(value, name);
    if (shape.type === 'map')
      return (
        Object.entries(value)
          .map(([key, held]) => misfit(shape.of, held, key))
          .find((problem) => problem !== null) ?? null
      );
    for (const [part, held] of Object.entries(value)) {
      const inner = shape.members[part];
      if (inner === undefined) return refuse('UnknownParameter', `The parameter ${part} is not recognized`);
      const problem = held === undefined ? null : misfit(inner, held, lowerFirst(part));
      if (problem !== null) return problem;
    }
    return null;
  }
  if (shape.type === 'integer') return Number.isInteger(value) ? null : invalid(value, name);
  if (shape.type === 'boolean') return typeof value === 'boolean' ? null : invalid(value, name);
  return typeof value === 'string' ? null : invalid(value, name);
}

function invalid(value: unknown, name: string): Refusal {
  return refuse('InvalidParameterValue', `Invalid value '${typeof value === 'object' ? JSON.stringify(value) : String(value)}' for ${name}`);
}
