/**
 * SHA-256's compression (FIPS 180-4 §6.2.2) of four messages at a time, one in each lane of 128-bit vectors. OpenSSL is
 * quicker over long messages, but a call of it costs more than the hash of a leaf or a node; a tree is all short ones.
 * The WebAssembly below is assembled on loading: 25 vector locals, no loop, no branch, no table look-up.
 */

/** Bytes from one lane's message to the next one's. */
export const LANE_BYTES = 1024;
const STATE_BYTES = 128;
const MESSAGE = 0;
const [W, V, T] = [1, 17, 25] as const;

const isPrime = (n: number): boolean => n > 1 && [2, 3, 5, 7, 11, 13, 17].every((d) => d === n || n % d !== 0);
const primes = Array.from({ length: 312 }, (_, n) => n).filter(isPrime);
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
const K = primes.map((prime) => fraction(Math.cbrt(prime)));
/** The initial state, each word in four lanes. */
export const INITIAL = Uint32Array.from(
  primes.slice(0, 8).flatMap((prime) => Array<number>(4).fill(fraction(Math.sqrt(prime)))),
);

const leb = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const vector = (opcode: number): number[] => [0xfd, ...leb(opcode)];
const [ADD, XOR, OR, BITSELECT] = [vector(0xae), vector(0x51), vector(0x50), vector(0x52)] as const;
const [LEFT, RIGHT, SHUFFLE] = [vector(0xab), vector(0xad), vector(0x0d)] as const;
const bytesOf = (word: number): number[] => [word & 255, (word >> 8) & 255, (word >> 16) & 255, word >>> 24];
const constant = (word: number): number[] => [...vector(0x0c), ...[0, 1, 2, 3].flatMap(() => bytesOf(word))];
const shift = (local: number, by: number, to: readonly number[]): number[] => [...get(local), 0x41, by, ...to];
const rotate = (x: number, by: number): number[] => [...shift(x, by, RIGHT), ...shift(x, 32 - by, LEFT), ...OR];
const xored = ([a, b, c]: readonly [number[], number[], number[]]): number[] => [...a, ...b, ...XOR, ...c, ...XOR];
const stateAt = (i: number): number[] => [0x41, 0, ...vector(0), 4, ...leb(16 * i)];

/** Word `i` of each lane's block into W + i, from big-endian bytes. */
function load(i: number): number[] {
  const lanes = [1, 2, 3].flatMap((lane) => [
    ...[...get(MESSAGE), ...get(W + i), ...vector(0x56), 2, ...leb(lane * LANE_BYTES + 4 * i), lane],
    ...set(W + i),
  ]);
  const order = [0, 4, 8, 12].flatMap((at) => [at + 3, at + 2, at + 1, at]);
  const swap = [...get(W + i), ...get(W + i), ...SHUFFLE, ...order];
  return [...get(MESSAGE), ...vector(0x5c), 2, ...leb(4 * i), ...set(W + i), ...lanes, ...swap, ...set(W + i)];
}

function schedule(t: number): number[] {
  const [word, near, far] = [W + (t & 15), W + ((t + 1) & 15), W + ((t + 14) & 15)] as const;
  const small0 = xored([rotate(near, 7), rotate(near, 18), shift(near, 3, RIGHT)]);
  const small1 = xored([rotate(far, 17), rotate(far, 19), shift(far, 10, RIGHT)]);
  return [...get(word), ...small0, ...ADD, ...get(W + ((t + 9) & 15)), ...ADD, ...small1, ...ADD, ...set(word)];
}

function round(t: number): number[] {
  const at = (i: number): number => V + ((i - t + 64) & 7);
  const [a, b, c, d, e, f, g, h] = [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)] as const;
  const choice = [...get(f), ...get(g), ...get(e), ...BITSELECT];
  const majority = [...get(c), ...get(b), ...get(a), ...get(b), ...XOR, ...BITSELECT];
  const big1 = xored([rotate(e, 6), rotate(e, 11), rotate(e, 25)]);
  const big0 = xored([rotate(a, 2), rotate(a, 13), rotate(a, 22)]);
  const sum = [...get(h), ...big1, ...ADD, ...choice, ...ADD, ...constant(K[t] as number), ...ADD];
  return [
    ...[...(t < 16 ? load(t) : schedule(t)), ...sum, ...get(W + (t & 15)), ...ADD, ...set(T)],
    ...[...get(d), ...get(T), ...ADD, ...set(d), ...get(T), ...big0, ...ADD, ...majority, ...ADD, ...set(h)],
  ];
}

const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const code = [
  ...[1, 25, 0x7b],
  ...eight.flatMap((i) => [...stateAt(i), ...set(V + i)]),
  ...K.flatMap((_, t) => round(t)),
  ...eight.flatMap((i) => [0x41, 0, ...stateAt(i), ...get(V + i), ...ADD, ...vector(0x0b), 4, ...leb(16 * i)]),
  0x0b,
];
const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content];
const named = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
const program = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[...section(1, [1, 0x60, 1, 0x7f, 0]), ...section(3, [1, 0]), ...section(5, [1, 0, 1])],
  ...section(7, [2, ...named("memory"), 2, 0, ...named("compress"), 0, 0]),
  ...section(10, [1, ...leb(code.length), ...code]),
]);
// The types of WebAssembly come with those of a browser, which nothing here shall see.
const { Instance, Module } = (globalThis as unknown as { WebAssembly: WebAssembly }).WebAssembly;
const { memory, compress } = new Instance(new Module(program)).exports;

interface WebAssembly {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => { exports: { memory: { buffer: ArrayBuffer }; compress(block: number): void } };
}

/** The four states, word by word: word i of lane l at 4 i + l. */
export const STATE = new Uint32Array(memory.buffer, 0, 32);
/** The four messages, each padded by the caller. */
export const LANES = Buffer.from(memory.buffer, STATE_BYTES, 4 * LANE_BYTES);
/** Takes the next block of 64 bytes of all four messages into the states. */
export const compressBlock = (index: number): void => compress(STATE_BYTES + 64 * index);
