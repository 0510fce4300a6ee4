/** The world of the attempt as something to take along: a world file, manifests, `aws` commands. */
import { applicableManifests } from '../../engine/cluster/applicable.ts';
import { partsOf } from '../../engine/parts-of.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { awsLines } from '../../shell/aws-lines/index.ts';
import { output, refused } from '../../shell/print.ts';
import { say } from '../say.ts';
import { manifestsText, worldText } from '../world-text.ts';
import { argumentsOf, type LabWord } from './definition.ts';

type Written = { readonly text: string; readonly left: readonly string[] };

const FORMS: { readonly [form: string]: ((world: World) => Written) | undefined } = {
  world(world) {
    const { parts, unlisted } = partsOf(world);
    return { text: worldText(parts, 'yaml'), left: unlisted };
  },
  manifests: (world) => ({ text: manifestsText(applicableManifests(world), 'yaml'), left: [] }),
  aws(world) {
    const { lines, left } = awsLines(world);
    return { text: lines.map((line) => `${line}\n`).join(''), left: [...left.keys()] };
  },
};

/** Prints it, or hands it over with the name of the file that it is to be written to. */
export const share: LabWord = {
  name: 'share',
  summary: {
    ko: '월드를 월드 파일, 매니페스트, `aws` 명령으로 보여 주거나 파일에 씁니다.',
    en: 'Prints the world as a world file, manifests or `aws` commands, or writes it to a file.',
  },
  usage: ['share world [FILE]', 'share manifests [FILE]', 'share aws [FILE]'],
  examples: ['share world my-lab.yaml', 'share manifests', 'share aws build.sh'],
  complete: () => Object.keys(FORMS).map((text) => ({ text, about: null })),
  enter(attempt, line) {
    const [form = '', path, ...rest] = argumentsOf(line);
    const write = Object.hasOwn(FORMS, form) ? FORMS[form] : undefined;
    if (write === undefined || rest.length > 0) return { attempt, output: refused(attempt.world, HOW), events: [] };
    const { text, left } = write(attempt.world);
    const notes = left.map((kind) => ({ mark: 'not-simulated' as const, text: say(LEFT, { kind }) }));
    const told = output(attempt.world, { kind: 'lab', stdout: path === undefined ? text : '', notes });
    return { attempt, output: told, events: [], ...(path === undefined ? {} : { file: { path, text } }) };
  },
};

const HOW: Text = {
  ko: '`share world`, `share manifests`, `share aws` 가운데 하나를 쓰세요. 뒤에 파일 이름을 쓰면 파일에 씁니다.',
  en: 'Write `share world`, `share manifests` or `share aws`; a file name behind it writes there.',
};
const LEFT: Text = { ko: '{kind} 오브젝트는 내보내지 못합니다.', en: 'Not written: {kind}.' };
