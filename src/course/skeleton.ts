/** A lesson or a scenario to begin with: it keeps every promise before its author has written a word. */
import type { ScenarioKind } from './content.ts';

/** Files by their path below the pack's root. */
export type NewFiles = { readonly [path: string]: string };
export type NewScenario = {
  readonly name: string;
  readonly kind: Exclude<ScenarioKind, 'sandbox'>;
  readonly module: string;
  readonly concept: string;
};

const INSTANCE = 'i-0aa00000000000001';
const PUBLIC_ADDRESS = '198.51.100.10';

/** The lesson in its folder; its one concept has the lesson's own id. */
export function newLesson(folder: string, id: string): NewFiles {
  const at = `lessons/${folder}`;
  return {
    [`${at}/lesson.yaml`]: `${schemaLine('lesson')}format: 1\nminutes: 5\nconcepts: [${id}]\npages:\n  permission-and-way: [${id}]\n`,
    [`${at}/world.yaml`]: `${schemaLine('world')}format: 1\n${world('')}`,
    [`${at}/ko.md`]: KO,
    [`${at}/en.md`]: EN,
    [`${at}/quiz.yaml`]: quiz(id),
  };
}

/** The line of `lessons/concepts.yaml` for the lesson's concept. */
export function conceptRow(id: string): string {
  return `  - {id: ${id}, name: {ko: 새 개념, en: A new concept}}\n`;
}

/** The head of a new `lessons/concepts.yaml`. */
export const CONCEPTS_HEAD = '# yaml-language-server: $schema=../schema/concepts.json\nformat: 1\nconcepts:\n';

/** The scenario in its folder. */
export function newScenario({ name, kind, module, concept }: NewScenario): NewFiles {
  const head = `${schemaLine('scenario')}format: 1
module: ${module}
kind: ${kind}
title: {ko: 새 시나리오, en: A new scenario}
minutes: 5
concepts: [${concept}]
`;
  return { [`scenarios/${name}/scenario.yaml`]: head + (kind === 'trace' ? traced() : repaired()) };
}

function repaired(): string {
  return `story:
  ko: "인터넷에서 web 인스턴스의 22번 포트에 연결되지 않습니다. 클라이언트에는 시간 초과로 보입니다. 22번 포트만 열어 고치세요."
  en: "The internet does not connect to port 22 of instance web. The client sees a timeout. Repair it by opening port 22 only."
world:
${world('  ')}accept:
  - id: ssh
    text: {ko: "인터넷에서 web의 22번 포트에 연결된다", en: "The internet connects to port 22 of web"}
    check: {reaches: {from: internet, to: "instance/${INSTANCE}:22"}}
  - id: others
    text: {ko: "web의 2222번 포트에는 연결되지 않는다", en: "Nobody connects to port 2222 of web"}
    check: {dropped: {from: internet, to: "instance/${INSTANCE}:2222"}}
solution:
  - aws ec2 authorize-security-group-ingress --group-id {sg:web} --protocol tcp --port 22 --cidr 0.0.0.0/0
near_misses:
  - name: {ko: 다른 포트를 열기, en: Opening another port}
    lines:
      - aws ec2 authorize-security-group-ingress --group-id {sg:web} --protocol tcp --port 443 --cidr 0.0.0.0/0
    fails: [ssh]
`;
}

function traced(): string {
  return `story:
  ko: "인터넷에서 web 인스턴스를 부릅니다. 패킷이 지나는 곳을 먼저 예측하고, 실제로 불러 확인하세요."
  en: "The internet calls instance web. Predict what the packet passes, then call it and see."
world:
${world('  ')}predict:
  line: curl http://${PUBLIC_ADDRESS}
  ask: {ko: "요청은 어디를 차례로 지납니까?", en: "What does the request pass, in which order?"}
  decoys: [nat-gateway]
accept:
  - {id: predicted, text: {ko: "요청의 길을 맞게 예측했다", en: "The way of the request is predicted"}, check: {predicts: {}}}
  - {id: called, text: {ko: "인터넷에서 web을 불러 보았다", en: "The internet has called web"}, check: {tested: {from: internet}}}
solution: [predict key, "curl http://${PUBLIC_ADDRESS}"]
`;
}

