import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../src/course/manifest/check.ts';

const places = (text: string) => checkManifest(text).problems.map(({ line, col, what }) => `${line}:${col} ${what.en}`);

describe('a manifest being written', () => {
  it('has nothing wrong while it is empty or only comments', () => {
    expect(checkManifest('')).toEqual({ kinds: [], problems: [], unreadable: false });
    expect(checkManifest('# a note\n\n---\n').problems).toEqual([]);
  });

  it('names the kinds of its documents', () => {
    expect(checkManifest('kind: Pod\n---\nkind: Service\n').kinds).toEqual(['Pod', 'Service']);
  });

  it('says where it stops being YAML', () => {
    const check = checkManifest('kind: Service\nspec:\n  ports: [80\n');
    expect(check.unreadable).toBe(true);
    expect(check.problems[0]?.line).toBeGreaterThanOrEqual(3);
    expect(places('kind: Service\n  spec: 1\n')[0]).toMatch(/^2:\d+ this is not YAML/);
  });

  it('says where a field stands that its kind does not have, and which is meant', () => {
    const { problems } = checkManifest('kind: Service\nspec:\n  ports:\n    - prot: 80\n');
    expect(problems.map(({ line, col }) => [line, col])).toEqual([[4, 7]]);
    expect(problems[0]?.what.en).toBe('ServicePort has no field prot.');
    expect(problems[0]?.how.en).toBe('Did you mean port?');
  });

  it('says where the kind is not known', () => {
    expect(places('kind: Servce\n')).toEqual(['1:7 this cluster has no kind Servce.']);
  });

  it('counts columns by characters, with Hangul before them', () => {
    expect(places('kind: Pod\nmetadata: {labels: {이름: "가나"}, nam: x}\n')).toEqual(['2:32 ObjectMeta has no field nam.']);
  });

  it('leaves free names alone', () => {
    expect(places('kind: Service\nspec:\n  selector:\n    app: web\nmetadata:\n  labels:\n    any.thing/at-all: x\n')).toEqual([]);
  });
});
