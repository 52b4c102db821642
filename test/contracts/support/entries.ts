import { createHash } from "node:crypto";
import { KIND } from "./consortium.ts";

/** An entry as the contract takes it. */
export interface Entry {
  readonly documentId: string;
  readonly kind: number;
  readonly subjectTag: string;
  readonly referenceTag: string;
}

/** Where an entry stands, as the contract takes it. */
export interface Inclusion {
  readonly root: string;
  readonly index: number;
  readonly path: readonly string[];
}

const sha256 = (...parts: Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const bytes = (hex: string): Buffer => Buffer.from(hex.slice(2), "hex");
const hex = (buffer: Buffer): string => `0x${buffer.toString("hex")}`;

/** 32 bytes that depend on the seed alone. */
export const digestOf = (seed: string): string => hex(sha256(Buffer.from(seed)));

/** An entry of its own for each seed. */
export const entryOf = (seed: string, kind: number = KIND.importDeclaration): Entry => ({
  documentId: digestOf(`document ${seed}`),
  kind,
  subjectTag: digestOf(`subject ${seed}`),
  referenceTag: digestOf(`reference ${seed}`),
});

/** A batch of its own for each seed. */
export const entriesOf = (seed: string, size: number, kind?: number): Entry[] =>
  Array.from({ length: size }, (_, index) => entryOf(`${seed} ${index}`, kind));

/** Leaf hash by the letter of the interface. */
export function leafOf({ documentId, kind, subjectTag, referenceTag }: Entry): Buffer {
  const kindBytes = Buffer.alloc(2);
  kindBytes.writeUInt16BE(kind);
  return sha256(Buffer.from([0]), bytes(documentId), kindBytes, bytes(subjectTag), bytes(referenceTag));
}

/** RFC 9162 §2.1.1 by its letter: split at the largest power of two below the size. Shares no code with the product. */
function headOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer;
  const split = splitOf(leaves.length);
  return sha256(Buffer.from([1]), headOf(leaves.slice(0, split)), headOf(leaves.slice(split)));
}

/** RFC 9162 §2.1.3.1 by its letter. */
function pathOf(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...pathOf(index, leaves.slice(0, split)), headOf(leaves.slice(split))]
    : [...pathOf(index - split, leaves.slice(split)), headOf(leaves.slice(0, split))];
}

function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

export const rootOf = (entries: readonly Entry[]): string => hex(headOf(entries.map(leafOf)));

export const inclusionOf = (entries: readonly Entry[], index: number): Inclusion => ({
  root: rootOf(entries),
  index,
  path: pathOf(index, entries.map(leafOf)).map(hex),
});
