import { describe, expect, it } from 'vitest';
import { readsInput, statements, withHeredoc } from '../../../src/tui/parts/statements.ts';

describe('statements', () => {
  it('cuts pasted commands into lines of their own', () => {
    expect(statements('kubectl get pods\n\nkubectl get svc\n')).toEqual({ lines: ['kubectl get pods', 'kubectl get svc'], unfinished: false });
  });

  it('keeps a heredoc with its command', () => {
    const text = "kubectl apply -f - <<'EOF'\nkind: Pod\n\nmetadata: {}\nEOF";
    expect(statements(`${text}\nkubectl get pods`).lines).toEqual([text, 'kubectl get pods']);
  });

  it('waits for the end of a heredoc and for a closing quote', () => {
    expect(statements('kubectl apply -f - <<EOF\nkind: Pod').unfinished).toBe(true);
    expect(statements("kubectl patch svc a -p '{").unfinished).toBe(true);
    expect(statements("kubectl patch svc a -p '{}'").unfinished).toBe(false);
  });

  it('makes a heredoc whose end does not occur in the text', () => {
    expect(withHeredoc('kubectl apply -f -', 'a: 1\nEOF\n')).toBe("kubectl apply -f - <<'EOF_'\na: 1\nEOF\nEOF_");
  });

  it('knows the commands that read their standard input', () => {
    expect(readsInput('kubectl apply -f -')).toBe(true);
    expect(readsInput('kubectl apply -f - <<EOF')).toBe(false);
    expect(readsInput('kubectl get pods')).toBe(false);
  });
});
