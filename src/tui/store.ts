/** Where the model lives while the program runs: messages change it one after the other, effects are carried out in between. */
import type { Attempt } from '../course/attempt-state.ts';
import { fill, type Text } from '../engine/text.ts';
import type { Output } from '../shell/output.ts';
import type { Dispatch } from './dispatch.ts';
import type { Effect } from './effect.ts';
import { labAt, type Model } from './model.ts';
import type { Msg } from './msg.ts';
import { lessonOf, scenarioOf } from './places.ts';
import type { Services } from './services.ts';
import { appTexts } from './texts.ts';
import { update } from './update.ts';

export type Store = {
  readonly model: () => Model;
  readonly dispatch: Dispatch;
  readonly subscribe: (listener: () => void) => () => void;
};

export type Outside = {
  readonly services: Services;
  readonly quit: (code: number) => void;
  /** Stops the program until it is continued. */
  readonly stop: () => void;
  /** The program cannot go on. */
  readonly crash: (error: unknown) => void;
};

type Task = { readonly msg: Msg } | { readonly effect: Effect };

/** A store with its first model and the effects that come with it. */
export function storeOf(first: Model, outside: Outside): Store {
  let model = first;
  let waiting = false;
  let running = false;
  // What is still to be done, in order: an effect is carried out on the model as the effects before it have left it, and its
  // answers come before the next one.
  let tasks: Task[] = [];
  const listeners = new Set<() => void>();
  const step = (task: Task): void => {
    if ('msg' in task) {
      const done = update(model, task.msg);
      model = done.model;
      tasks = [...done.effects.map((effect) => ({ effect })), ...tasks];
      return;
    }
    const pending = task.effect.effect === 'open' || task.effect.effect === 'plan' ? outside.services.ready() : null;
    if (pending === null) {
      tasks = [...carriedOut(task.effect, model, { ...outside, tell: (msg) => dispatch(msg) }).map((msg) => ({ msg })), ...tasks];
      return;
    }
    // Keys that come meanwhile wait in the same row: what was typed ahead reaches the screen that it was meant for.
    tasks = [task, ...tasks];
    waiting = true;
    const goOn = () => {
      waiting = false;
      run();
    };
    pending.then(goOn, outside.crash);
  };
  const run = (): void => {
    if (running || waiting) return;
    running = true;
    const before = model;
    try {
      while (tasks.length > 0 && !waiting) step(tasks.shift() as Task);
    } finally {
      running = false;
    }
    if (model !== before) for (const listener of listeners) listener();
  };
  const dispatch: Dispatch = (msg) => {
    tasks.push({ msg });
    run();
  };
  return {
    model: () => model,
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Does what the effect asks for, and gives what is to be told to the model. */
function carriedOut(effect: Effect, model: Model, { services, quit, stop, crash, tell }: Outside & { readonly tell: Dispatch }): readonly Msg[] {
  switch (effect.effect) {
    case 'append':
      return [{ msg: 'learned', learned: services.append(effect.attempt, effect.body) }];
    case 'open': {
      const scenario = scenarioOf(model.course, effect.scenario);
      return scenario === undefined ? [] : [{ msg: 'opened', ...services.open(scenario) }];
    }
    case 'enter':
      return entered(effect.scenario, effect.line, model, services);
    case 'complete': {
      const { attempt } = labAt(model, effect.scenario);
      return [{ msg: 'completed', scenario: effect.scenario, text: effect.text, ...services.complete(attempt, effect.text, effect.caret) }];
    }
    case 'grade': {
      const question = lessonOf(model.course, effect.lesson)?.quiz.find((one) => one.id === effect.question);
      if (question === undefined) return [];
      return [{ msg: 'graded', lesson: effect.lesson, question: question.id, answered: services.grade(question, effect.given) }];
    }
    case 'plan':
      services.plan(model.planner.input, effect.how, (outcome) =>
        tell(
          'planned' in outcome
            ? { msg: 'planner-planned', planned: outcome.planned, problems: [] }
            : { msg: 'planner-planned', planned: null, problems: outcome.problems },
        ),
      );
      return [];
    case 'editor':
      services.edit(effect.text).then((edited) => tell({ msg: 'sheet-edited', scenario: effect.scenario, ...edited }), crash);
      return [];
    case 'stop':
      stop();
      return [];
    case 'quit':
      quit(effect.code);
      return [];
  }
}

/** A line is on disk before its result is shown: losing the program loses nothing that was seen. */
function entered(scenario: string, line: string, model: Model, services: Services): Msg[] {
  const lab = labAt(model, scenario);
  const done = tried(() => services.enter(lab.attempt, line));
  if (done instanceof Error) return [{ msg: 'entered', scenario, line, attempt: lab.attempt, output: broken(lab.attempt, done), heldBack: false }];
  const { attempt, events, heldBack = false, file } = done;
  const output = file === undefined ? done.output : withNote(done.output, services.save(file));
  const learned = events.map((body): Msg => ({ msg: 'learned', learned: services.append(lab.name, body) }));
  return [...learned.slice(-1), { msg: 'entered', scenario, line, attempt, output, heldBack }];
}

function withNote(output: Output, text: Text): Output {
  return { ...output, notes: [...output.notes, { mark: 'info', text }] };
}

/** A broken invariant of the engine is a defect of ours: the line is not run, and the work goes on from before it. */
function broken({ world }: Attempt, error: Error): Output {
  const text = { ko: fill(appTexts.broken, 'ko', { what: error.message }), en: fill(appTexts.broken, 'en', { what: error.message }) };
  return { kind: 'refused', stdout: '', stderr: '', code: 1, notes: [{ mark: 'wrong', text }], connections: [], world };
}

function tried<T>(act: () => T): T | Error {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