/** A public subnet with one instance, whose security group lets nothing in. */
function world(indent: string): string {
  const rows = `account: "111122223333"
region: us-west-2
seed: new
aws:
  Vpcs: [{VpcId: vpc-0aa00000000000001, CidrBlock: 10.0.0.0/16, Tags: [{Key: Name, Value: lab}]}]
  Subnets: [{SubnetId: subnet-0aa00000000000001, VpcId: vpc-0aa00000000000001, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-west-2a, AvailabilityZoneId: usw2-az1, Tags: [{Key: Name, Value: public-a}]}]
  InternetGateways: [{InternetGatewayId: igw-0aa00000000000001, Attachments: [{VpcId: vpc-0aa00000000000001, State: available}], Tags: [{Key: Name, Value: lab}]}]
  RouteTables:
    - RouteTableId: rtb-0aa00000000000001
      VpcId: vpc-0aa00000000000001
      Associations: [{SubnetId: subnet-0aa00000000000001}]
      Routes: [{DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-0aa00000000000001}]
      Tags: [{Key: Name, Value: public}]
  SecurityGroups: [{GroupId: sg-0aa00000000000001, GroupName: web, Description: Web servers, VpcId: vpc-0aa00000000000001}]
  SecurityGroupRules: [{SecurityGroupRuleId: sgr-0aa00000000000001, GroupId: sg-0aa00000000000001, IsEgress: true, IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIpv4: 0.0.0.0/0}]
  Instances: [{InstanceId: ${INSTANCE}, InstanceType: t3.small, Tags: [{Key: Name, Value: web}]}]
  NetworkInterfaces:
    - NetworkInterfaceId: eni-0aa00000000000001
      SubnetId: subnet-0aa00000000000001
      Groups: [{GroupId: sg-0aa00000000000001}]
      Attachment: {InstanceId: ${INSTANCE}, DeviceIndex: 0}
      PrivateIpAddresses: [{PrivateIpAddress: 10.0.0.10, Primary: true, Association: {PublicIp: ${PUBLIC_ADDRESS}, IpOwnerId: amazon}}]
`;
  return rows.replaceAll(/^/gm, indent).replace(/ +$/, '');
}

function schemaLine(name: string): string {
  return `# yaml-language-server: $schema=../../schema/${name}.json\n`;
}

const KO = `# 새 레슨

## 허락과 길 {#permission-and-way}

인터넷에서 인스턴스에 연결하려면 길과 허락이 모두 있어야 합니다. 라우팅 테이블이 길을, 보안 그룹이 허락을 정합니다.

? web의 보안 그룹에 인바운드 규칙이 없으면 클라이언트에는 무엇이 보입니까?

\`\`\`console
$ aws ec2 describe-security-groups --group-names web --query 'SecurityGroups[0].IpPermissions' --output json
\`\`\`

허용 규칙이 없으면 보안 그룹이 패킷을 버립니다. 클라이언트에는 시간 초과로 보입니다.
`;

const EN = `# A new lesson

## Permission and a way {#permission-and-way}

To connect to an instance from the internet takes a way and permission. The route table gives the way, the security group the permission.

? What does a client see while the security group of web has no inbound rule?

\`\`\`console
$ aws ec2 describe-security-groups --group-names web --query 'SecurityGroups[0].IpPermissions' --output json
\`\`\`

Without a rule that allows it the security group drops the packet. The client sees a timeout.
`;

function quiz(concept: string): string {
  return `${schemaLine('quiz')}format: 1
questions:
  - id: what-the-client-sees
    kind: single
    stem: {ko: "web의 보안 그룹에 인바운드 규칙이 없습니다. 인터넷에서 22번 포트로 접속하면 어떻게 됩니까?", en: "The security group of web has no inbound rule. What happens to a connection from the internet to port 22?"}
    concepts: [${concept}]
    options:
      - id: silence
        text: {ko: "응답이 없어 시간이 초과된다", en: "No answer comes and the time runs out"}
        if: {dropped: {from: internet, to: "instance/${INSTANCE}:22"}}
        why: {ko: "보안 그룹은 허용하지 않는 패킷을 말없이 버립니다.", en: "A security group drops in silence what it does not allow."}
      - id: refused
        text: {ko: "곧바로 연결이 거부된다", en: "The connection is refused at once"}
        if: {refused: {from: internet, to: "instance/${INSTANCE}:22"}}
        why: {ko: "패킷이 커널까지 가지 못해 거부할 이가 없습니다.", en: "The packet does not get to a kernel that could refuse it."}
      - id: answered
        text: {ko: "퍼블릭 서브넷이라 연결된다", en: "The subnet is public and it connects"}
        if: {reaches: {from: internet, to: "instance/${INSTANCE}:22"}}
        why: {ko: "길은 있지만 허락이 없습니다.", en: "There is a way but no permission."}
`;
}
