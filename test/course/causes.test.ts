import { describe, expect, it } from 'vitest';
import { enter, openAttempt, replay } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import { drawn } from '../../src/course/causes.ts';
import type { Scenario } from '../../src/course/content.ts';
import { fillPlaceholders } from '../../src/course/placeholder.ts';
import { prove } from '../../src/course/prove/index.ts';
import { digest } from '../../src/engine/digest.ts';
import { courseFiles, type Files, load } from './fixture.ts';

const PATCH = (spec: string) => `kubectl patch service frontend -p '{"spec":${spec}}'`;

/** A service that refuses for one of two reasons; once it answers, a pod stops being ready. */
const TICKETS = `format: 1
module: ports
kind: break-fix
title: {ko: 두 가지 원인, en: Two causes}
minutes: 5
concepts: [ports]
vars:
  port: {number: {from: 31000, to: 31999}}
story: {ko: "{port} 포트가 연결을 거부합니다. 고치세요.", en: "Port {port} refuses connections. Repair it."}
world:
  base: ../../lessons/01-ports/world.yaml
  setup:
    - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/nodePort","value":{port}}]'
    - aws ec2 authorize-security-group-ingress --group-id {sg-of:node0} --protocol tcp --port {port} --cidr 0.0.0.0/0
accept:
  - id: answers
    text: {ko: "인터넷에서 {port} 포트에 연결된다", en: "The internet connects to port {port}"}
    check: {reaches: {from: internet, to: "node/node0:{port}"}}
  - id: cause
    text: {ko: "원인을 골랐다", en: "The cause is named"}
    check: {diagnosed: {}}
causes:
  - id: selector
    cause: {ko: "서비스의 셀렉터에 맞는 파드가 없다", en: "No pod matches the selector of the service"}
    setup: ["${PATCH('{\\"selector\\":{\\"app\\":\\"shop\\"}}').replaceAll('"', '\\"').replaceAll('\\\\"', '\\"')}"]
    solution: ["${PATCH('{\\"selector\\":{\\"app\\":\\"webapp\\"}}').replaceAll('"', '\\"').replaceAll('\\\\"', '\\"')}"]
  - id: target-port
    cause: {ko: "서비스가 아무도 듣지 않는 포트로 보낸다", en: "The service sends to a port where nobody listens"}
    sign: {ko: "그렇다면 엔드포인트는 Ready일 것입니다.", en: "Then the endpoints would be ready."}
    setup:
      - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'
    solution:
      - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'
    near_misses:
      - name: {ko: 다른 포트, en: Another port}
        lines: ["kubectl patch service frontend --type=json -p '[{\\"op\\":\\"replace\\",\\"path\\":\\"/spec/ports/0/targetPort\\",\\"value\\":9377}]'"]
        fails: [answers]
decoys:
  - {id: group, cause: {ko: "보안 그룹이 포트를 막는다", en: "The security group blocks the port"}}
solution: [diagnose key]
stages:
  - id: scaled
    story: {ko: "누군가 파드를 줄였습니다.", en: "Somebody removed pods."}
    setup: [kubectl scale deployment webapp --replicas=1]
    accept:
      - id: three
        text: {ko: "Ready 엔드포인트가 3개다", en: "There are 3 ready endpoints"}
        check: {endpoints: {service: default/frontend, ready: 3}}
    solution: [kubectl scale deployment webapp --replicas=3]
`;

const files = (): Files => ({ ...courseFiles(), 'scenarios/tickets/scenario.yaml': TICKETS });
const scenarioOf = (of: Files): Scenario => load(of).course.scenarios.find(({ id }) => id === 'tickets') as Scenario;
const tickets = scenarioOf(files());
const seedWith = (cause: string): string =>
  Array.from({ length: 40 }, (_, index) => String(index)).find((seed) => drawn(tickets, seed).diagnoses?.[0]?.key[0] === cause) as string;

function type(attempt: Attempt, ...lines: readonly string[]): Attempt {
  return lines.reduce((now, line) => {
    const filled = fillPlaceholders(now.world, line);
    return enter(now, filled.ok ? filled.text : line).attempt;
  }, attempt);
}

