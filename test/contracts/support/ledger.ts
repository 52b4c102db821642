import { admitMembers, type Consortium, FOREVER, KIND, MEMBER, operatorOf, useConsortium } from "./consortium.ts";
import { digestOf, type Entry, entryOf, type Inclusion, inclusionOf } from "./entries.ts";
import type { Outcome } from "./evm.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;

/** Why a draw changed nothing, as the contract numbers it. */
export const REFUSAL = { none: 0, drawerNotAllowed: 1, openingNotCurrent: 2, quantityShort: 3 } as const;
export const KGM = unitOf("KGM");

/** A unit's code as the contract takes it. */
export function unitOf(code: string): string {
  return `0x${Buffer.from(code, "ascii").toString("hex").padEnd(6, "0")}`;
}

/** Amendments state the number of what they amend, so they have its tag. */
const amending = (entry: Entry, seed: string): Entry => ({ ...entry, documentId: digestOf(`document ${seed}`) });

export const DECLARATION = entryOf("declaration");
export const AMENDED = amending(DECLARATION, "amended declaration");
export const AMENDED_AGAIN = amending(DECLARATION, "declaration amended again");
export const ZONE_ENTRY = entryOf("free zone entry", KIND.freeZoneEntry);
export const EXPORT = entryOf("export", KIND.exportDeclaration);
const SINGAPORES = [0, 1, 2].map((number) => entryOf(`singapore's certificate ${number}`, KIND.reexportCertificate));
const ROTTERDAMS = [
  ...[0, 1].map((number) => entryOf(`rotterdam's certificate ${number}`, KIND.reexportCertificate)),
  entryOf("rotterdam's permit", KIND.citesReexportCertificate),
];
const EXPORTERS = [entryOf("exporter's certificate", KIND.reexportCertificate)];

/** Certificates by their issuer. */
export const CERTIFICATES: Readonly<Record<number, readonly Entry[]>> = {
  [SINGAPORE]: SINGAPORES,
  [ROTTERDAM]: ROTTERDAMS,
  [EXPORTER]: EXPORTERS,
};

/** What each member anchored, in one batch. */
const BATCHES: Readonly<Record<number, readonly Entry[]>> = {
  [SINGAPORE]: [DECLARATION, AMENDED, AMENDED_AGAIN, ZONE_ENTRY, EXPORT, ...SINGAPORES],
  [ROTTERDAM]: ROTTERDAMS,
  [EXPORTER]: EXPORTERS,
};

const ACCREDITED: Readonly<Record<number, readonly number[]>> = {
  [SINGAPORE]: [KIND.importDeclaration, KIND.freeZoneEntry, KIND.exportDeclaration, KIND.reexportCertificate],
  [ROTTERDAM]: [KIND.reexportCertificate, KIND.citesReexportCertificate],
  [EXPORTER]: [KIND.reexportCertificate],
};

/** An opening as the contract takes it. */
export interface Opening {
  readonly item: number;
  readonly unit: string;
  readonly quantity: number;
  readonly drawers: readonly number[];
}

/** Item 1 of a document: 1000 kilograms, which Rotterdam's certificates may draw too. */
export const openingOf = (changed: Partial<Opening> = {}): Opening => ({
  item: 1,
  unit: KGM,
  quantity: 1000,
  drawers: [ROTTERDAM],
  ...changed,
});

/** Where a member anchored an entry; another member's place when it did not. */
export function placeOf(entry: Entry, member?: number): Inclusion {
  const batches = member === undefined ? Object.values(BATCHES) : [BATCHES[member] ?? []];
  const entries = batches.find((one) => one.includes(entry)) ?? (BATCHES[SINGAPORE] as Entry[]);
  return inclusionOf(entries, Math.max(0, entries.indexOf(entry)));
}

/** A consortium that keeps a ledger: who speaks is a member's number, Singapore where none is named. */
export interface Ledger extends Consortium {
  open(entry?: Entry, changed?: Partial<Opening>, member?: number): Promise<Outcome>;
  revise(entry: Entry, quantity: number, member?: number): Promise<Outcome>;
  draw(entry: Entry, quantity: number, member?: number): Promise<Outcome>;
  giveBack(member: number, entry: Entry, by?: number): Promise<Outcome>;
  supersede(entry: Entry, successor: Entry, member?: number): Promise<Outcome>;
  withdraw(entry: Entry, member?: number): Promise<Outcome>;
  /** The balance of item 1 of {@link DECLARATION}. */
  readonly balanceId: string;
  /** `opened` and `drawn` of it. */
  standing(): Promise<[opened: number, drawn: number]>;
}

/** The same consortium for each test: three members, each accredited for its papers, which are anchored. */
export function useLedger(): Ledger {
  const world = useConsortium(openLedger) as Ledger & { balanceId: string };
  const by = (member = SINGAPORE as number) => operatorOf(world, member);
  return Object.assign(world, {
    open: (entry: Entry = DECLARATION, changed: Partial<Opening> = {}, member?: number) =>
      world.ledger.send(by(member), "open", entry, placeOf(entry), openingOf(changed)),
    revise: (entry: Entry, quantity: number, member?: number) =>
      world.ledger.send(by(member), "revise", world.balanceId, entry, placeOf(entry), quantity),
    draw: (entry: Entry, quantity: number, member?: number) =>
      world.ledger.send(by(member), "draw", world.balanceId, entry, placeOf(entry), KGM, quantity),
    giveBack: (member: number, entry: Entry, caller?: number) =>
      world.ledger.send(by(caller), "giveBack", world.balanceId, member, entry.documentId),
    supersede: (entry: Entry, successor: Entry, member?: number) =>
      world.documents.send(by(member), "supersede", entry, placeOf(entry), successor, placeOf(successor), 1),
    withdraw: (entry: Entry, member?: number) => world.documents.send(by(member), "withdraw", entry, placeOf(entry), 1),
    standing: async (): Promise<[number, number]> => {
      const [, , , , opened, drawn] = (await world.ledger.read("balanceOf", world.balanceId)) as number[];
      return [opened as number, drawn as number];
    },
  });
}

async function openLedger(world: Consortium): Promise<void> {
  await admitMembers(world);
  for (const [member, kinds] of Object.entries(ACCREDITED)) {
    for (const kind of kinds)
      await world.members.send(world.actors.registrar, "accredit", Number(member), kind, 0, FOREVER);
    await world.documents.send(operatorOf(world, Number(member)), "anchor", BATCHES[Number(member)]);
  }
  const balanceId = await world.ledger.read("balanceIdOf", SINGAPORE, DECLARATION.referenceTag, 1);
  Object.assign(world, { balanceId });
}
