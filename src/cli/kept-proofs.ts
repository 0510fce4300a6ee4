/**
 * Proofs that need not be made again: of folders that kept every promise, and of which no file has changed since, proved by
 * this very program. A folder with a broken promise is always proved again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GateResult } from '../course/prove/index.ts';
import { contentFiles } from '../course/stamps.ts';

/** The promises that a folder kept, and the files beside its own that they rest on: worlds that its own begin with. */
export type Proof = { readonly results: readonly GateResult[]; readonly opened: readonly string[] };

export type KeptProofs = {
  /** The proof of the folder, or null where it has to be made. */
  readonly of: (folder: string) => Proof | null;
  readonly keep: (folder: string, proof: Proof) => void;
  /** Writes the proofs; a folder that takes no file keeps none. */
  readonly save: () => void;
};

type Kept = Proof & { readonly digest: string };
type File = { readonly program: string; readonly folders: { readonly [folder: string]: Kept } };

/** Keeps nothing: every folder is proved. */
export const NO_PROOFS: KeptProofs = { of: () => null, keep: () => {}, save: () => {} };

/** The proofs in the file, of the course that stands in `root`; paths are absolute. `program` is the code that proves: another code proves anew. */
export function keptProofs(path: string, { root, program: code }: { readonly root: string; readonly program: string }): KeptProofs {
  const program = createHash('sha256').update(code).digest('hex');
  const before = readKept(path, program);
  const folders = new Map(Object.entries(before.folders));
  const top = digestOf(join(root, 'lessons'), []);
  const digest = (folder: string, opened: readonly string[]): string => `${top} ${digestOf(folder, opened)}`;
  return {
    of: (folder) => {
      const kept = folders.get(folder);
      return kept !== undefined && kept.digest === digest(folder, kept.opened) ? kept : null;
    },
    keep: (folder, { results, opened }) => {
      if (results.every(({ ok }) => ok)) folders.set(folder, { digest: digest(folder, opened), opened, results });
      else folders.delete(folder);
    },
    save: () => {
      const file: File = { program, folders: Object.fromEntries(folders) };
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.${process.pid}`, JSON.stringify(file));
        renameSync(`${path}.${process.pid}`, path);
      } catch {
        // Proofs that cannot be kept are made again.
      }
    },
  };
}

/** What is no file of ours is none: everything is proved, and it is written anew. */
function readKept(path: string, program: string): File {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<File>;
    if (file.program === program && typeof file.folders === 'object' && file.folders !== null) return file as File;
  } catch {
    // The first proof of all, or a file that was cut off.
  }
  return { program, folders: {} };
}

/** The content files of the folder and the files that were opened, by name and content. */
function digestOf(folder: string, opened: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...contentFiles(folder).map((name) => join(folder, name)), ...opened]) hash.update(`${path}\0${contentOf(path)}\0`);
  return hash.digest('hex');
}

function contentOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'gone';
  }
}
