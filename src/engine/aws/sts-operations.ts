/** Operations of AWS STS. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
import { sha1 } from '../sha1.ts';
import { operation } from './operation.ts';

const getCallerIdentity = operation({
  service: 'sts',
  name: 'GetCallerIdentity',
  kind: null,
  writes: false,
  summary: { ko: '지금 쓰는 자격 증명이 누구의 것인지 보여 줍니다.', en: 'Shows whose credentials are in use.' },
  members: {},
  run: ({ world, as }) => ({ output: { UserId: userId(as.arn ?? as.name), Account: world.account, Arn: as.arn ?? '' } }),
});

/** The unique id of a user starts with AIDA, that of a role with AROA and is followed by the session's name. */
function userId(arn: string): string {
  const unique = sha1(arn).toUpperCase().slice(0, 17);
  const session = /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  return session === undefined ? `AIDA${unique}` : `AROA${unique}:${session}`;
}

export const stsOperations = [getCallerIdentity];
