import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/engine/connection.ts';
import { front } from '../../src/tui/model.ts';
import { plain } from '../../src/tui/parts/line.ts';
import { comparisonLines } from '../../src/tui/screens/lab/comparison-lines.ts';
import { labLayout } from '../../src/tui/screens/lab/layout.ts';
import { storeOf } from '../../src/tui/store.ts';
import { attemptOf, both, fakeServices, open, openLab, said } from './fakes.ts';

const CONNECTION: Connection = {
  origin: { from: 'outside', address: '203.0.113.9' },
  target: { host: '198.51.100.6', port: 32001, protocol: 'tcp' },
  lookup: null,
  legs: [],
  outcome: { outcome: 'answered', response: null, by: 'default/webapp' },
};
const lab = (play: ReturnType<typeof openLab>) => {
  const at = play.model().labs['one-port'];
  if (at === undefined) throw new Error('The lab is not open');
  return at;
};

describe('the course map', () => {
  it('begins at the first thing that is not done, with its module open', () => {
    const play = open();
    expect(front(play.model())).toMatchObject({ screen: 'home', at: 1, open: ['services'] });
  });

  it('opens what is selected and comes back to the same row', () => {
    const play = open();
    play.press('enter');
    expect(front(play.model())).toMatchObject({ screen: 'lesson', lesson: 'services', page: 0 });
    play.press('esc');
    expect(front(play.model())).toMatchObject({ screen: 'home', at: 1 });
  });

  it('folds a module and keeps the selection on it', () => {
    const play = open();
    play.press('down', 'left');
    expect(front(play.model())).toMatchObject({ at: 0, open: [] });
  });

  it('stops at both ends', () => {
    const play = open();
    play.press('end', 'down', 'down');
    expect(front(play.model())).toMatchObject({ at: 3 });
    play.press('home', 'up');
    expect(front(play.model())).toMatchObject({ at: 0 });
  });
});

describe('the search', () => {
  it('opens with a slash, finds while letters are typed, and opens the lesson that teaches', () => {
    const play = open();
    play.press('/');
    play.type('ㄴㄷ');
    expect(front(play.model())).toMatchObject({ screen: 'search', at: 0 });
    play.press('ctrl-u');
    play.type('이름 하나');
    play.press('enter');
    expect(front(play.model())).toMatchObject({ screen: 'lesson', lesson: 'services', page: 0 });
    play.press('esc');
    expect(front(play.model()).screen).toBe('search');
    play.press('esc');
    expect(front(play.model()).screen).toBe('home');
  });

  it('is also a word at the prompt', () => {
    const play = openLab();
    play.type('search 포트');
    play.press('enter');
    expect(front(play.model())).toMatchObject({ screen: 'search', editor: { text: '포트' } });
  });
});

describe('a lesson', () => {
  it('hides what follows a question until the learner goes on', () => {
    const play = open();
    play.press('enter');
    expect(front(play.model())).toMatchObject({ passed: 0 });
    play.press('enter');
    expect(front(play.model())).toMatchObject({ page: 0, passed: 1 });
    play.press('enter');
    expect(front(play.model())).toMatchObject({ page: 1 });
  });

  it('notes each page, and after the last leads to the next item of the module', () => {
    const play = open();
    play.press('enter', 'right');
    expect(play.kept.map((one) => one.body)).toContainEqual({ k: 'note', b: { place: 'lesson/services/node-port' } });
    play.press('enter');
    expect(front(play.model())).toMatchObject({ screen: 'lab', scenario: 'one-port' });
  });

  it('opens again at the page that was read last', () => {
    const play = open();
    play.press('enter', 'right', 'left', 'right', 'esc');
    expect(play.model().learned.lessons.services?.page).toBe('node-port');
  });
});

