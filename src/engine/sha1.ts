/** SHA-1 (RFC 3174) of a UTF-8 text: what the VPC CNI names host veths by, and what this lab mints ids from. */

/** The digest as 40 hexadecimal digits. */
export function sha1(text: string): string {
  const words = padded(text);
  const end = (words[0] as number) + 1;
  state.set(START);
  for (let block = 1; block < end; block += 16) compress(words, block);
  let digest = '';
  for (let index = 0; index < 5; index++) {
    const word = state[index] as number;
    for (let shift = 24; shift >= 0; shift -= 8) digest += HEX[(word >>> shift) & 0xff] as string;
  }
  return digest;
}

const START = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
const HEX = Array.from({ length: 256 }, (_none, byte) => byte.toString(16).padStart(2, '0'));

/** One for all calls: each fills them before it reads them. */
const state = new Int32Array(5);
const schedule = new Int32Array(80);

/** The four rounds stand one after the other: this runs for every id and every event of a large cluster. */
function compress(words: Int32Array, block: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = words[block + t] as number;
  for (let t = 16; t < 80; t++) {
    const word = (schedule[t - 3] as number) ^ (schedule[t - 8] as number) ^ (schedule[t - 14] as number) ^ (schedule[t - 16] as number);
    schedule[t] = (word << 1) | (word >>> 31);
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let next = 0;
  for (let t = 0; t < 20; t++) {
    next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + 0x5a827999 + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 20; t < 40; t++) {
    next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 40; t < 60; t++) {
    next = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e - 0x70e44324 + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 60; t < 80; t++) {
    next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e - 0x359d3e2a + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
}

/** Short texts are written here, one after the other: nearly all are ids and names. */
const SHORT = 1024;
const shortWords = new Int32Array(1 + SHORT / 4 + 16);

/** The number of words, then the bytes of the text in words, with the end mark and the length in bits. */
function padded(text: string): Int32Array {
  const words = text.length <= SHORT ? shortWords : new Int32Array(1 + wordsFor(text.length));
  return writeAscii(text, words) ? ended(words, text.length) : ofBytes(utf8(text));
}

/** Four at a time; false, with nothing of use written, where a character is not ASCII. */
function writeAscii(text: string, words: Int32Array): boolean {
  const whole = text.length & ~3;
  let all = 0;
  for (let index = 0; index < whole; index += 4) {
    const [a, b] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
    const [c, d] = [text.charCodeAt(index + 2), text.charCodeAt(index + 3)];
    all |= a | b | c | d;
    words[1 + (index >> 2)] = (a << 24) | (b << 16) | (c << 8) | d;
  }
  let last = 0;
  for (let index = whole; index < text.length; index++) {
    const code = text.charCodeAt(index);
    all |= code;
    last |= code << (24 - (index & 3) * 8);
  }
  words[1 + (whole >> 2)] = last;
  return all < 0x80;
}

function ofBytes(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(1 + wordsFor(bytes.length));
  for (let index = 0; index < bytes.length; index++) {
    const at = 1 + (index >> 2);
    words[at] = (words[at] as number) | ((bytes[index] as number) << (24 - (index & 3) * 8));
  }
  return ended(words, bytes.length);
}

/** `words` holds the bytes, and zeros in the rest of the last word that they have begun. */
function ended(words: Int32Array, length: number): Int32Array {
  const count = wordsFor(length);
  const mark = 1 + (length >> 2);
  words[0] = count;
  words[mark] = (words[mark] as number) | (0x80 << (24 - (length & 3) * 8));
  words.fill(0, mark + 1, count - 1);
  words[count - 1] = Math.floor((length * 8) / 2 ** 32);
  words[count] = (length * 8) | 0;
  return words;
}

function wordsFor(length: number): number {
  return Math.ceil((length + 9) / 64) * 16;
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
