/** What `--help` says, in both languages. One record per entry point. */
import stringWidth from 'string-width';
import type { Lang, Text } from '../engine/text.ts';
import { PLANNING_ENTRIES } from './planning/manual.ts';

export type Entry = { readonly name: string; readonly usage: string; readonly summary: Text; readonly details?: Text };

export const ENTRIES: readonly Entry[] = [
  {
    name: 'lab',
    usage: 'ekslab lab NAME|PATH',
    summary: { ko: '시나리오를 바로 엽니다.', en: 'Opens a scenario.' },
    details: {
      ko: 'PATH는 내가 만든 시나리오의 폴더입니다(예: ./scenarios/open-the-door). 기록은 과정의 시나리오와 섞이지 않습니다.\n파일에 문제가 있으면 path:line:col과 함께 알리고 2로 끝납니다.',
      en: 'PATH is the folder of a scenario of your own, for instance ./scenarios/open-the-door. Its progress is kept apart from that of the course.\nWhat is wrong with its files is printed with path:line:col and exit status 2.',
    },
  },
  {
    name: 'lesson',
    usage: 'ekslab lesson NAME',
    summary: { ko: '레슨을 바로 엽니다.', en: 'Opens a lesson.' },
  },
  {
    name: 'quiz',
    usage: 'ekslab quiz NAME',
    summary: { ko: '레슨의 문제를 바로 엽니다.', en: 'Opens the questions of a lesson.' },
  },
  {
    name: 'run',
    usage: 'ekslab run NAME|PATH [-c LINE]... [-]',
    summary: { ko: '화면 없이 줄을 실행하고 통과 조건을 판정합니다.', en: 'Plays lines without a screen and judges the acceptance list.' },
    details: {
      ko: '-c 줄을 차례로 실행한 뒤, `-`가 있으면 표준 입력의 줄을 실행합니다. 실행한 기록과 통과 조건을 출력합니다.\nPATH는 내가 만든 시나리오의 폴더입니다.\n모든 조건이 통과해야 종료 코드가 0입니다. 여기서 한 일은 학습 기록에 남지 않습니다.',
      en: 'Runs the -c lines in order, then with `-` the lines of standard input. Prints the transcript and the acceptance list.\nPATH is the folder of a scenario of your own.\nExits with 0 only if every line passes. Nothing of it goes into the journal.',
    },
  },
  {
    name: 'shell',
    usage: 'ekslab shell -w WORLD [-c LINE]... [-]',
    summary: { ko: '월드 파일 위에서 시뮬레이션 셸을 엽니다.', en: 'Opens the simulated shell over a world file.' },
    details: {
      ko: '터미널에서는 대화형으로 동작하고, 아니면 표준 입력의 줄을 실행합니다. 종료 코드는 마지막 줄을 따릅니다.',
      en: 'Interactive in a terminal; otherwise it runs the lines of standard input. The exit status follows the last line.',
    },
  },
  {
    name: 'trace',
    usage: 'ekslab trace -w WORLD --from EP --to EP [--protocol tcp|udp|icmp]',
    summary: { ko: '패킷의 가는 길과 오는 길을 이유와 함께 보여 줍니다.', en: 'Shows the way of a packet and of its reply, with reasons.' },
    details: {
      ko: 'EP: pod/NS/이름, svc/NS/이름:포트, node/이름[:포트], instance/ID, eni/ID, ip:주소[:포트], internet[:주소], url:http://호스트/경로\n언제나 연결되면 0, 아니면 1로 끝납니다.',
      en: 'EP: pod/NS/NAME, svc/NS/NAME:PORT, node/NAME[:PORT], instance/ID, eni/ID, ip:ADDRESS[:PORT], internet[:ADDRESS], url:http://host/path\nExits with 0 if every branch connects, else with 1.',
    },
  },
  {
    name: 'repair',
    usage: 'ekslab repair -w WORLD --from EP --to EP [--block] [--protocol tcp|udp|icmp]',
    summary: {
      ko: '연결을 되게 하는, 또는 막는 가장 작은 변경을 찾아 확인합니다.',
      en: 'Finds and verifies the smallest edits that make a connection work, or stop it.',
    },
    details: {
      ko: '입력할 수 있는 `kubectl`, `aws` 줄로 출력합니다. 지금 되는 다른 연결은 그대로 둡니다. 변경은 세 가지까지 찾습니다.\n--block: 연결되지 않게 하는 변경을 찾습니다. EP는 `ekslab trace --help`와 같습니다.\n찾았거나 고칠 것이 없으면 0, 아니면 1로 끝납니다.',
      en: 'Prints lines of `kubectl` and `aws` to type. Other connections that work now are left as they are. At most three edits are sought.\n--block: the edits that make it stop working. EP as in `ekslab trace --help`.\nExits with 0 if there are such edits or none is needed, else with 1.',
    },
  },
  {
    name: 'reach',
    usage: 'ekslab reach -w WORLD [--port N] [--protocol tcp|udp|sctp] [--policy-only] [--from EP] [--to EP]',
    summary: { ko: '누가 누구에게 접속하는지, 무엇이 막는지 보여 줍니다.', en: 'Shows who can talk to whom and what stops it.' },
    details: {
      ko: '--port가 없으면 목적지마다 서비스하는 포트로 묻습니다.\n--view combined|ingress|egress: 종합, 인바운드 정책만, 아웃바운드 정책만. --policy-only: 명세대로의 네트워크 정책만.\n--from EP, --to EP: 한쪽만 쓰면 목록, 둘 다 쓰면 결정한 정책과 규칙까지 보여 줍니다. EP는 표의 이름이나 trace의 형식입니다.\n--after LINE...: 줄을 실행한 뒤 달라지는 칸만 보여 줍니다. 월드는 그대로입니다.\n--open: 격리되지 않은 파드. --lint: 네트워크 정책의 실수.\n연결되거나, 달라진 것이 없거나, 찾은 것이 없으면 0, 아니면 1로 끝납니다.',
      en: 'Without --port each destination is asked at the port that it serves.\n--view combined|ingress|egress: all, the ingress policies alone, the egress policies alone. --policy-only: network policies by the specification.\n--from EP, --to EP: one side gives a list, both tell the deciding policy and rule. EP is a name of the table or a form of trace.\n--after LINE...: only the cells that differ once the lines are typed. The world stays as it is.\n--open: pods that are not isolated. --lint: mistakes in network policies.\nExits with 0 if the pair connects, nothing differs or nothing is found, else with 1.',
    },
  },
  {
    name: 'import',
    usage: 'ekslab import [--aws FILE...] [--kubernetes FILE...] [--to FILE]',
    summary: { ko: '실제 `aws`와 `kubectl`의 출력으로 월드 파일을 만듭니다.', en: 'Makes a world file of what `aws` and `kubectl` printed.' },
    details: {
      ko: '--aws: `aws ec2 describe-*`, `aws eks describe-cluster`의 출력(--output json이나 yaml). 일부만 있어도 되고, 여러 페이지를 이어 붙여도 됩니다.\n--kubernetes: `kubectl get -o yaml`이나 `-o json`의 출력.\n월드 파일은 표준 출력이나 --to 파일에 쓰고, -o json을 붙이면 JSON으로 씁니다. 시뮬레이션하지 않는 것은 표준 오류에 모두 알립니다.',
      en: '--aws: what `aws ec2 describe-*` and `aws eks describe-cluster` print (--output json or yaml), any subset, pages one after the other.\n--kubernetes: what `kubectl get -o yaml` or `-o json` prints.\nThe world file goes to standard output or to the file of --to, as JSON with -o json. What is not simulated is listed on standard error.',
    },
  },
  {
    name: 'sandbox',
    usage: 'ekslab sandbox [-w WORLD]',
    summary: { ko: '과제 없이 빈 계정이나 월드 파일에서 마음대로 해 봅니다.', en: 'Free play in an empty account, or in a world file.' },
    details: {
      ko: 'WORLD는 `ekslab import`가 만든 파일이나 `share world FILE`로 저장한 파일입니다. 과정의 월드는 과정 지도의 샌드박스에 있습니다.\n`mark start`와 `mark goal FILE`은 플레이한 것을 시나리오 파일로 만듭니다.',
      en: 'WORLD is a file that `ekslab import` wrote, or that `share world FILE` saved. The worlds of the course are in the Sandbox of the course map.\n`mark start` and `mark goal FILE` make a scenario file of what is played.',
    },
  },
  {
    name: 'export',
    usage: 'ekslab export -w WORLD [--format world|aws-cli|kubernetes] [--to FILE]',
    summary: { ko: '월드를 파일, `aws` 명령, 매니페스트로 내보냅니다.', en: 'Writes a world as a file, as `aws` lines or as manifests.' },
    details: {
      ko: 'world: 월드 파일. aws-cli: 빈 계정에서 같은 네트워크를 만드는 `aws` 줄. ID는 셸 변수에 담습니다. kubernetes: `kubectl apply -f`에 쓸 매니페스트.\n내보내지 못한 것은 표준 오류에 알립니다.',
      en: 'world: a world file. aws-cli: the `aws` lines that build the same network in an empty account, ids in shell variables. kubernetes: manifests for `kubectl apply -f`.\nWhat cannot be written is listed on standard error.',
    },
  },
  ...PLANNING_ENTRIES,
  {
    name: 'keys',
    usage: 'ekslab keys',
    summary: { ko: '화면의 모든 동작과 키를 보여 줍니다.', en: 'Lists every action of the screens with its keys.' },
    details: {
      ko: '키를 바꾸려면 데이터 폴더의 settings.yaml에 `format: 1`과 `keys:`를 쓰세요. 예: `prompt-trace: [ctrl-y, alt-t]`\n파일에 문제가 있으면 path:line:col과 함께 알리고 1로 끝납니다. 그때는 처음 키를 그대로 씁니다.',
      en: 'For keys of your own write `format: 1` and `keys:` into settings.yaml of the data folder, for instance `prompt-trace: [ctrl-y, alt-t]`.\nWhat is wrong with the file is printed with path:line:col and exit status 1; the keys are then as they came.',
    },
  },
  {
    name: 'new',
    usage: 'ekslab new lesson NAME | scenario NAME [--kind KIND] [--module LESSON]',
    summary: { ko: '레슨이나 시나리오의 뼈대를 만듭니다.', en: 'Makes a lesson or a scenario to begin with.' },
    details: {
      ko: '작업 폴더 위쪽의 lessons/나 scenarios/ 옆에 만들고, 없으면 작업 폴더에 만듭니다. 만든 그대로 `ekslab prove`를 통과합니다.\nKIND: break-fix(기본값), build, trace, plan, capstone',
      en: 'It is made beside the lessons/ or scenarios/ above the working directory, else in the working directory, and passes `ekslab prove` as it is.\nKIND: break-fix (the default), build, trace, plan, capstone',
    },
  },
  {
    name: 'prove',
    usage: 'ekslab prove [PATH]... [--update] [--accept-translation] [--coverage] [--fresh] [--watch [--poll SECONDS]]',
    summary: { ko: '레슨과 시나리오가 스스로 성립하는지 증명합니다.', en: 'Proves that the lessons and scenarios hold.' },
    details: {
      ko: '--update를 붙이면 레슨의 console 블록에 엔진이 출력한 것을 먼저 써넣고, 두 언어가 함께 바뀐 쪽을 기록합니다.\n--accept-translation은 한 언어만 바뀐 쪽도 두 언어가 같다고 기록합니다.\n--coverage는 개념마다 가르치는 쪽과 연습하는 문제, 시나리오를 보여 줍니다.\n폴더를 둘 이상 증명하면 모든 약속을 지킨 폴더를 기억해 두었다가 파일이 바뀌거나 프로그램이 바뀐 뒤에만 다시 증명합니다. --fresh는 모두 다시 증명합니다.\n--watch는 바뀐 폴더를 다시 증명하면서 학습자가 보는 화면을 그대로 보여 주고, 맨 아랫줄에 증명의 결과를 알립니다. 그 화면에서 실습도 됩니다.\n  ^]는 증명의 목록과 화면을 오가고, ^L은 언어를 바꾸고, Ctrl-C 두 번은 끝냅니다. 파일을 읽을 수 없으면 화면은 그대로 두고 path:line:col을 알립니다.\n  터미널이 아니거나 --plain, NO_COLOR, TERM=dumb이면 두 언어의 글로 출력합니다.\n--poll SECONDS는 변경을 알리지 않는 폴더를 그 간격으로 살핍니다.',
      en: 'With --update it first writes into the console blocks of lessons what the engine prints, and records the pages that were changed in both languages.\n--accept-translation also records pages of which one language alone was changed.\n--coverage shows for each concept the pages that teach it and the questions and scenarios that exercise it.\nOf several folders those that kept every promise are remembered, and proved again only after one of their files or the program has changed. --fresh proves all of them.\n--watch shows the very screen that a learner gets, proves the folder again whenever a file of it is saved, and tells the result in the last row. The lab in it can be played.\n  ^] goes from the screen to the list of the proof and back, ^L changes the language, Ctrl-C twice ends it. While files cannot be read the screen stays, with path:line:col below it.\n  Without a terminal, with --plain, NO_COLOR or TERM=dumb it prints the texts of both languages instead.\n--poll SECONDS looks that often, for folders that tell of no change.',
    },
  },
  {
    name: 'conformance',
    usage: 'ekslab conformance [DIR] [-v]',
    summary: { ko: '상위 프로젝트의 사례로 엔진을 판정합니다.', en: 'Judges the engine by the cases of upstream projects.' },
    details: {
      ko: '파일마다 한 줄을 출력합니다. -v를 붙이면 실패한 사례도 출력합니다.',
      en: 'Prints one line per file, with -v the failing cases too.',
    },
  },
];