describe('the prompt', () => {
  it('runs a line, shows it, and puts it in the journal under the attempt', () => {
    const play = openLab();
    play.type('kubectl get pods');
    play.press('enter');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['kubectl get pods']);
    expect(play.kept.at(-1)).toEqual({ attempt: 'one-port.test.1', body: { k: 'input', b: { line: 'kubectl get pods' } } });
    expect(lab(play).editor.text).toBe('');
  });

  it('types letters that act elsewhere', () => {
    const play = openLab();
    play.type('tmhuq?');
    expect(lab(play).editor.text).toBe('tmhuq?');
  });

  it('opens the help with ? on an empty line only', () => {
    const play = openLab();
    play.press('?');
    expect(play.model().help).not.toBeNull();
  });

  it('deletes one grapheme of Hangul and leaves the rest', () => {
    const play = openLab();
    play.type('한글');
    play.press('backspace');
    expect(lab(play).editor.text).toBe('한');
  });

  it('takes keys that arrive in one read, the Enter among them', () => {
    const play = openLab();
    play.store.dispatch({ msg: 'stroke', stroke: { stroke: 'text', text: 'ls -l' }, at: 1 });
    play.press('enter');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['ls -l']);
  });

  it('recalls lines that start like what is typed, and gives the typed text back', () => {
    const play = openLab();
    for (const line of ['kubectl get pods', 'curl a', 'kubectl get svc']) {
      play.type(line);
      play.press('enter');
    }
    play.type('kub');
    play.press('up', 'up');
    expect(lab(play).editor.text).toBe('kubectl get pods');
    play.press('down', 'down');
    expect(lab(play).editor.text).toBe('kub');
  });

  it('finds an older line with Ctrl-R', () => {
    const play = openLab();
    for (const line of ['kubectl get pods', 'curl a']) {
      play.type(line);
      play.press('enter');
    }
    play.press('ctrl-r');
    play.type('pods');
    play.press('enter');
    expect(lab(play).editor.text).toBe('kubectl get pods');
  });

  it('completes what candidates share, then offers them, and takes the marked one', () => {
    const play = openLab();
    play.type('aws --p');
    play.press('tab');
    expect(lab(play).menu?.items.map((item) => item.text)).toEqual(['--port', '--protocol']);
    play.press('down', 'enter');
    expect(lab(play).editor.text).toBe('aws --protocol ');
    play.type('--g');
    play.press('tab');
    expect(lab(play).editor.text).toBe('aws --protocol --group-id ');
  });

  it('goes on to the next row while a quote or a heredoc is open', () => {
    const play = openLab();
    play.type('kubectl apply -f - <<EOF');
    play.press('enter');
    play.type('kind: Pod');
    play.press('enter');
    play.type('EOF');
    play.press('enter');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['kubectl apply -f - <<EOF\nkind: Pod\nEOF']);
  });

  it('reads a manifest until Ctrl-D, as a terminal does', () => {
    const play = openLab();
    play.type('kubectl apply -f -');
    play.press('enter');
    play.paste('kind: Pod\nmetadata:\n  name: a\n');
    play.press('ctrl-d');
    expect(lab(play).shown.map((one) => one.line)).toEqual(["kubectl apply -f - <<'EOF'\nkind: Pod\nmetadata:\n  name: a\nEOF"]);
  });

  it('makes a heredoc of a manifest that is pasted behind the command', () => {
    const play = openLab();
    play.type('kubectl apply -f - ');
    play.paste('kind: Pod\r\nmetadata:\r\n  name: a');
    play.press('enter');
    expect(lab(play).shown[0]?.line).toBe("kubectl apply -f - <<'EOF'\nkind: Pod\nmetadata:\n  name: a\nEOF");
  });

  it('runs pasted commands one after the other', () => {
    const play = openLab();
    play.paste('kubectl get pods\nkubectl get svc\n');
    play.press('enter');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['kubectl get pods', 'kubectl get svc']);
    expect(lab(play).attempt.inputs).toEqual(['kubectl get pods', 'kubectl get svc']);
  });

  it('keeps a half-typed line when the lab is left and opened again', () => {
    const play = openLab();
    play.type('kubectl ge');
    play.press('esc', 'esc');
    expect(front(play.model()).screen).toBe('home');
    play.press('down', 'enter');
    expect(lab(play).editor.text).toBe('kubectl ge');
  });

  it('empties the terminal on clear and leaves the lab on exit', () => {
    const play = openLab();
    play.type('ls');
    play.press('enter');
    play.type('clear');
    play.press('enter');
    expect(lab(play).shown).toEqual([]);
    play.type('exit');
    play.press('enter');
    expect(front(play.model()).screen).toBe('home');
    expect(play.kept.map((one) => one.body)).not.toContainEqual({ k: 'input', b: { line: 'clear' } });
  });
});

