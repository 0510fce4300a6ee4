/** A stream has one writer: its lock is a file that holds the writer's process number. A lock whose process is gone is taken over. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** The locks that this process holds: in a container the same process number comes back after every restart. */
const held = new Set<string>();

/** Takes the lock at the path for this process and gives what lets go of it, or null when another process holds it. */
export function takeLock(path: string): (() => void) | null {
  if (create(path)) return () => release(path);
  if (isHeld(path, holderOf(path))) return null;
  // Renaming is atomic: of two programs that find the same dead lock only one moves it away.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return null;
  }
  const live = isHeld(path, holderOf(aside));
  if (live) putBack(aside, path);
  rmSync(aside, { force: true });
  return !live && create(path) ? () => release(path) : null;
}

function create(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  held.add(path);
  return true;
}

function release(path: string): void {
  if (held.delete(path)) rmSync(path, { force: true });
}

function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch {
    // A third program was quicker: it holds a lock of its own, and the one that was moved away takes another stream next time.
  }
}

function holderOf(path: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A lock without a number is one that is being written right now. */
function isHeld(path: string, pid: number | null): boolean {
  if (pid === null) return true;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process that was killed and that nobody has waited for yet: in a container it may stay so. Only Linux tells. */
function isDefunct(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
