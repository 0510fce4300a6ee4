/** Predict, then reveal: before the first trace of a scenario the learner puts its hops in order. The engine's trace is the key. */
import type { Connection } from '../engine/connection.ts';
import { elements } from '../engine/dataplane/elements.ts';
import type { ElementName, PlaceName } from '../engine/dataplane/path.ts';
import type { Branch } from '../engine/dataplane/step.ts';
import { summary, takenBranch } from '../engine/explain.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import type { Hop, PredictionState } from './attempt-state.ts';
import type { Scenario } from './content.ts';
import { fillPlaceholders } from './placeholder.ts';
import { longestInOrder } from './quiz.ts';
import { say } from './say.ts';
import { shuffled } from './seeded.ts';

/** The prediction as it is asked for in this world; `none` when the scenario has none. */
export function askPrediction(scenario: Scenario, world: World, seed: string): PredictionState {
  const connection = predictedConnection(scenario, world);
  if (scenario.predict === null || connection === null) return { state: 'none' };
  const key = takenHops(connection);
  const decoys = scenario.predict.decoys.filter((name) => !key.some((hop) => hop.id.startsWith(`${name}@`))).flatMap(decoyHop);
  return { state: 'asked', ask: scenario.predict.ask, options: shuffled([...key, ...decoys], [scenario.id, seed, 'predict']) };
}

/** What the given hops are worth: compared with every way that the connection can take, the nearest counts. */
export function givePrediction(scenario: Scenario, world: World, given: readonly string[]): PredictionState {
  const connection = predictedConnection(scenario, world);
  if (connection === null) return { state: 'none' };
  const decoys = (scenario.predict?.decoys ?? []).flatMap(decoyHop);
  const ways = connection.legs.flatMap((leg) => leg.branches).map(hopsOf);
  let best = { key: takenHops(connection).map((hop) => hop.id), right: 0 };
  best = { ...best, right: longestInOrder(best.key, given) };
  for (const way of ways) {
    const key = way.map((hop) => hop.id);
    const right = longestInOrder(key, given);
    if (right > best.right) best = { key, right };
  }
  return { state: 'given', hops: [...ways.flat(), ...decoys], given, key: best.key, right: best.right, connection };
}

/** The right answer, for the solution. */
export function predictionKey(scenario: Scenario, world: World): readonly string[] {
  const connection = predictedConnection(scenario, world);
  return connection === null ? [] : takenHops(connection).map((hop) => hop.id);
}

/** Whether a connection would give away the one that is asked for. */
export function reveals(scenario: Scenario, world: World, made: readonly Connection[]): boolean {
  const asked = predictedConnection(scenario, world);
  return asked !== null && made.some(({ target }) => target.port === asked.target.port && target.protocol === asked.target.protocol);
}

/** The connection that the predicted line makes, tried on a copy of the world. */
export function predictedConnection(scenario: Scenario, world: World): Connection | null {
  if (scenario.predict === null) return null;
  const line = fillPlaceholders(world, scenario.predict.line);
  if (!line.ok) return null;
  return runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line.text).connections.at(-1) ?? null;
}

function takenHops(connection: Connection): readonly Hop[] {
  const branch = takenBranch(connection);
  return branch === null ? [] : hopsOf(branch);
}

function hopsOf(branch: Branch): readonly Hop[] {
  return summary(branch).map(({ id, title, step }) => ({ id, text: withDirection(title, step.place.name) }));
}

/** An interface and a subnet may be passed twice, on the way out and on the way in: their hops say which. */
function withDirection(title: Text, place: PlaceName): Text {
  if (place === 'eni-out' || place === 'subnet-out') return say(OUTBOUND, { ko: title.ko, en: title.en });
  return place === 'eni-in' || place === 'subnet-in' ? say(INBOUND, { ko: title.ko, en: title.en }) : title;
}

const OUTBOUND: Text = { ko: '{ko} 아웃바운드', en: '{en} outbound' };
const INBOUND: Text = { ko: '{ko} 인바운드', en: '{en} inbound' };

/** A hop that does not occur: an element by its name alone. */
function decoyHop(name: string): Hop[] {
  const title = Object.hasOwn(elements, name) ? elements[name as ElementName].title : undefined;
  return title === undefined ? [] : [{ id: name, text: title }];
}
