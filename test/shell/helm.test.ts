/** Expected: https://helm.sh/docs/, text/template of Go, and the rendered example of the course (NodePort 8080, targetPort http). */
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../src/shell/commands/helm/template-functions.ts';
import { render } from '../../src/shell/commands/helm/template-run.ts';
import { parseTemplate } from '../../src/shell/commands/helm/template-tree.ts';
import { typistAt } from '../journeys/typist.ts';
import { courseWorld } from '../support/world-of.ts';

const text = (source: string, dot: object = {}) => render(parseTemplate('c/templates/t.yaml', source, FUNCTION_NAMES), 'c/templates/t.yaml', dot);

describe('a template', () => {
  it('takes the blanks beside its dashes', () => {
    expect(text('a  {{- 1 -}}  b {{ 2 }} c')).toBe('a1b 2 c');
    expect(text('x\n{{- /* said */ -}}\ny')).toBe('xy');
  });

  it('decides, goes into values and over them', () => {
    expect(text('{{ if eq .a "x" }}1{{ else if .b }}2{{ else }}3{{ end }}', { a: 'y', b: true })).toBe('2');
    expect(text('{{ with .a }}{{ .b }}{{ else }}none{{ end }}', { a: { b: 'in' } })).toBe('in');
    expect(text('{{ range $i, $v := .l }}{{ $i }}={{ $v }} {{ end }}', { l: ['p', 'q'] })).toBe('0=p 1=q ');
    expect(text('{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}')).toBe('2');
  });

  it('pipes values through functions, the piped one last', () => {
    expect(text('{{ .a | default "d" | upper | quote }}')).toBe('"D"');
    expect(text('{{ define "n" }}{{ .x }}{{ end }}a:\n  {{- include "n" (dict "x" "v") | nindent 2 }}')).toBe('a:\n  v');
    expect(text('{{ toYaml .m | indent 2 }}', { m: { b: [1, 2], a: 'x' } })).toBe('  a: x\n  b:\n  - 1\n  - 2');
    expect(text('{{ printf "%s-%d" "a" 3 }}')).toBe('a-3');
  });

  it('fails as Go says it, with line and column', () => {
    expect(() => text('a: 1\n  b: {{ .Values.service.typo.x }}', { Values: { service: {} } })).toThrow(
      'template: c/templates/t.yaml:2:15: executing "c/templates/t.yaml" at <.Values.service.typo.x>: nil pointer evaluating interface {}.x',
    );
    expect(() => text('\n{{ shout .a }}')).toThrow('parse error at (c/templates/t.yaml:2): function "shout" not defined');
    expect(() => text('{{ required "name it" .a }}')).toThrow('execution error at (c/templates/t.yaml:1:3): name it');
    expect(() => text('{{ if .a }}')).toThrow('unexpected EOF');
  });
});

describe('helm', () => {
  it('renders the service of the course by its two values', () => {
    const typist = typistAt(courseWorld());
    const service = typist.type('helm template web ./webapp --set service.type=NodePort,service.port=8080 -s templates/service.yaml');
    expect(service).toContain('# Source: webapp/templates/service.yaml');
    expect(service).toContain('spec:\n  type: NodePort\n  ports:\n    - port: 8080\n      targetPort: http\n      protocol: TCP\n      name: http');
    const values = typist.type("helm template web ./webapp -s templates/service.yaml -f - <<'EOF'\nservice:\n  type: NodePort\n  port: 8080\nEOF");
    expect(values).toBe(service);
    expect(typist.type('helm template web ./webapp | kubectl apply --dry-run=client -f -')).toContain('service/web-webapp created (dry run)');
  });

  it('installs, upgrades and uninstalls a release, whose node port leads to the port named http', () => {
    const typist = typistAt(courseWorld());
    expect(typist.type('helm install web ./webapp --set replicaCount=2')).toMatch(
      /^NAME: web\nLAST DEPLOYED: .*\nNAMESPACE: default\nSTATUS: deployed\nREVISION: 1/,
    );
    typist.type('wait 60s');
    expect(typist.type('kubectl exec toolbox -- curl -s http://web-webapp')).toContain('Welcome to nginx!');
    expect(typist.type('helm upgrade web ./webapp --set service.type=NodePort,service.port=8080')).toContain('Happy Helming!');
    typist.type('wait 60s');
    const port = typist.type("kubectl get service web-webapp -o jsonpath='{.spec.ports[0].nodePort}'");
    expect(typist.type(`curl -s http://198.51.100.6:${port}`)).toContain('Welcome to nginx!');
    expect(typist.says(`trace internet node/node0:${port}`).en).toMatch(/stands for 10\.100\.\d+\.\d+:8080 of service default\/web-webapp/);
    expect(typist.type('helm list')).toMatch(/^web\s+default\s+2\s+.*deployed\s+webapp-0\.1\.0\s+1\.27/m);
    expect(typist.type('helm get values web')).toContain('type: NodePort');
    expect(typist.type('helm uninstall web')).toBe('release "web" uninstalled');
    typist.type('wait 60s');
    expect(typist.tries('kubectl get service web-webapp').stderr).toContain('not found');
    expect(typist.type('helm list').split('\n')).toHaveLength(1);
  });

  it('refuses with the words of helm', () => {
    const typist = typistAt(courseWorld());
    const said = (line: string) => typist.tries(line).stderr;
    expect(said('helm template web ./shop')).toBe('Error: path "./shop" not found\n');
    expect(said('helm template web ./webapp -f values.yaml')).toBe('Error: open values.yaml: no such file or directory\n');
    expect(said('helm template web ./webapp --set service=x')).toMatch(/^Error: template: webapp\/templates\/service\.yaml:\d+:\d+: executing /);
    expect(said('helm upgrade web ./webapp')).toBe('Error: UPGRADE FAILED: "web" has no deployed releases\n');
    expect(said('helm uninstall web')).toBe('Error: uninstall: Release not loaded: web: release: not found\n');
    typist.type('helm install web ./webapp');
    expect(said('helm install web ./webapp')).toBe('Error: INSTALLATION FAILED: cannot re-use a name that is still in use\n');
    expect(said('helm upgrade web ./webapp --set service.type=Nodeport')).toMatch(
      /^Error: UPGRADE FAILED: .*spec\.type: Unsupported value: "Nodeport"/s,
    );
  });
});
