import { describe, expect, it } from 'vitest';
import { drawVars } from '../../src/course/draw.ts';
import { fillVars } from '../../src/course/vars.ts';

describe('variables of a scenario', () => {
  it('are picked by the seed, the same every time', () => {
    const scenario = { id: 's', vars: { port: [32001, 30080, 31000], app: ['web', 'shop'] } };
    expect(drawVars(scenario, 'one')).toEqual(drawVars(scenario, 'one'));
    const picked = new Set(Array.from({ length: 30 }, (_, seed) => drawVars(scenario, String(seed)).vars.port));
    expect([...picked].sort()).toEqual([30080, 31000, 32001]);
  });

  it('fill every text of any data', () => {
    expect(fillVars({ line: 'curl :{port}', deep: [{ text: { ko: '{app:을/를} 보세요.' } }] }, { port: 80, app: 'web' })).toEqual({
      line: 'curl :80',
      deep: [{ text: { ko: 'web을 보세요.' } }],
    });
  });

  it('stay numbers where the text is nothing but the variable', () => {
    expect(fillVars({ nodePort: '{port}' }, { port: 32001 })).toEqual({ nodePort: 32001 });
  });

  it('leave everything else in braces alone', () => {
    const text = '{other} {pod:app=webapp:1} {.spec.ports} \'{"a": 1}\'';
    expect(fillVars(text, { port: 1 })).toBe(text);
  });
});
