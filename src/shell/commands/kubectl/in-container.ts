/** Programs in a container: one by itself, or a shell with a script of them. */
import type { Pod } from '../../../engine/cluster/pod.ts';
import { isKnown, programsOf } from '../../../engine/lab/image/index.ts';
import { sha1 } from '../../../engine/sha1.ts';
import type { Command, Word } from '../../command.ts';
import { interpret } from '../../interpret.ts';
import type { Note } from '../../output.ts';
import { parse } from '../../parse.ts';
import { output } from '../../print.ts';
import { columnFilters } from '../columns.ts';
import { plainCommands } from '../plain.ts';
import { textFilters } from '../text-filters.ts';
import { sleep } from '../wait.ts';
import { type Call, type Done, notSimulated } from './call.ts';
import { podPrograms } from './pod-programs.ts';

export type Inside = { readonly pod: Pod; readonly image: string; readonly stderr: string };

/** Runs a program of the image in the network namespace of the pod. */
export function runIn(call: Call, inside: Inside, words: readonly Word[]): Done {
  const { pod, image, stderr } = inside;
  const [first, ...args] = words as readonly [Word, ...Word[]];
  const program = first.text.split('/').at(-1) as string;
  const origin = { from: 'pod', pod: `${pod.metadata.namespace}/${pod.metadata.name}` } as const;
  if (!programsOf(image).includes(program)) return { ...missing(pod, first.text), notes: isKnown(image) ? [] : [unknownImage(image)] };
  const script = isShell(program) && args[0]?.text.match(/^-\w*c$/) ? args[1]?.text : undefined;
  const command = call.programs.find(({ name }) => name === program);
  if (command === undefined && isShell(program)) {
    return script === undefined
      ? notSimulated(`kubectl exec -it ${program}`, `kubectl exec ${pod.metadata.name} -- COMMAND`)
      : runScript(call, inside, { shell: program, script });
  }
  const invocation = { ...call.invocation, world: call.world, origin, words: args, stdin: call.stdin };
  const own = podPrograms[program];
  const done = own !== undefined ? own(invocation, pod) : command?.run(invocation);
  if (done === undefined) return notSimulated({ ko: `컨테이너 안의 ${program}`, en: `${program} in a container` }, 'curl');
  const end = done.code === 0 ? '' : `command terminated with exit code ${done.code}\n`;
  return { ...done, stderr: stderr + done.stderr + end };
}

function isShell(program: string): boolean {
  return program === 'sh' || program === 'bash';
}

/** `sh -c SCRIPT`: the programs of the image, and what every small system has, in the network namespace of the pod. */
function runScript(call: Call, inside: Inside, { shell, script }: { readonly shell: string; readonly script: string }): Done {
  const parsed = parse(script);
  if (!parsed.ok) {
    const notes: Note[] = parsed.problem.note === null ? [] : [{ mark: 'not-simulated', text: parsed.problem.note }];
    return { kind: 'refused', stderr: parsed.problem.stderr.replace(/^bash:/gm, `${shell}:`), code: 2, notes };
  }
  const own = programsOf(inside.image).map((name) => programOf(call, { ...inside, stderr: '' }, name));
  const table = new Map([...plainCommands, ...textFilters, ...columnFilters, sleep, ...own].map((command) => [command.name, command]));
  table.set('sleep', sleep).set('exit', exit);
  const origin = { from: 'pod', pod: `${inside.pod.metadata.namespace}/${inside.pod.metadata.name}` } as const;
  const session = { world: call.world, origin, recent: call.invocation.recent, variables: variablesOf(call, inside.pod) };
  const {
    variables: _,
    planned: _none,
    ...done
  } = interpret(parsed.script, {
    session,
    table,
    shell: shell === 'bash' ? 'bash' : 'sh',
    stdin: call.stdin,
  });
  const end = done.code === 0 ? '' : `command terminated with exit code ${done.code}\n`;
  return { ...done, stderr: inside.stderr + done.stderr + end };
}

/** The last command of a script, as in `curl … || exit 3`. */
const exit: Command = {
  name: 'exit',
  summary: { ko: '종료 코드를 돌려줍니다.', en: 'Gives an exit status.' },
  usage: ['exit [STATUS]'],
  examples: [],
  complete: () => [],
  run: ({ world, words }) => output(world, { kind: 'read', code: Number(words[0]?.text ?? 0) || 0 }),
};

/** A program of the image as a command of the shell in the container. */
function programOf(call: Call, inside: Inside, name: string): Command {
  return {
    name,
    summary: { ko: name, en: name },
    usage: [name],
    examples: [],
    complete: () => [],
    run: (invocation) => {
      const words = [{ text: name, start: 0, end: 0 }, ...invocation.words];
      const done = runIn({ ...call, world: invocation.world, stdin: invocation.stdin, invocation }, inside, words);
      const stderr = (done.stderr ?? '').replace(/command terminated with exit code \d+\n$/, '');
      return output(done.world ?? invocation.world, { ...done, stderr });
    },
  };
}

/** What `env` shows in the container. */
function variablesOf(call: Call, pod: Pod): { readonly [name: string]: string } {
  const printed = podPrograms.env?.({ ...call.invocation, world: call.world, words: [] }, pod).stdout ?? '';
  return Object.fromEntries(
    printed.split('\n').flatMap((line) => (line.includes('=') ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]] : [])),
  );
}

/** What containerd and runc answer, by way of the kubelet. */
function missing(pod: Pod, program: string): Done {
  const id = sha1(pod.metadata.uid) + sha1(program).slice(0, 24);
  const oci = `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown`;
  return {
    kind: 'refused',
    stderr: `error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": ${oci}\n`,
    code: 1,
  };
}

function unknownImage(image: string): Note {
  return {
    mark: 'not-simulated',
    text: { ko: `${image} 이미지에 무엇이 들어 있는지 이 랩은 모릅니다.`, en: `The lab does not know what is in image ${image}.` },
  };
}
