/** Amazon EC2 about instances: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
import { lifecycle, seconds } from './lifecycle.ts';

const TO_RUNNING = seconds(15);
/** An operating system that shuts down; AWS says only that it takes a few minutes at most. */
const TO_END = seconds(30);
/** "After you terminate an instance, it remains visible for a short while": about an hour. */
const REMEMBERED = seconds(3600);

export const instanceService = lifecycle({
  name: 'ec2.amazonaws.com',
  role: 'AWSServiceRoleForEC2',
  kind: 'Instance',
  verb: 'AdvanceInstance',
  member: 'InstanceId',
  next: ({ State, since }) => {
    if (since === undefined) return null;
    if (State.Name === 'pending') return { at: since + TO_RUNNING, because: { ko: '인스턴스가 부팅을 마쳤습니다.', en: 'The instance has booted.' } };
    if (State.Name === 'stopping') return { at: since + TO_END, because: { ko: '인스턴스가 멈췄습니다.', en: 'The instance has stopped.' } };
    if (State.Name === 'shutting-down')
      return { at: since + TO_END, because: { ko: '인스턴스가 종료되었습니다.', en: 'The instance has shut down.' } };
    if (State.Name === 'terminated')
      return {
        at: since + REMEMBERED,
        because: { ko: '종료된 인스턴스를 목록에서 지웁니다.', en: 'The terminated instance is not listed any more.' },
        periodic: true,
      };
    return null;
  },
});
