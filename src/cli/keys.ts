/** `ekslab keys`: every action of the screens with its keys, as the learner's settings file leaves them. */
import { join } from 'node:path';
import { dataFolder } from '../progress/location.ts';
import { table } from '../shell/planning/table.ts';
import { structured } from '../shell/structured.ts';
import { mapped } from '../tui/key-map.ts';
import { KEYS } from '../tui/keys.ts';
import { keyName } from '../tui/parts/key-bar.ts';
import { SETTINGS_FILE, settingsAt } from '../tui/settings-file.ts';
import { type Call, type ExitStatus, print } from './call.ts';
import { printProblems } from './problems.ts';

/** Prints the table. The answer is no where the settings file is not used, and why stands on stderr. */
export async function keys(call: Call): Promise<ExitStatus> {
  const { io, options, lang } = call;
  const { keys: own, problems } = settingsAt(join(dataFolder({ data: options.data, env: io.env }), SETTINGS_FILE));
  printProblems(call, problems);
  const records = KEYS.map((record) => mapped(record, own)).filter((record) => record.keys.length > 0 || own[record.id] !== undefined);
  if (options.output === 'json' || options.output === 'yaml') {
    print(
      call,
      structured(
        { keys: records.map(({ id, keys, contexts, help }) => ({ action: id, keys, contexts, help: help[lang] })) },
        options.output,
      ).trimEnd(),
    );
  } else {
    const rows = records.map(({ id, keys, contexts, help }) => [keys.map(keyName).join(' '), id, contexts.join(' '), help[lang]]);
    print(call, table([HEADS.keys[lang], HEADS.action[lang], HEADS.where[lang], HEADS.help[lang]], rows.map(shortened)).trimEnd());
  }
  return problems.length === 0 ? 0 : 1;
}

/** Where an action works almost everywhere the first places stand for all. */
function shortened([shown = '', id = '', where = '', help = '']: readonly string[]): string[] {
  const places = where.split(' ');
  return [shown, id, places.length > 3 ? `${places.slice(0, 2).join(' ')} +${places.length - 2}` : where, help];
}

const HEADS = {
  keys: { ko: '키', en: 'KEYS' },
  action: { ko: '동작', en: 'ACTION' },
  where: { ko: '곳', en: 'WHERE' },
  help: { ko: '하는 일', en: 'WHAT IT DOES' },
} as const;
