/** A small course that keeps every promise, on the worked example; tests plant defects in it. */

import type { Folder } from '../../src/course/lesson-folder.ts';
import { loadFolders } from '../../src/course/load.ts';
import type { Loaded } from '../../src/course/loaded.ts';
import { parseMarkdown } from '../../src/course/markdown.ts';
import { translationRecord } from '../../src/course/prove/translations.ts';
import type { OpenBase } from '../../src/course/world-file.ts';
import { elements } from '../../src/engine/dataplane/elements.ts';
import { courseParts } from '../support/course-world.ts';

export type Files = { readonly [path: string]: string };

const LESSON = 'lessons/01-ports';
const SCENARIO = 'scenarios/wrong-selector';

const KO = `# 포트와 파드

## 노드 포트 {#node-port}

노드 포트는 모든 노드에서 열립니다. 예제의 포트는 32001입니다.

> kube-proxy는 규칙만 쓰고 패킷은 커널이 보냅니다.

? 파드가 없는 노드에서도 응답합니까?

\`\`\`text
node0:32001 --> frontend:80
\`\`\`

\`\`\`console
$ kubectl get service frontend -o jsonpath='{.spec.clusterIP}'
10.100.0.31
\`\`\`
`;

const EN = `# Ports and pods

## Node ports {#node-port}

A node port opens on every node. In the example it is 32001.

> The program kube-proxy only writes rules; the kernel sends the packets.

? Does a node without a pod answer too?

\`\`\`text
node0:32001 --> frontend:80
\`\`\`

\`\`\`console
$ kubectl get service frontend -o jsonpath='{.spec.clusterIP}'
10.100.0.31
\`\`\`
`;

const QUIZ = `format: 1
questions:
  - id: from-outside
    kind: multiple
    stem: {ko: "인터넷에서 응답하는 것은 무엇입니까?", en: "What answers from the internet?"}
    concepts: [ports]
    options:
      - id: node-port
        text: {ko: "노드의 주소와 노드 포트", en: "The address of a node with the node port"}
        if: {reaches: {from: internet, to: "node/node0:32001"}}
        why: {ko: "노드 포트는 모든 노드에서 열립니다.", en: "A node port opens on every node."}
      - id: cluster-ip
        text: {ko: "서비스의 클러스터 주소", en: "The cluster IP of the service"}
        if: {reaches: {from: internet, to: "ip:{cluster-ip:frontend}:80"}}
        why: {ko: "클러스터 주소는 노드의 규칙 안에만 있습니다.", en: "The cluster IP exists only in the rules of the nodes."}
        misconception: cluster-ip-is-routable
  - id: hops
    kind: order
    stem: {ko: "패킷은 어디를 차례로 지납니까?", en: "What does the packet pass, in which order?"}
    concepts: [ports]
    ask: {path: {from: internet, to: "node/node0:32001"}}
    why: {ko: "보안 그룹은 커널보다 먼저 판단합니다.", en: "The security group decides before the kernel does."}
    options:
      - {id: kernel, hop: iptables-nat-prerouting, text: {ko: "커널의 주소 변환", en: "Address translation in the kernel"}, why: {ko: "목적지를 파드로 바꿉니다.", en: "It turns the destination into the pod."}}
      - {id: group, hop: security-group, text: {ko: "보안 그룹", en: "Security group"}, why: {ko: "포트를 허용합니다.", en: "It allows the port."}}
      - {id: resolver, hop: amazon-dns, text: {ko: "Amazon DNS 서버", en: "Amazon DNS server"}, why: {ko: "주소로 부르면 조회하지 않습니다.", en: "A literal address needs no lookup."}}
  - id: endpoints
    kind: number
    stem: {ko: "서비스의 Ready 엔드포인트는 몇 개입니까?", en: "How many ready endpoints does the service have?"}
    concepts: [ports]
    ask: {endpoints: {service: default/frontend}}
    why: {ko: "셀렉터에 맞는 파드를 셉니다.", en: "The pods that match its selector count."}
`;