describe('a line that the engine cannot carry out', () => {
  it('is said to be a defect, is not kept, and the work goes on', () => {
    const { services, kept } = fakeServices();
    const store = storeOf(open().model(), {
      services: {
        ...services,
        enter: () => {
          throw new Error('an invariant');
        },
      },
      quit: () => {},
      stop: () => {},
      crash: () => {},
    });
    store.dispatch({ msg: 'go', place: { place: 'lab', scenario: attemptOf().scenario } });
    store.dispatch({ msg: 'lab-type', line: 'kubectl get pods' });
    const at = store.model().labs['one-port'];
    expect(at?.shown[0]?.output.notes[0]?.text.en).toContain('an invariant');
    expect(at?.attempt.inputs).toEqual([]);
    expect(kept.filter((one) => one.body.k === 'input')).toEqual([]);
  });
});

describe('an engine that is not loaded yet', () => {
  it('is waited for, and what was typed meanwhile reaches the lab', async () => {
    const { services, kept } = fakeServices();
    let arrive = (): void => {};
    let pending: Promise<void> | null = new Promise((resolve) => {
      arrive = () => {
        pending = null;
        resolve();
      };
    });
    const store = storeOf(open().model(), { services: { ...services, ready: () => pending }, quit: () => {}, stop: () => {}, crash: () => {} });
    store.dispatch({ msg: 'go', place: { place: 'lab', scenario: attemptOf().scenario } });
    for (const name of [...'kubectl', 'enter']) store.dispatch({ msg: 'stroke', stroke: { stroke: 'key', name }, at: 1 });
    expect(store.model().screens.at(-1)?.screen).toBe('home');
    arrive();
    await Promise.resolve();
    await Promise.resolve();
    expect(store.model().labs['one-port']?.shown.map((one) => one.line)).toEqual(['kubectl']);
    expect(kept.map((one) => one.body.k)).toContain('input');
  });
});

describe('the panes of the lab', () => {
  it('are reached with Esc or with Tab on an empty line, and left with Enter', () => {
    const play = openLab();
    play.press('tab');
    expect(lab(play).focus).toBe('task');
    play.press('tab');
    expect(lab(play).focus).toBe('map');
    play.press('enter');
    expect(lab(play).focus).toBe('prompt');
  });

  it('make words of the lab of single letters', () => {
    const play = openLab();
    play.press('esc', 'h');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['hint']);
  });

  it('ask once more before they reset or show the solution', () => {
    const play = openLab();
    play.press('esc', 'R');
    expect(lab(play).shown).toEqual([]);
    play.press('j', 'R');
    expect(lab(play).shown).toEqual([]);
    play.press('R');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['reset']);
  });
});

