import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../../../src/engine/aws/iam/policy-document.ts';

const says = (pattern: string, action: string) => decide([{ Statement: { Effect: 'Allow', Action: pattern, Resource: '*' } }], action);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
it('an action is covered by its name in any case, and by patterns of * and ?', () => {
  expect(says('ec2:CreateTags', 'ec2:createtags')).toBe('allowed');
  expect(says('ec2:*', 'ec2:CreateTags')).toBe('allowed');
  expect(says('ec2:*Tags', 'ec2:CreateTags')).toBe('allowed');
  expect(says('ec2:Create????', 'ec2:CreateTags')).toBe('allowed');
  expect(says('*', 'ec2:CreateTags')).toBe('allowed');
  expect(says('ec2:*Tag', 'ec2:CreateTags')).toBe('silent');
  expect(says('ec2.CreateTags', 'ec2:CreateTags')).toBe('silent');
});

it('agrees with a regular expression on any pattern', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', ':', '.'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'B', ':', '.', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      const source = wanted.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(says(wanted, given)).toBe(new RegExp(`^${source}$`, 'i').test(given) ? 'allowed' : 'silent');
    }),
    { numRuns: 2000 },
  );
});