const OPTIONS: readonly { readonly flags: string; readonly about: Text }[] = [
  { flags: '--lang ko|en', about: { ko: '언어 (없으면 로캘을 따름)', en: 'language (default: that of the locale)' } },
  { flags: '--data DIR', about: { ko: '학습 기록을 둘 폴더 (EKSLAB_DATA로도 지정)', en: 'folder of the journal (also EKSLAB_DATA)' } },
  {
    flags: '--plain',
    about: {
      ko: '화면을 다시 그리지 않고 문장으로 진행 (INK_SCREEN_READER=true로도 지정)',
      en: 'sentences instead of a redrawn screen (also INK_SCREEN_READER=true)',
    },
  },
  {
    flags: '--width narrow|wide',
    about: {
      ko: '터미널이 선과 기호를 그리는 칸 수 (설정의 눈금 시험)',
      en: 'cells that the terminal draws lines and symbols in (see the ruler in the settings)',
    },
  },
  { flags: '--record FILE', about: { ko: '세션을 asciicast v2 파일로 녹화', en: 'record the session as an asciicast v2 file' } },
  { flags: '-o text|json|yaml', about: { ko: '출력 형식', en: 'output format' } },
  { flags: '--version', about: { ko: '버전', en: 'version' } },
  { flags: '-h, --help', about: { ko: '이 도움말', en: 'this help' } },
];