describe('a prediction', () => {
  const hops = ['veth', 'security-group', 'route-table'].map((id) => ({ id, text: both(`${id} 홉`, `hop ${id}`) }));
  const asked = () => openLab({}, attemptOf({ prediction: { state: 'asked', ask: both('어떤 길입니까?', 'Which way?'), options: hops } }));

  it('comes before the first trace and is given as a line of the lab', () => {
    const play = asked();
    play.press('esc', 't');
    expect(lab(play).predicting).toMatchObject({ taken: [], at: 0 });
    play.press('down', ' ', 'up', ' ');
    play.press('enter');
    expect(lab(play).shown[0]?.line).toBe('predict 2 1');
  });

  it('changes its order by moving a hop', () => {
    const play = asked();
    play.press('esc', 'p', ' ', ' ', ' ');
    expect(lab(play).predicting?.taken).toHaveLength(3);
    const [first, second] = lab(play).predicting?.taken ?? [];
    play.press('home', 'k', 'k', 'k', ']');
    expect(lab(play).predicting?.taken.slice(0, 2)).toEqual([second, first]);
  });

  it('can wait', () => {
    const play = asked();
    play.press('esc', 'p', 'esc');
    expect(lab(play).predicting).toBeNull();
  });

  const given = { state: 'given', hops, given: ['veth', 'listener'], key: ['security-group', 'veth'], right: 1, connection: CONNECTION } as const;

  it('is opened by the word, and by a line that waits for it; the line runs once it is given', () => {
    const play = asked();
    play.type('predict');
    play.press('enter');
    expect([lab(play).predicting?.taken, lab(play).shown]).toEqual([[], []]);
    play.press('esc');
    const { attempt } = lab(play);
    const refusal = said(attempt.world);
    play.store.dispatch({ msg: 'entered', scenario: 'one-port', line: 'curl x', attempt, output: refusal, heldBack: true });
    expect([lab(play).held, lab(play).predicting?.taken]).toEqual(['curl x', []]);
    play.press('esc');
    expect(lab(play).predicting).toBeNull();
    play.press('enter');
    expect(lab(play).predicting).not.toBeNull();
    play.press('esc');
    play.store.dispatch({
      msg: 'entered',
      scenario: 'one-port',
      line: 'predict veth',
      attempt: { ...attempt, prediction: given },
      output: refusal,
      heldBack: false,
    });
    expect(lab(play).held).toBeNull();
    expect(lab(play).shown.map((one) => one.line)).toEqual(['curl x', 'predict veth', 'curl x']);
  });

  it('stands beside the real path when it was given, hop by hop, until it is closed', () => {
    const play = asked();
    const { attempt } = lab(play);
    play.store.dispatch({
      msg: 'entered',
      scenario: 'one-port',
      line: 'predict veth',
      attempt: { ...attempt, prediction: given },
      output: said(attempt.world),
      heldBack: false,
    });
    expect(lab(play).comparing).toBe(true);
    const text = comparisonLines(given, 'en', 100).map(plain).join('\n');
    expect(text).toMatch(/Hops right: 1 of 2/);
    expect(text).toMatch(/1 ✓ .* 1 · /);
    expect(text).toMatch(/2 ✗ .* 2 ✓ /);
    play.press('enter');
    expect(lab(play).comparing).toBe(false);
    play.press('esc', 'p');
    expect(lab(play).comparing).toBe(true);
  });
});

describe('Ctrl-C and Ctrl-D', () => {
  it('first clear the line, then ask, then quit within two seconds', () => {
    const play = openLab();
    play.type('kubectl');
    play.press('ctrl-c');
    expect(lab(play).editor.text).toBe('');
    expect(play.quits).toEqual([]);
    play.press('ctrl-c');
    expect(play.quits).toEqual([0]);
  });

  it('do not quit when the second press comes late', () => {
    const play = open();
    play.press('ctrl-c');
    play.store.dispatch({ msg: 'stroke', stroke: { stroke: 'key', name: 'ctrl-c' }, at: 60_000 });
    expect(play.quits).toEqual([]);
  });

  it('do not quit when another key came between them', () => {
    const play = open();
    play.press('ctrl-c', 'down', 'ctrl-c');
    expect(play.quits).toEqual([]);
  });

  it('go back from an empty line, and quit from the course map', () => {
    const play = openLab();
    play.press('ctrl-d');
    expect(front(play.model()).screen).toBe('home');
    play.press('ctrl-d');
    expect(play.quits).toEqual([0]);
  });

  it('quit from a window that is too small', () => {
    const play = openLab({ size: { columns: 50, rows: 10 } });
    play.press('ctrl-d');
    expect(play.quits).toEqual([0]);
  });
});

