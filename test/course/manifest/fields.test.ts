import { describe, expect, it } from 'vitest';
import { fieldsAt } from '../../../src/course/manifest/fields.ts';

/** The candidates where `|` stands in the text. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return fieldsAt(marked.replace('|', ''), caret);
}
const names = (marked: string) => at(marked).items.map(({ name }) => name);

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx
          ports:
            - containerPort: 80
`;

describe('the fields that a manifest can go on with', () => {
  it('are those of an object before its kind is known', () => {
    expect(names('|')).toEqual(['apiVersion', 'kind', 'metadata']);
    expect(names('apiVersion: v1\nki|')).toEqual(['kind']);
  });

  it('are those of the kind, without those that stand there', () => {
    expect(names('apiVersion: v1\nkind: Service\n|')).toEqual(['metadata', 'spec', 'status']);
  });

  it('follow the indentation through lists, in their key column or further in', () => {
    expect(names(`${DEPLOYMENT}          im|`)).toEqual(['imagePullPolicy']);
    expect(names(`${DEPLOYMENT}              ho|`)).toEqual(['hostIP', 'hostPort']);
    expect(names('kind: Service\nspec:\n  ports:\n  - port: 80\n    target|')).toEqual(['targetPort']);
    expect(names('kind: Service\nspec:\n  ports:\n  - po|')).toEqual(['port']);
    expect(names('kind: Service\nspec:\n  ports:\n  - port: 80\n  sele|')).toEqual(['selector']);
  });

  it('of an item are offered again in the next item', () => {
    expect(names('kind: Service\nspec:\n  ports:\n    - port: 80\n    - po|')).toEqual(['port']);
    expect(names('kind: Service\nspec:\n  ports:\n    - port: 80\n      po|')).toEqual([]);
  });

  it('belong to the document that the caret stands in', () => {
    expect(names(`${DEPLOYMENT}---\nkind: Service\nspec:\n  sessionA|\n---\nkind: Pod\n`)).toEqual(['sessionAffinity', 'sessionAffinityConfig']);
  });

  it('are none where names are free, or where the kind has no such place', () => {
    expect(names('kind: Service\nspec:\n  selector:\n    a|')).toEqual([]);
    expect(names('kind: Service\nspec:\n  nothing:\n    a|')).toEqual([]);
  });

  it('come with what stands behind the name', () => {
    expect(at('kind: Service\nsp|').items[0]).toEqual({ name: 'spec', type: 'ServiceSpec', insert: 'spec:\n  ' });
    expect(at('kind: Service\nspec:\n  por|').items[0]).toEqual({ name: 'ports', type: '[]ServicePort', insert: 'ports:\n    - ' });
    expect(at('kind: Service\nspec:\n  ty|').items[0]).toEqual({ name: 'type', type: 'string', insert: 'type: ' });
  });

  it('of kind and apiVersion are the names that the API server serves', () => {
    expect(names('kind: Serv|')).toContain('Service');
    expect(names('kind: Deployment\napiVersion: |')).toEqual(['apps/v1']);
  });
});