const verdictOf = ({ accept }: Attempt, id: string) => accept.find((line) => line.id === id)?.verdict;

describe('a scenario with causes and a stage', () => {
  it('keeps every promise, whatever is drawn', () => {
    const loaded = load(files());
    expect(loaded.problems).toEqual([]);
    expect(prove(loaded).filter(({ ok, content }) => !ok && content === 'scenario/tickets')).toEqual([]);
  });

  it('is another world for another seed, and the same for the same', () => {
    expect(drawn(tickets, 'a')).toEqual(drawn(scenarioOf(files()), 'a'));
    const lots = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(drawn(tickets, String(seed)).diagnoses)));
    expect(lots.size).toBe(2);
  });

  it.each([
    ['causes/selector/', 'app\\":\\"webapp', 'app\\":\\"nobody', 'solution'],
    ['stages/scaled', 'webapp --replicas=1', 'webapp --replicas=3', 'start'],
    ['causes/target-port/near_misses', '\\"value\\":9377', '\\"value\\":9376', 'near-misses'],
  ])('is found wrong where a defect is planted in %s', (_, from, to, gate) => {
    expect(TICKETS).toContain(from);
    const found = prove(load({ ...files(), 'scenarios/tickets/scenario.yaml': TICKETS.replace(from, () => to) }));
    expect(found.filter(({ ok, content }) => !ok && content === 'scenario/tickets').map((one) => one.gate)).toContain(gate);
  });
});

describe('naming the cause', () => {
  const seed = seedWith('selector');
  const begun = openAttempt(tickets, { seed });

  it('passes with the right one', () => {
    const named = type(begun, 'diagnose selector');
    expect([verdictOf(named, 'cause'), named.helped]).toEqual(['pass', false]);
  });

  it('costs with a wrong one, says what would be seen, and does not block', () => {
    const { attempt, output } = enter(begun, 'diagnose target-port');
    expect([verdictOf(attempt, 'cause'), attempt.helped]).toEqual(['fail', true]);
    expect(output.notes.map(({ text }) => text.en)).toContain('Then the endpoints would be ready.');
    expect(verdictOf(type(attempt, 'diagnose selector'), 'cause')).toBe('pass');
  });

  it('lists the decoys among the causes, without saying which is which', () => {
    const { output } = enter(begun, 'diagnose');
    expect(output.notes.map(({ text }) => text.en).filter((text) => /^\d /.test(text))).toHaveLength(3);
  });
});

describe('a stage', () => {
  const seed = seedWith('selector');
  const solved = type(openAttempt(tickets, { seed }), ...drawn(tickets, seed).solution);

  it('arrives once everything before it passes, with its own story and line', () => {
    expect([solved.stage, solved.status, solved.scenario.story.en]).toEqual([1, 'open', 'Somebody removed pods.']);
    expect([verdictOf(solved, 'answers'), verdictOf(solved, 'three')]).toEqual(['pass', 'fail']);
  });

  it('cannot be undone, and reset goes back to where it came', () => {
    expect(type(solved, 'undo').stage).toBe(1);
    const back = type(solved, 'kubectl delete service frontend', 'reset');
    expect([back.stage, verdictOf(back, 'answers'), verdictOf(back, 'cause'), verdictOf(back, 'three')]).toEqual([1, 'pass', 'pass', 'fail']);
  });

  it('is the last one when it passes too; then again gives another cause', () => {
    const through = type(solved, 'kubectl scale deployment webapp --replicas=3');
    expect(through.status).toBe('assisted');
    const anew = type(through, 'again');
    expect([anew.stage, anew.status, anew.helped]).toEqual([0, 'open', false]);
    expect(anew.scenario.diagnoses?.[0]?.key).toEqual(['target-port']);
    const replayed = replay(tickets, seed, anew.inputs);
    expect([digest(replayed.world), replayed.seed, verdictOf(replayed, 'answers')]).toEqual([digest(anew.world), anew.seed, 'fail']);
  });
});