describe('the questions', () => {
  const quiz = (at: number) => {
    const play = open();
    const [lesson] = play.model().course.modules;
    if (lesson === undefined) throw new Error('The course has no lesson');
    play.store.dispatch({ msg: 'go', place: { place: 'quiz', lesson, at } });
    return { play, lesson, state: () => play.model().quizzes.services };
  };
  const answer = (play: ReturnType<typeof open>) => play.kept.findLast((one) => one.body.k === 'answer')?.body.b;
  const place = (lesson: ReturnType<typeof quiz>['lesson'], at: number, id: string) =>
    lesson.quiz[at]?.options.findIndex((option) => option.id === id) ?? -1;

  it('take a single choice with the arrows and Enter', () => {
    const { play, lesson } = quiz(0);
    for (let at = 0; at < place(lesson, 0, 'b'); at++) play.press('down');
    play.press('enter');
    expect(answer(play)).toMatchObject({ question: 'services/q-single', given: ['b'], verdict: 'pass' });
  });

  it('take several choices with Space', () => {
    const { play, lesson } = quiz(1);
    play.press(String(place(lesson, 1, 'a') + 1), String(place(lesson, 1, 'b') + 1), 'enter');
    expect(answer(play)).toMatchObject({ verdict: 'pass' });
  });

  it('take an order, a match, a number and an address', () => {
    const order = quiz(2);
    const take = (id: string) => {
      const ordering = order.state()?.ordering;
      const ids = [...(ordering?.taken ?? []), ...(ordering?.rest ?? [])];
      for (let at = 0; at < 5; at++) order.play.press('up');
      for (let at = 0; at < ids.indexOf(id); at++) order.play.press('down');
      order.play.press(' ');
    };
    take('b');
    take('a');
    order.play.press('enter');
    expect(answer(order.play)).toMatchObject({ given: ['b', 'a'], verdict: 'pass' });

    const match = quiz(3);
    match.play.press(String(place(match.lesson, 3, 'a') + 1), String(place(match.lesson, 3, 'b') + 1), 'enter');
    expect(answer(match.play)).toMatchObject({ given: ['a', 'b'], verdict: 'pass' });

    const number = quiz(4);
    number.play.type('12');
    number.play.press('enter');
    expect(answer(number.play)).toMatchObject({ given: ['12'], verdict: 'pass' });

    const address = quiz(5);
    address.play.type('10.0.0.0/24');
    address.play.press('enter');
    expect(answer(address.play)).toMatchObject({ verdict: 'pass' });
  });

  it('ask for an answer before they grade', () => {
    const { play } = quiz(1);
    play.press('enter');
    expect(answer(play)).toBeUndefined();
    expect(play.model().notice).not.toBeNull();
  });

  it('can be tried again', () => {
    const { play, state } = quiz(0);
    play.press('enter');
    expect(state()?.answered['q-single']).toBeDefined();
    play.press('r');
    expect(state()?.answered['q-single']).toBeUndefined();
  });
});

describe('coming back', () => {
  it('notes each place, so that the same one can be found again', () => {
    const play = openLab();
    expect(play.kept.at(-1)?.body).toEqual({ k: 'note', b: { place: 'lab/one-port' } });
    play.press('esc', 'esc');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'note', b: { place: 'home' } });
  });

  it('says in the journal when an attempt is solved, once', () => {
    const start = attemptOf();
    const play = openLab({}, start);
    const solved = { ...start, status: 'solved' as const };
    play.store.dispatch({ msg: 'entered', scenario: 'one-port', line: 'x', attempt: solved, output: said(start.world), heldBack: false });
    expect(lab(play).attempt.status).toBe('solved');
  });
});

describe('a pane of the lab', () => {
  it('takes the whole screen and gives it back; the prompt has its own place meanwhile', () => {
    const play = openLab({ size: { columns: 120, rows: 40 } });
    const areas = () => labLayout(play.model().size, lab(play));
    play.press('esc', '2', 'z');
    expect(areas()).toMatchObject({ terminal: null, panes: [{ tab: 'map', area: { x: 0, y: 1, width: 120, height: 38 } }] });
    play.press('enter');
    expect(areas().terminal).not.toBeNull();
    play.press('esc', 'z');
    expect(areas().panes.length).toBe(2);
  });
});
