/** Writing a manifest at the prompt. */
import { describe, expect, it } from 'vitest';
import { caretOf } from '../../src/tui/caret.ts';
import { openLab, type Screenplay } from './fakes.ts';

const lab = (play: Screenplay) => {
  const found = play.model().labs['one-port'];
  if (found === undefined) throw new Error('The lab is not open');
  return found;
};
const written = (play: Screenplay) => lab(play).sheet?.editor.text;

function sheet() {
  const play = openLab({ lang: 'en' });
  play.type('kubectl apply -f -');
  play.press('enter');
  return play;
}

describe('a manifest at the prompt', () => {
  it('is written in rows that are indented as they go on', () => {
    const play = sheet();
    play.type('kind: Service');
    play.press('enter');
    play.type('spec:');
    play.press('enter');
    play.type('type: NodePort');
    expect(written(play)).toBe('kind: Service\nspec:\n  type: NodePort');
  });

  it('becomes the standard input of its command with Ctrl-D', () => {
    const play = sheet();
    play.type('kind: Pod');
    play.press('ctrl-d');
    expect(lab(play).shown.map((one) => one.line)).toEqual(["kubectl apply -f - <<'EOF'\nkind: Pod\nEOF"]);
    expect(lab(play).sheet).toBeNull();
  });

  it('stays at the prompt when Esc leaves it, and Ctrl-X opens it again', () => {
    const play = sheet();
    play.type('kind: Pod');
    play.press('esc');
    expect(lab(play).shown).toEqual([]);
    expect(lab(play).editor.text).toBe("kubectl apply -f - <<'EOF'\nkind: Pod\nEOF");
    play.press('ctrl-x');
    expect(lab(play).sheet).toMatchObject({ command: 'kubectl apply -f -', editor: { text: 'kind: Pod' } });
  });

  it('is left by Ctrl-C without being lost', () => {
    const play = sheet();
    play.type('kind: Pod');
    play.press('ctrl-c');
    expect(lab(play).editor.text).toContain('kind: Pod');
    expect(play.quits).toEqual([]);
  });

  it('offers the fields of its kind, and takes the only one at once', () => {
    const play = sheet();
    play.paste('kind: Service\nspec:\n');
    play.type('  ex');
    play.press('tab');
    expect(lab(play).sheet?.menu?.items.map(({ name }) => name)).toEqual(['externalIPs', 'externalName', 'externalTrafficPolicy']);
    play.press('down', 'down', 'enter');
    expect(written(play)).toBe('kind: Service\nspec:\n  externalTrafficPolicy: ');
    play.type('Local');
    play.press('enter');
    play.type('sele');
    play.press('tab');
    expect(written(play)).toBe('kind: Service\nspec:\n  externalTrafficPolicy: Local\n  selector:\n    ');
  });

  it('keeps its own indentation when it is pasted', () => {
    const play = sheet();
    play.paste('kind: Pod\r\nmetadata:\r\n  name: a\r\n');
    expect(written(play)).toBe('kind: Pod\nmetadata:\n  name: a\n');
  });

  it('says where it is not YAML, and is sent all the same only when asked twice', () => {
    const play = sheet();
    play.paste('kind: Pod\nmetadata: [');
    expect(lab(play).sheet?.check?.problems[0]).toMatchObject({ line: 2 });
    play.press('ctrl-d');
    expect(lab(play).shown).toEqual([]);
    expect(play.model().notice?.params).toMatchObject({ row: 2 });
    play.press('ctrl-d');
    expect(lab(play).shown).toHaveLength(1);
  });

  it('takes Hangul, and the caret stands behind it', () => {
    const play = sheet();
    const start = caretOf(play.model());
    play.type('이름: 한글');
    expect(caretOf(play.model())).toEqual({ x: (start?.x ?? 0) + 10, y: start?.y });
  });

  it('takes decomposed Hangul as composed', () => {
    const play = sheet();
    play.paste('이름: 한글'.normalize('NFD'));
    expect(written(play)).toBe('이름: 한글'.normalize('NFC'));
  });
});

describe('the prompt in the editor', () => {
  it('is any line, written in rows, and run as the lines that it holds', () => {
    const play = openLab();
    play.type('kubectl get pods');
    play.press('ctrl-x', 'enter');
    play.type('kubectl get svc');
    play.press('ctrl-d');
    expect(lab(play).shown.map((one) => one.line)).toEqual(['kubectl get pods', 'kubectl get svc']);
  });

  it('begins a manifest where nothing is typed', () => {
    const play = openLab();
    play.press('ctrl-x');
    expect(lab(play).sheet?.command).toBe('kubectl apply -f -');
    play.press('esc');
    expect(lab(play).editor.text).toBe('');
  });

  it('asks for the own editor with the word `edit`, and stays where there is none', async () => {
    const play = openLab({ lang: 'en' });
    play.type('edit');
    play.press('enter');
    await Promise.resolve();
    expect(lab(play).sheet?.command).toBe('kubectl apply -f -');
    expect(play.model().notice?.text.en).toContain('EDITOR');
  });
});

describe('a paste of ten thousand rows', () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => `key${at}: 값${at}`).join('\n');

  it('is a heredoc like any other', () => {
    const play = openLab();
    play.type('kubectl apply -f - ');
    play.paste(rows);
    play.press('enter');
    expect(lab(play).shown).toHaveLength(1);
    expect(lab(play).shown[0]?.line.split('\n')).toHaveLength(10_002);
  });

  it('is not run where each row would be a line of its own', () => {
    const play = openLab();
    play.paste(rows);
    play.press('enter');
    expect(lab(play).shown).toEqual([]);
    expect(play.model().notice?.params).toMatchObject({ n: 10_000 });
    expect(lab(play).editor.text.split('\n')).toHaveLength(10_000);
  });
});
