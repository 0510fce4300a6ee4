/** What is said of lists that cannot be read as they are. Names of members and values stay as AWS spells them. */
import type { Text } from '../../text.ts';

export type Complaint = { readonly what: Text; readonly how: Text };

export const COMPLAINTS = {
  noList: {
    what: { ko: '{list} 목록은 없습니다.', en: 'there is no list {list}.' },
    how: { ko: '쓸 수 있는 목록은 {known}입니다.', en: 'Known lists: {known}.' },
  },
  nearList: {
    what: { ko: '{list} 목록은 없습니다.', en: 'there is no list {list}.' },
    how: { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' },
  },
  listNotSimulated: {
    what: { ko: '{list} 목록은 시뮬레이션하지 않습니다.', en: '{list} are not simulated.' },
    how: { ko: '월드에서 빠집니다.', en: 'They are left out of the world.' },
  },
  policiesUntold: {
    what: {
      ko: '{role} 역할의 정책을 알 수 없어 뺐습니다. 용도에 필요한 정책이 있는 역할로 봅니다. `aws iam get-account-authorization-details --filter Role`의 출력을 넣으면 그대로 읽습니다.',
      en: 'left out: nothing tells the policies of role {role}, so it is taken to have those that its use needs. `aws iam get-account-authorization-details --filter Role` tells them.',
    },
    how: {
      ko: 'AttachedPolicies에 정책의 ARN을 쓰세요. 없으면 빈 목록을 쓰세요.',
      en: 'State the ARNs of its policies in AttachedPolicies, an empty list if it has none.',
    },
  },
  documentUntold: {
    what: {
      ko: '{policy} 정책의 문서를 알 수 없어 뺐습니다. `aws iam get-account-authorization-details --filter LocalManagedPolicy`의 출력을 넣으면 읽습니다.',
      en: 'left out: nothing tells the document of policy {policy}. `aws iam get-account-authorization-details --filter LocalManagedPolicy` tells it.',
    },
    how: { ko: 'Document에 정책 문서를 쓰세요.', en: 'State what it says in Document.' },
  },
  publicZone: {
    what: { ko: '퍼블릭 호스팅 영역 {name} 영역은 시뮬레이션하지 않습니다.', en: 'public hosted zone {name} is not simulated.' },
    how: { ko: '공개된 이름은 outside.names에 쓰세요.', en: 'State public names in outside.names.' },
  },
  twice: {
    what: { ko: '{id} 오브젝트가 두 번 나옵니다.', en: '{id} is there twice.' },
    how: { ko: '하나를 지우거나 ID를 바꾸세요.', en: 'Remove one of the two, or give it another id.' },
  },
  noMember: {
    what: { ko: '{member} 멤버는 없습니다.', en: 'there is no member {member}.' },
    how: { ko: '쓸 수 있는 멤버는 {known}입니다.', en: 'Known members: {known}.' },
  },
  nearMember: {
    what: { ko: '{member} 멤버는 없습니다.', en: 'there is no member {member}.' },
    how: { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' },
  },
  notText: {
    what: { ko: '{member} 값이 글이 아닙니다.', en: '{member} is not a text.' },
    how: { ko: '글로 쓰세요.', en: 'Write it as a text.' },
  },
  notWhole: {
    what: { ko: '{member} 값이 정수가 아닙니다.', en: '{member} is not a whole number.' },
    how: { ko: '정수로 쓰세요.', en: 'Write it as a number.' },
  },
  notFlag: {
    what: { ko: '{member} 값이 true도 false도 아닙니다.', en: '{member} is neither true nor false.' },
    how: { ko: 'true나 false로 쓰세요.', en: 'Write true or false.' },
  },
  notList: {
    what: { ko: '{member} 값이 목록이 아닙니다.', en: '{member} is not a list.' },
    how: { ko: '목록으로 쓰세요.', en: 'Write it as a list.' },
  },
  notObject: {
    what: { ko: '오브젝트가 아닙니다.', en: 'this is not an object.' },
    how: { ko: '멤버를 `키: 값` 묶음으로 쓰세요.', en: 'Write it as a mapping of members.' },
  },
  notBlock: {
    what: { ko: '{given} 값은 CIDR 블록이 아닙니다.', en: '{given} is not a CIDR block.' },
    how: { ko: '10.0.0.0/16처럼 주소와 접두사 길이를 쓰세요.', en: 'Write an address and a prefix length, for instance 10.0.0.0/16.' },
  },
  notAddress: {
    what: { ko: '{given} 값은 IP 주소가 아닙니다.', en: '{given} is not an IP address.' },
    how: { ko: '10.0.0.5처럼 쓰세요.', en: 'Write an address, for instance 10.0.0.5.' },
  },
  missing: {
    what: { ko: '{member} 멤버가 빠졌습니다.', en: '{member} is missing.' },
    how: { ko: '{member} 멤버를 더하세요.', en: 'Add {member}.' },
  },
  noSuch: {
    what: { ko: '{id} 오브젝트가 없습니다.', en: '{id} does not exist.' },
    how: { ko: '그 종류의 목록에 더하거나, 있는 것을 쓰세요.', en: 'Add it to the list of its kind, or name one that is there.' },
  },
  nearSuch: {
    what: { ko: '{id} 오브젝트가 없습니다.', en: '{id} does not exist.' },
    how: { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' },
  },
  oneDestination: {
    what: { ko: '라우트의 목적지는 하나여야 합니다.', en: 'a route has exactly one destination.' },
    how: {
      ko: 'DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId 중 하나를 쓰세요.',
      en: 'Give DestinationCidrBlock, DestinationIpv6CidrBlock or DestinationPrefixListId.',
    },
  },
  noState: {
    what: { ko: '{state} 상태는 인스턴스에 없습니다.', en: '{state} is not a state of an instance.' },
    how: { ko: '{known} 중에서 고르세요.', en: 'Write one of {known}.' },
  },
  inNoSubnet: {
    what: { ko: '{id} 인스턴스가 어느 서브넷에도 없습니다.', en: '{id} is in no subnet.' },
    how: { ko: 'SubnetId를 쓰거나 네트워크 인터페이스를 연결하세요.', en: 'Give it a SubnetId, or attach an interface to it.' },
  },
  noAddressLeft: {
    what: { ko: '{subnet} 서브넷에 남은 주소가 없습니다.', en: '{subnet} has no free address left.' },
    how: { ko: '더 큰 서브넷을 쓰세요.', en: 'Choose a larger subnet.' },
  },
  outsideSubnet: {
    what: { ko: '{address} 주소는 {subnet} 서브넷({block}) 밖에 있습니다.', en: '{address} lies outside {subnet} ({block}).' },
    how: { ko: '서브넷 안의 주소를 쓰세요.', en: 'Choose an address of the subnet.' },
  },
  outsideVpc: {
    what: { ko: '{block} 블록은 {vpc} VPC의 어느 블록에도 들지 않습니다.', en: '{block} lies in no block of {vpc}.' },
    how: { ko: '{blocks} 안에서 고르세요.', en: 'Choose a part of {blocks}.' },
  },
  noAction: {
    what: { ko: '{action} 동작은 없습니다.', en: '{action} is not an action.' },
    how: { ko: 'allow나 deny로 쓰세요.', en: 'Write allow or deny.' },
  },
} satisfies Readonly<Record<string, Complaint>>;
