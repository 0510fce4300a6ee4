import type { Text } from '../../../engine/text.ts';

export const mapTexts = {
  internet: { ko: '인터넷', en: 'internet' },
  noGateway: { ko: '인터넷 게이트웨이 없음', en: 'no internet gateway' },
  subnet: { ko: '서브넷', en: 'subnet' },
  public: { ko: '퍼블릭', en: 'public' },
  private: { ko: '프라이빗', en: 'private' },
  account: { ko: '계정 {account}', en: 'account {account}' },
  noExit: { ko: '나가는 길 없음', en: 'no way out' },
  unused: { ko: '쓰이지 않음', en: 'unused' },
  noNodes: { ko: '비어 있음', en: 'empty' },
  notReady: { ko: 'Ready 아님', en: 'not Ready' },
  warm: { ko: '웜 {n}개', en: '{n} warm' },
  ready: { ko: 'Ready 엔드포인트', en: 'ready' },
  noneReady: { ko: 'Ready 엔드포인트 없음', en: 'no ready endpoint' },
  unready: { ko: 'Ready 아님', en: 'not ready' },
  waiting: { ko: '노드를 기다리는 파드', en: 'pods without a node' },
  here: { ko: '◀ 여기서 멈춤', en: '◀ stopped here' },
  legend: { ko: '● 사용 중  ○ Ready 아님  · 웜  ▸ 지나간 길  ∆ 방금 바뀜', en: '● in use  ○ not ready  · warm  ▸ last path  ∆ just changed' },
} satisfies Record<string, Text>;
