import { expect, it } from 'vitest';
import type { World } from '../../src/engine/world.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';
import { emptyWorld } from '../support/empty-world.ts';

const run = (line: string, world: World = emptyWorld()) => runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line);
const said = (line: string, world: World, lang: 'ko' | 'en') => run(line, world).notes.map(({ text }) => text[lang]);

it('`cost` counts the cluster of eksctl: control plane, NAT gateway, nodes, addresses', () => {
  const { world } = run('eksctl create cluster --name lab --nodes 2 --nodegroup-name ng --node-type t3.medium');
  const english = said('cost', world, 'en').join('\n');
  expect(english).toMatch(/EKS control plane +1 × 0\.1 +0\.10 USD/);
  expect(english).toMatch(/NAT gateway +1 × 0\.045 +0\.045 USD/);
  expect(english).toMatch(/instance t3\.medium +2 × 0\.0416 +0\.0832 USD/);
  expect(english).toMatch(/public IPv4 address +3 × 0\.005 +0\.015 USD/);
  expect(english).toContain('Total: 0.2432 USD an hour, 177.54 USD a month of 730 hours');
  expect(english).toContain('Not counted: data processing and transfer');
  expect(said('cost', world, 'ko').join('\n')).toContain('합계: 시간당 0.2432 USD, 한 달(730시간)에 177.54 USD');
  expect(said('cost sources', world, 'en')[0]).toMatch(/^EKS control plane: 0\.1 USD, 2026-\d\d-\d\d, https:\/\/aws\.amazon\.com\/eks\/pricing\/$/);
});

it('`cost` of an empty account says so, and of another word how it is written', () => {
  expect(said('cost', emptyWorld(), 'en')).toEqual(['Nothing here is paid by the hour.']);
  expect(run('cost please').code).toBe(2);
});
