/** One rule as `iptables -L -n` prints it, from its form in `iptables-save` (iptables/iptables.c and the extensions' print functions). */

type Read = {
  readonly target: string;
  readonly protocol: string;
  readonly in: string;
  readonly out: string;
  readonly source: string;
  readonly destination: string;
  readonly rest: readonly string[];
};

/** The line of a rule; with `-v` also its counters, which the lab does not keep, and its devices. */
export function listedRule(rule: string, verbose: boolean): string {
  const read = readRule(rule);
  const ends = `${read.source.padEnd(20)} ${read.destination.padEnd(20)}`;
  const middle = `${read.target.padEnd(10)} ${read.protocol.padEnd(4)} --  `;
  const devices = verbose ? `${read.in.padEnd(6)} ${read.out.padEnd(6)}  ` : '';
  const rest = read.rest.length === 0 ? '' : ` ${read.rest.join(' ')}`;
  return `${verbose ? '    0     0 ' : ''}${middle}${devices}${ends}${rest}`;
}

function readRule(rule: string): Read {
  const words = [...rule.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map((match) => (match[1] ?? match[2]) as string).slice(2);
  let read: Read = { target: '', protocol: 'all', in: '*', out: '*', source: '0.0.0.0/0', destination: '0.0.0.0/0', rest: [] };
  let not = '';
  let module = '';
  let mask = '';
  const say = (text: string): void => {
    read = { ...read, rest: [...read.rest, text] };
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const next = (): string => words[++at] as string;
    const negated = not;
    not = '';
    if (word === '!') not = '!';
    else if (word === '-i') read = { ...read, in: negated + next() };
    else if (word === '-o') read = { ...read, out: negated + next() };
    else if (word === '-s') read = { ...read, source: negated + host(next()) };
    else if (word === '-d') read = { ...read, destination: negated + host(next()) };
    else if (word === '-p') read = { ...read, protocol: next() };
    else if (word === '-m') module = next();
    else if (word === '-j') {
      read = { ...read, target: next() };
      module = read.target;
    } else if (word === '--comment') say(`/* ${next()} */`);
    else if (word === '--dport') say(`${module} dpt:${negated}${next()}`);
    else if (word === '--dst-type' || word === '--src-type') say(`ADDRTYPE match ${word.slice(2)} ${negated}${next()}`);
    else if (word === '--limit-iface-in') say('limit-in');
    else if (word === '--ctstate') say(`ctstate ${negated}${next()}`);
    else if (word === '--mark') say(`mark match ${negated === '' ? '' : '! '}${next()}`);
    else if (word === '--mode') say(`statistic mode ${next()}`);
    else if (word === '--probability') say(`probability ${next()}`);
    else if (word === '--to-destination' || word === '--to-source') say(`to:${next()}`);
    else if (word === '--random-fully') say('random-fully');
    else if (word === '--rcheck') say('recent: CHECK');
    else if (word === '--set') say('recent: SET');
    else if (word === '--seconds') say(`seconds: ${next()}`);
    else if (word === '--reap') say('reap');
    else if (word === '--name') say(`name: ${next()}`);
    else if (word === '--mask') mask = next();
    else if (word === '--rsource') say(`side: source mask: ${mask}`);
    else if (word === '--set-xmark') say(xmark(module, next()));
    else if (word === '--restore-mark') say('CONNMARK restore');
    else if (word === '--nfmask') say(`mask ${next()}`);
    else if (word === '--ctmask') next();
    else if (word === '--reject-with') say(`reject-with ${next()}`);
    else if (word.startsWith('--')) say(`${word.slice(2)}${words[at + 1]?.startsWith('-') === false ? ` ${next()}` : ''}`);
  }
  return read;
}

function xmark(module: string, value: string): string {
  const [mark = '', mask = ''] = value.split('/');
  if (mask === '0x0') return `${module} xor ${mark}`;
  return mark === mask ? `${module} or ${mark}` : `${module} xset ${value}`;
}

function host(block: string): string {
  return block.replace(/\/(32|128)$/, '');
}
