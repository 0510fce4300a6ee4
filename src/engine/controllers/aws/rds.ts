/** Amazon RDS: databases that become available, and that are gone some time after they were deleted. */
import { lifecycle, seconds } from './lifecycle.ts';

/** How long AWS takes; the documentation says only that it takes some minutes. */
const TO_AVAILABLE = seconds(300);
const TO_DELETED = seconds(120);

export const databaseService = lifecycle({
  name: 'rds.amazonaws.com',
  role: 'AWSServiceRoleForRDS',
  kind: 'DBInstance',
  verb: 'AdvanceDBInstance',
  member: 'DBInstanceIdentifier',
  next: ({ DBInstanceStatus, since }, { now }) => {
    switch (DBInstanceStatus) {
      case 'creating':
        return { at: (since ?? now) + TO_AVAILABLE, because: { ko: '데이터베이스가 준비되었습니다.', en: 'The database is ready.' } };
      case 'deleting':
        return { at: (since ?? now) + TO_DELETED, because: { ko: '데이터베이스가 ENI를 돌려줍니다.', en: 'The database gives its interface back.' } };
      case 'available':
        return null;
    }
  },
});
