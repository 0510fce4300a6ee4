/** One right answer that is marked wrong costs more trust than ten missing features: what passes is what works, however it was made. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/course/attempt.ts';
import { courseFiles, load } from '../course/fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const PORTS = '[{"port":80,"targetPort":9376,"nodePort":32001}]';
const MANIFEST = `apiVersion: v1
kind: Service
metadata: {name: frontend}
spec: {type: NodePort, selector: {app: webapp}, ports: [{port: 80, targetPort: 9376, nodePort: 32001}]}`;

/** None of these is written in the scenario. */
const answers: { readonly [how: string]: readonly string[] } = {
  'one patch of the whole spec': [`kubectl patch svc frontend -p '{"spec":{"selector":{"app":"webapp"},"ports":${PORTS}}}'`],
  'a manifest that is applied': [`kubectl apply -f - <<EOF\n${MANIFEST}\nEOF`],
  'a Service that was deleted and made anew': ['kubectl delete service frontend', `kubectl create -f - <<EOF\n${MANIFEST}\nEOF`],
  'the selector as such, the port by JSON patch': [
    'kubectl set selector service frontend app=webapp',
    `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'`,
  ],
  'the other order': [
    `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'`,
    `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`,
  ],
  'what works, after detours, among things that nobody asked for': [
    'kubectl get pods',
    'kubectl create namespace play',
    'kubectl run extra --image=nginx',
    'kubectl delete service frontend',
    'undo',
    `kubectl patch svc frontend -p '{"spec":{"selector":{"app":"webapp"},"ports":${PORTS}}}'`,
  ],
};

describe('a scenario passes by', () => {
  it.each(Object.entries(answers))('%s', (_how, lines) => {
    expect(replay(scenario, 's', lines).accept.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });
});
