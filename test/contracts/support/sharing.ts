import { createHash } from "node:crypto";
import {
  admitMembers,
  type Consortium,
  country,
  FOREVER,
  KIND,
  MEMBER,
  operatorOf,
  ROLE,
  useConsortium,
} from "./consortium.ts";
import { digestOf, type Entry, entriesOf, inclusionOf } from "./entries.ts";
import type { Outcome } from "./evm.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;

export const NONE = `0x${"0".repeat(64)}`;
export const UNLIMITED = 2 ** 32 - 1;
export const PURPOSE = { clearance: 1, audit: 2 } as const;
export const REASON = { mistake: 1, misuse: 2 } as const;
export const SCOPE = {
  full: digestOf("full"),
  transport: digestOf("transport"),
  goods: digestOf("goods"),
  parties: digestOf("parties"),
} as const;
export const TLP = { clear: 0, red: 4 } as const;

/** Singapore's import declarations, all in one batch that {@link openSharing} anchors. */
export const PAPERS = entriesOf("paper", 3);
export const PAPER = PAPERS[0] as Entry;
export const CONSIGNMENT = digestOf("consignment");

/** An agreement's terms as the contract takes them. */
export interface AgreementTerms {
  readonly parties: readonly number[];
  readonly kinds: readonly number[];
  readonly alertCategories: number;
  readonly tlpCeiling: number;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  readonly textDigest: string;
}

/** Between Singapore and Rotterdam, on import declarations. */
export const agreementOf = (changed: Partial<AgreementTerms> = {}): AgreementTerms => ({
  parties: [SINGAPORE, ROTTERDAM],
  kinds: [KIND.importDeclaration],
  alertCategories: 3,
  tlpCeiling: 2,
  validFromSeconds: 1,
  validUntilSeconds: FOREVER,
  textDigest: digestOf("text"),
  ...changed,
});

/** A grant's terms as the contract takes them. */
export interface Terms {
  readonly subject: string;
  readonly isConsignment: boolean;
  readonly reader: number;
  readonly scope: string;
  readonly narrowerScopes: string;
  readonly purpose: number;
  readonly validUntilSeconds: number;
  readonly maxUses: number;
  readonly delegations: number;
  readonly agreementId: string;
  readonly parentId: string;
  readonly requestId: string;
}

/** Singapore's paper, in full, to Rotterdam, for ever and without limit; not to be handed on. */
export const termsOf = (changed: Partial<Terms> = {}): Terms => ({
  subject: PAPER.documentId,
  isConsignment: false,
  reader: ROTTERDAM,
  scope: SCOPE.full,
  narrowerScopes: NONE,
  purpose: PURPOSE.clearance,
  validUntilSeconds: FOREVER,
  maxUses: UNLIMITED,
  delegations: 0,
  agreementId: NONE,
  parentId: NONE,
  requestId: NONE,
  ...changed,
});

/** That a scope is in a set, as the contract takes it. */
export interface ScopeProof {
  readonly size: number;
  readonly index: number;
  readonly path: readonly string[];
}

export const NO_PROOF: ScopeProof = { size: 0, index: 0, path: [] };

const sha256 = (...parts: Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const bytes = (hex: string): Buffer => Buffer.from(hex.slice(2), "hex");
const hex = (buffer: Buffer): string => `0x${buffer.toString("hex")}`;
const scopeLeaf = (scope: string): Buffer => sha256(Buffer.from([0]), bytes(scope));

/** A set of two scopes: its root, and the proof of each. */
export function scopePair(first: string, second: string): { root: string; proofs: [ScopeProof, ScopeProof] } {
  const [left, right] = [scopeLeaf(first), scopeLeaf(second)];
  return {
    root: hex(sha256(Buffer.from([1]), left, right)),
    proofs: [
      { size: 2, index: 0, path: [hex(right)] },
      { size: 2, index: 1, path: [hex(left)] },
    ],
  };
}

/** A consortium in which members share. */
export interface Sharing extends Consortium {
  /** Grants a paper of Singapore's, by it unless another account is named. */
  grant(changed?: Partial<Terms>, from?: string): Promise<Outcome>;
  /** Grants Singapore's papers of a consignment. */
  grantConsignment(changed?: Partial<Terms>, from?: string): Promise<Outcome>;
  /** Hands a grant on, by Rotterdam unless another account is named, to the exporter. */
  delegate(changed: Partial<Terms>, proof?: ScopeProof, from?: string): Promise<Outcome>;
  /** Brings an agreement into force; its id. */
  conclude(changed?: Partial<AgreementTerms>): Promise<string>;
  /** Mines a block at a time. */
  passTo(seconds: number): Promise<void>;
  isEffective(grantId: unknown): Promise<unknown>;
}

/** The id that the first event of an outcome names. @throws Error for a repeat, which emits nothing. */
export function idOf({ events: [first] }: Outcome): string {
  if (!first) throw new Error("Nothing was made: it was there already.");
  return first[1] as string;
}

/** The same consortium for each test: four members, and three papers that Singapore anchored. */
export function useSharing(): Sharing {
  const world = useConsortium(openSharing) as Sharing;
  const singapores = (from?: string) => from ?? world.actors.singapore;
  return Object.assign(world, {
    grant: (changed: Partial<Terms> = {}, from?: string) => {
      const terms = termsOf(changed);
      const index = PAPERS.findIndex(({ documentId }) => documentId === terms.subject);
      return world.access.send(singapores(from), "grantDocument", terms, PAPERS[index], inclusionOf(PAPERS, index));
    },
    grantConsignment: (changed: Partial<Terms> = {}, from?: string) => {
      const terms = termsOf({ subject: CONSIGNMENT, isConsignment: true, ...changed });
      return world.access.send(singapores(from), "grantConsignment", terms);
    },
    delegate: (changed: Partial<Terms>, proof: ScopeProof = NO_PROOF, from?: string) =>
      world.access.send(from ?? world.actors.rotterdam, "delegate", termsOf({ reader: EXPORTER, ...changed }), proof),
    conclude: async (changed: Partial<AgreementTerms> = {}) => {
      const terms = agreementOf(changed);
      const agreementId = idOf(await world.agreements.send(world.actors.singapore, "propose", terms));
      for (const party of terms.parties.slice(1))
        await world.agreements.send(operatorOf(world, party), "accept", agreementId);
      return agreementId;
    },
    passTo: async (seconds: number) => {
      await world.evm.setNextTime(seconds);
      await world.evm.sendRaw(world.actors.stranger, world.actors.stranger, "0x");
    },
    isEffective: (grantId: unknown) => world.access.read("isEffective", grantId),
  });
}

async function openSharing(world: Consortium): Promise<void> {
  const { members, documents, actors } = world;
  await admitMembers(world);
  await members.send(actors.registrar, "admit", MEMBER.auditor, country("CH"), ROLE.auditor);
  await members.send(actors.registrar, "addOperator", MEMBER.auditor, actors.auditor);
  await documents.send(actors.singapore, "anchor", PAPERS);
}
