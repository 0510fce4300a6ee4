/** SHA-1 (RFC 3174) of a UTF-8 text: what the VPC CNI names host veths by, and what this lab mints ids from. */

/** The digest as 40 hexadecimal digits. */
export function sha1(text: string): string {
  const words = pad(text);
  const state: State = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let block = 0; block < words.length; block += 16) compress(state, words, block);
  let digest = '';
  for (const word of state) digest += (word >>> 0).toString(16).padStart(8, '0');
  return digest;
}

type State = [number, number, number, number, number];

/** One for all calls: each fills it before it reads it. */
const schedule = new Int32Array(80);

/** The four rounds stand one after the other: this runs for every id and every event of a large cluster. */
function compress(state: State, words: Int32Array, block: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = words[block + t] as number;
  for (let t = 16; t < 80; t++) {
    const word = (schedule[t - 3] as number) ^ (schedule[t - 8] as number) ^ (schedule[t - 14] as number) ^ (schedule[t - 16] as number);
    schedule[t] = (word << 1) | (word >>> 31);
  }
  let [a, b, c, d, e] = state;
  for (let t = 0; t < 80; t++) {
    let mixed: number;
    if (t < 20) mixed = ((b & c) | (~b & d)) + 0x5a827999;
    else if (t < 40) mixed = (b ^ c ^ d) + 0x6ed9eba1;
    else if (t < 60) mixed = ((b & c) | (b & d) | (c & d)) - 0x70e44324;
    else mixed = (b ^ c ^ d) - 0x359d3e2a;
    const next = (((a << 5) | (a >>> 27)) + mixed + e + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = (state[0] + a) | 0;
  state[1] = (state[1] + b) | 0;
  state[2] = (state[2] + c) | 0;
  state[3] = (state[3] + d) | 0;
  state[4] = (state[4] + e) | 0;
}

/** The bytes of the text in words, with the end mark and the length in bits. */
function pad(text: string): Int32Array {
  const bytes = isAscii(text) ? null : utf8(text);
  const length = bytes === null ? text.length : bytes.length;
  const words = new Int32Array(Math.ceil((length + 9) / 64) * 16);
  for (let index = 0; index < length; index++) {
    const byte = bytes === null ? text.charCodeAt(index) : (bytes[index] as number);
    words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - (index % 4) * 8));
  }
  const end = length >> 2;
  words[end] = (words[end] as number) | (0x80 << (24 - (length % 4) * 8));
  words[words.length - 2] = Math.floor((length * 8) / 2 ** 32);
  words[words.length - 1] = (length * 8) | 0;
  return words;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x80) return false;
  return true;
}

function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) as number;
    if (code < 0x80) bytes[length++] = code;
    else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      bytes[length++] = 0xe0 | (code >> 12);
      bytes[length++] = 0x80 | ((code >> 6) & 63);
      bytes[length++] = 0x80 | (code & 63);
    } else {
      // Two code units of the text are one code point, of four bytes.
      index++;
      bytes[length++] = 0xf0 | (code >> 18);
      bytes[length++] = 0x80 | ((code >> 12) & 63);
      bytes[length++] = 0x80 | ((code >> 6) & 63);
      bytes[length++] = 0x80 | (code & 63);
    }
  }
  return bytes.subarray(0, length);
}
