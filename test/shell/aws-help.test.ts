import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/shell/commands/aws/flags.ts';
import { services } from '../../src/shell/commands/aws/services.ts';
import { waitersOf } from '../../src/shell/commands/aws/wait.ts';
import { WAITERS_NOT_SIMULATED } from '../../src/shell/commands/aws/waiters.ts';
import { completions, type } from './aws-account.ts';

const verbs = [...services.values()].flatMap((service) => [...service.operations].map(([name, operation]) => ({ service, name, operation })));

describe('help', () => {
  it('of every verb of every service shows its synopsis, its options and what it is for in both languages', () => {
    for (const { service, name, operation } of verbs) {
      const { stdout, notes, code } = type(`aws ${service.name} ${name} help`);
      expect(code).toBe(0);
      expect(stdout).toContain(`SYNOPSIS\n       aws ${service.name} ${name}\n`);
      for (const [member, shape] of Object.entries(operation.members)) {
        // `run-instances --count 2:4` spells both members of the request.
        if (operation.name === 'RunInstances' && /^M(in|ax)Count$/.test(member)) continue;
        expect(stdout.replaceAll('-', '')).toContain(member.toLowerCase());
        if (shape.required) expect(stdout).toContain('[required]');
      }
      expect(notes[0]?.text.ko).toMatch(/[가-힣]/);
      expect(notes[0]?.text.en).toMatch(/^[A-Z].*\.$/);
    }
    expect(verbs.length).toBeGreaterThan(200);
  });

  it('of every service lists every verb of it, and wait where it has waiters', () => {
    for (const service of services.values()) {
      const { stdout } = type(`aws ${service.name} help`);
      for (const name of service.operations.keys()) expect(stdout).toContain(`       ${name}\n`);
      expect(stdout.includes('       wait\n')).toBe(waitersOf(service).size > 0);
    }
    const { stdout } = type('aws help');
    for (const name of services.keys()) expect(stdout).toContain(`       ${name}\n`);
  });

  it('of every waiter says how often it polls', () => {
    for (const service of services.values()) {
      for (const [name, { delay }] of waitersOf(service)) {
        const { stdout, notes } = type(`aws ${service.name} wait ${name} help`);
        expect(stdout).toContain(`aws ${service.name} wait ${name}\n`);
        expect(notes[0]?.text.en).toContain(delay === 1 ? 'every second ' : `every ${delay} seconds`);
      }
    }
  });

  it('says which options of the real command are not simulated', () => {
    const { notes } = type('aws eks create-cluster help');
    const left = notes.find(({ mark }) => mark === 'not-simulated')?.text.en;
    expect(left).toContain('--encryption-config');
    expect(left).not.toContain('--resources-vpc-config');
  });
});

describe('what is said not to be simulated', () => {
  it('is never an option or a waiter that there is', () => {
    for (const service of services.values()) {
      for (const name of WAITERS_NOT_SIMULATED[service.name] ?? []) expect(waitersOf(service).has(name)).toBe(false);
      for (const [name, operation] of service.operations) {
        const said = type(`aws ${service.name} ${name} help`).notes.find(({ mark }) => mark === 'not-simulated')?.text.en ?? '';
        const left = said.replace(/^[^:]*: /, '').split(' ');
        expect(flagsOf(operation).filter((flag) => left.includes(`--${flag.name}`))).toEqual([]);
      }
    }
  });
});

it('Waiters and their flags are completed', () => {
  expect(completions('aws eks wait cl').map(({ text }) => text)).toEqual(['cluster-active', 'cluster-deleted']);
  expect(completions('aws eks wait cluster-active --').map(({ text }) => text)).toContain('--name');
});