const SCENARIO_YAML = `format: 1
module: ports
kind: break-fix
title: {ko: 어긋난 셀렉터, en: The wrong selector}
minutes: 5
concepts: [ports]
story: {ko: "서비스가 연결을 거부합니다. 고치세요.", en: "The service refuses connections. Repair it."}
world:
  base: ../../${LESSON}/world.yaml
  setup:
    - kubectl patch service frontend -p '{"spec":{"selector":{"app":"shop"}}}'
    - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'
accept:
  - id: endpoints
    text: {ko: "서비스에 Ready 엔드포인트가 3개 있다", en: "The service has 3 ready endpoints"}
    check: {endpoints: {service: default/frontend, ready: 3}}
  - id: answers
    text: {ko: "인터넷에서 node0에 연결된다", en: "The internet connects to node0"}
    check: {reaches: {from: internet, to: "node/node0:32001"}}
  - id: ssh-closed
    text: {ko: "22번 포트는 닫혀 있다", en: "Port 22 is closed"}
    check: {blocked: {from: internet, to: "node/node0:22"}}
solution:
  - kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'
  - kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'
alternates:
  - name: {ko: 한 번에 바꾸기, en: Both at once}
    lines:
      - kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"},"ports":[{"port":80,"targetPort":9376}]}}'
near_misses:
  - name: {ko: 셀렉터만 바꾸기, en: Only the selector}
    lines:
      - kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'
    fails: [answers]
`;

const MISCONCEPTIONS = `format: 1
misconceptions:
  - id: cluster-ip-is-routable
    formerly: [virtual-address-answers]
    name: {ko: 클러스터 주소로 밖에서 접속한다, en: A cluster IP can be reached from outside}
    refutation: {ko: "클러스터 주소는 노드의 규칙 안에만 있습니다.", en: "A cluster IP exists only in the rules of the nodes."}
    shows: {ko: "밖에서 시작한 추적이 노드에 오지 못합니다.", en: "A trace from outside never gets to a node."}
`;

/** The files with a record that both languages of the lesson say the same. */
function compared(files: Files): Files {
  const pages = (lang: 'ko' | 'en') => parseMarkdown({ path: `${lang}.md`, text: files[`${LESSON}/${lang}.md`] ?? '' }).markdown.pages;
  return { ...files, [`${LESSON}/translation.yaml`]: translationRecord({ ko: pages('ko'), en: pages('en') }) };
}

/** The files of the course. */
export function courseFiles(): Files {
  const named = new Set(Object.values(elements).flatMap((element) => Object.values(element.reasons).map((reason) => reason.concept)));
  const later = [...named].map((id) => `  - {id: ${id}, name: {ko: "${id}", en: "${id}"}, later: true}`).join('\n');
  return compared({
    'lessons/concepts.yaml': `format: 1\nconcepts:\n  - {id: ports, name: {ko: 포트, en: Ports}}\n${later}\n`,
    'lessons/misconceptions.yaml': MISCONCEPTIONS,
    [`${LESSON}/lesson.yaml`]: 'format: 1\nminutes: 5\nconcepts: [ports]\npages: {node-port: [ports]}\n',
    [`${LESSON}/world.yaml`]: JSON.stringify(courseParts(), null, 1),
    [`${LESSON}/ko.md`]: KO,
    [`${LESSON}/en.md`]: EN,
    [`${LESSON}/quiz.yaml`]: QUIZ,
    [`${SCENARIO}/scenario.yaml`]: SCENARIO_YAML,
  });
}

/** The course that files in memory are. */
export function load(files: Files): Loaded {
  const folder = (path: string): Folder => {
    const own = Object.entries(files).filter(([name]) => name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/'));
    return {
      name: path.split('/').at(-1) ?? path,
      path,
      files: Object.fromEntries(own.map(([name, text]) => [name.slice(path.length + 1), { path: name, text }])),
    };
  };
  const folders = (top: string) => [
    ...new Set(
      Object.keys(files)
        .filter((name) => name.startsWith(`${top}/`) && name.split('/').length === 3)
        .map((name) => name.split('/').slice(0, 2).join('/')),
    ),
  ];
  const open: OpenBase = (from, base) => {
    const path = new URL(base, `file:///${from}`).pathname.slice(1);
    const text = files[path];
    return text === undefined ? { refused: { what: { ko: '없음', en: 'missing' }, how: { ko: '.', en: '.' } } } : { source: { path, text } };
  };
  return loadFolders(
    { lessons: folders('lessons').map(folder), scenarios: folders('scenarios').map(folder), top: folder('lessons'), whole: true },
    open,
  );
}

/** The files with one of them changed: each `[from, to]` must occur in it. */
export function changed(
  path: 'lesson.yaml' | 'ko.md' | 'en.md' | 'quiz.yaml' | 'scenario.yaml' | 'concepts.yaml' | 'misconceptions.yaml',
  ...edits: readonly (readonly [string, string])[]
): Files {
  const files = courseFiles();
  const full = Object.keys(files).find((name) => name.endsWith(`/${path}`));
  if (full === undefined) throw new Error(`Expected a file ${path}`);
  let text = files[full] ?? '';
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`Expected ${path} to contain ${from}`);
    text = text.replace(from, () => to);
  }
  return path.endsWith('.md') ? compared({ ...files, [full]: text }) : { ...files, [full]: text };
}
