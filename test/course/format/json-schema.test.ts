import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../../src/course/format/json-schema.ts';

describe('the schemas for editors', () => {
  it.each(Object.entries(jsonSchemas()))('schema/%s.json is what the loader reads (vitest -u writes it)', async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../../schema/${name}.json`);
  });

  it('know every check with its arguments', () => {
    const accept = (
      jsonSchemas().scenario as {
        readonly properties: { readonly accept: { readonly items: { readonly properties: { readonly check: { readonly properties: object } } } } };
      }
    ).properties.accept;
    expect(Object.keys(accept.items.properties.check.properties)).toContain('reaches');
  });
});
