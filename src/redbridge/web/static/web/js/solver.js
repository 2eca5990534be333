// A worker: finds the number that follows the salt in what SHA-256 makes of it, as ALTCHA asks. Its own arithmetic, since
// `crypto.subtle` is not there on plain http and takes ten times as long for something this short.
const [K, START] = [new Uint32Array(64), new Uint32Array(8)];
const fraction = (root) => (root - Math.floor(root)) * 2 ** 32;
const isPrime = (n) => { for (let by = 2; by * by <= n; by++) if (n % by === 0) return false; return true; };
for (let n = 2, at = 0; at < 64; n++) {
  if (!isPrime(n)) continue;
  if (at < 8) START[at] = fraction(Math.sqrt(n));
  K[at++] = fraction(Math.cbrt(n));
}
const W = new Uint32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

/** One block of 64 bytes into the state. */
function block(state, bytes, from) {
  for (let i = 0, at = from; i < 16; i++, at += 4) W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  for (let i = 16; i < 64; i++) {
    const [x, y] = [W[i - 15], W[i - 2]];
    W[i] = W[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + W[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

/** The number from 0 to `maxnumber`, or -1. */
function solve({ salt, challenge, maxnumber }) {
  const head = new TextEncoder().encode(salt);
  const wanted = challenge.match(/.{8}/g).map((word) => parseInt(word, 16));
  for (let number = 0; number <= maxnumber; number++) {
    const digits = String(number);
    const length = head.length + digits.length;
    const bytes = new Uint8Array((((length + 8) >> 6) + 1) << 6);
    bytes.set(head);
    for (let i = 0; i < digits.length; i++) bytes[head.length + i] = digits.charCodeAt(i);
    bytes[length] = 128;
    new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8);
    const state = START.slice();
    for (let from = 0; from < bytes.length; from += 64) block(state, bytes, from);
    if (wanted.every((word, i) => word === state[i])) return number;
  }
  return -1;
}

addEventListener("message", ({ data }) => postMessage(solve(data)));
