/** `sysctl` for the keys that decide about packets (procps, sysctl.c). */
import { kernelSettings } from '../../../engine/hosts/kernel-settings.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';

type Call = { readonly world: World; readonly InstanceId: string; readonly words: readonly string[] };

/** `sysctl KEY…`, `sysctl -n KEY`, `sysctl -a`; other keys are not simulated, and setting one is refused. */
export function sysctl({ world, InstanceId, words }: Call): Output {
  const settings = kernelSettings(world, InstanceId);
  const bare = words.some((word) => /^-\w*n/.test(word));
  const keys = words.filter((word) => !word.startsWith('-')).map((word) => word.replaceAll('/', '.'));
  const shown = ([key, value]: readonly [string, string]): string => (bare ? value : `${key} = ${value}`);
  if (words.some((word) => /^-\w*a/.test(word) || word === '--all')) return printed(world, settings.map(shown));
  if (keys.some((key) => key.includes('=')) || words.includes('-w')) return notes(world, SET, 2);
  if (keys.length === 0)
    return output(world, { kind: 'refused', code: 1, stderr: "sysctl: no variables specified\nTry `sysctl --help' for more information.\n" });
  const found = keys.flatMap((key) => settings.filter(([name]) => name === key));
  const missing = keys.filter((key) => !settings.some(([name]) => name === key));
  const known = settings.map(([key]) => key).join(', ');
  const text = {
    ko: `${missing.join(', ')} 키는 시뮬레이션하지 않습니다. 있는 키: ${known}`,
    en: `Not simulated: ${missing.join(', ')}. The keys that are: ${known}.`,
  };
  if (missing.length === 0) return printed(world, found.map(shown));
  return output(world, {
    kind: 'refused',
    code: 1,
    stdout: found.map((one) => `${shown(one)}\n`).join(''),
    notes: [{ mark: 'not-simulated', text }],
  });
}

const SET = {
  ko: '노드의 커널 설정은 kubelet과 aws-node가 씁니다. 실습에서는 읽기만 합니다.',
  en: 'kubelet and aws-node set the kernel of a node. In the lab its settings can only be read.',
};

function printed(world: World, lines: readonly string[]): Output {
  return output(world, { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') });
}

function notes(world: World, text: { readonly ko: string; readonly en: string }, code: number): Output {
  return output(world, { kind: 'refused', code, notes: [{ mark: 'not-simulated', text }] });
}