const TITLES = {
  about: { ko: 'Amazon EKS 네트워킹을 터미널에서 배우는 실습실', en: 'A lab for learning Amazon EKS networking in the terminal' },
  usage: { ko: '사용법', en: 'Usage' },
  entries: { ko: '명령', en: 'Commands' },
  options: { ko: '옵션', en: 'Options' },
  bare: { ko: '과정을 엽니다.', en: 'Opens the course.' },
  status: {
    ko: '종료 코드: 0 예, 1 아니요(조건 실패, 연결 안 됨), 2 실행하지 못함',
    en: 'Exit status: 0 yes, 1 no (a check failed, not reachable), 2 could not run',
  },
} satisfies Readonly<Record<string, Text>>;

/** The manual of the whole program. */
export function manual(lang: Lang): string {
  const rows = [['ekslab', TITLES.bare[lang]] as const, ...ENTRIES.map(({ usage, summary }) => [usage, summary[lang]] as const)];
  return [
    TITLES.about[lang],
    section(TITLES.entries[lang], rows),
    section(
      TITLES.options[lang],
      OPTIONS.map(({ flags, about }) => [flags, about[lang]] as const),
    ),
    `${TITLES.status[lang]}\n`,
  ].join('\n\n');
}

/** The manual of one entry point. */
export function manualOf(name: string, lang: Lang): string {
  const entry = ENTRIES.find((candidate) => candidate.name === name);
  if (entry === undefined) return manual(lang);
  const details = entry.details === undefined ? [] : [entry.details[lang]];
  return `${[`${TITLES.usage[lang]}: ${entry.usage}`, entry.summary[lang], ...details].join('\n\n')}\n`;
}

/** Usage and meaning in two columns, or on two lines where the usage is long. */
function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = 22;
  const lines = rows.map(([left, right]) =>
    stringWidth(left) > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`,
  );
  return [`${title}:`, ...lines].join('\n');
}
