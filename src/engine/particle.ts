/**
 * The Korean particle that fits the last sound of a word, also after digits, Latin words and identifiers.
 * The reading rules are those of Korean orthography (한글 맞춤법) and of how Korean engineers read identifiers aloud.
 */
export type ParticlePair =
  | '을/를'
  | '은/는'
  | '이/가'
  | '와/과'
  | '으로/로'
  | '으로써/로써'
  | '으로서/로서'
  | '이나/나'
  | '이라/라'
  | '이며/며'
  | '아/야';

export const PARTICLE_PAIRS: readonly ParticlePair[] = [
  '을/를',
  '은/는',
  '이/가',
  '와/과',
  '으로/로',
  '으로써/로써',
  '으로서/로서',
  '이나/나',
  '이라/라',
  '이며/며',
  '아/야',
];

type Ending = 'vowel' | 'rieul' | 'consonant';

/** The particle of the pair that follows `word`. */
export function particle(word: string, pair: ParticlePair): string {
  const [first, second] = pair.split('/') as [string, string];
  const ending = endingOf(word);
  // 와/과 is the one pair that is written with its vowel form first.
  if (pair === '와/과') return ending === 'vowel' ? '와' : '과';
  if (first.startsWith('으로')) return ending === 'consonant' ? first : second;
  return ending === 'vowel' ? second : first;
}

const WHOLE_TOKEN: Readonly<Record<string, Ending>> = {
  s3: 'vowel',
  ipv6: 'vowel',
  cname: 'consonant',
  mac: 'consonant',
  db: 'vowel',
  ip: 'vowel',
  check: 'vowel',
};

function endingOf(word: string): Ending {
  const core = stripTail(word);
  const token = /[A-Za-z0-9]+$/.exec(core)?.[0] ?? '';
  const whole = WHOLE_TOKEN[token.toLowerCase()];
  if (whole) return whole;
  const last = core.at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'rieul' : 'consonant';
  }
  if (last === '%' || last === '*') return 'vowel';
  if (/[0-9]/.test(last)) return digitEnding(last);
  if (/[A-Za-z]/.test(last)) return latinEnding(core);
  return 'vowel';
}

/** Cuts quotes, closing punctuation and a final bracket with its content, which are not read aloud as the last sound. */
function stripTail(word: string): string {
  let core = word.normalize('NFC').trim();
  for (;;) {
    const before = core;
    core = core.replace(/[`'".,!?:/]+$/u, '');
    const bracket = /^(.*?)[([<{]([^()[\]<>{}]*)[)\]>}]$/su.exec(core);
    if (bracket) core = (bracket[1] as string).trim() === '' ? (bracket[2] as string) : (bracket[1] as string).trim();
    core = core.replace(/^[`'"]+/u, '');
    if (core === before) return core;
  }
}

function digitEnding(digit: string): Ending {
  if (digit === '0' || digit === '3' || digit === '6') return 'consonant';
  return digit === '1' || digit === '7' || digit === '8' ? 'rieul' : 'vowel';
}

function latinEnding(core: string): Ending {
  const word = /[A-Za-z]+$/.exec(core)?.[0] ?? '';
  const tail = /[A-Z]+$/.exec(word)?.[0] ?? '';
  // An acronym, a single letter, or a capital tail as in CoreDNS is spelled out; a longer run of capitals is a word.
  const spelled = word.length === 1 || (tail !== '' && tail.length <= 5) || /[0-9:][a-z]$/.test(core);
  if (spelled && !(word === word.toUpperCase() && word.length > 5)) return letterEnding(word.at(-1) as string);
  return wordEnding(word.toLowerCase());
}

function letterEnding(letter: string): Ending {
  const upper = letter.toUpperCase();
  if (upper === 'L' || upper === 'R') return 'rieul';
  return upper === 'M' || upper === 'N' ? 'consonant' : 'vowel';
}

function wordEnding(word: string): Ending {
  if (/(l|le)$/.test(word)) return 'rieul';
  if (/(m|n|ng|me|ne|b|c|ck|pp|et)$/.test(word)) return 'consonant';
  if (/[aeou][pk]$/.test(word) && /p$/.test(word)) return 'consonant';
  return 'vowel';
}
