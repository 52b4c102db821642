import { type Hex32, type KindName, kindByName } from "@sealane/sdk";
import { openBalance } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { drawQuantity } from "../../../node-gateway/src/usecases/ledger/draw.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import type { Stage } from "./stage.ts";

/** A balance of the owner's, from which the reader may draw, and papers of the owner's that speak of it. */
export interface LedgerSubject {
  readonly balanceId: Hex32;
  /** What it rests on; of its items the first is opened. */
  readonly declarationId: Hex32;
  /** One that drew nothing, and one that drew and was withdrawn. */
  readonly certificateId: Hex32;
  readonly withdrawnId: Hex32;
}

const NOBODYS = "ab".repeat(32);
export const NO_LEDGER: LedgerSubject = {
  ...{ balanceId: NOBODYS, declarationId: NOBODYS, certificateId: NOBODYS, withdrawnId: NOBODYS },
};

/** More than the situations, so that each opens an item of its own. */
const ITEMS = 40;
const FOREVER = 4_000_000_000;

/** One balance for all situations: what cells ask for is queued and given up, and never comes onto the chain. */
export async function prepareLedger(stage: Stage): Promise<LedgerSubject> {
  const { owner, reader } = stage.members;
  const { gateway } = owner;
  await stage.network.registrar("accredit", gateway.memberId, kindByName("declaration-import").code, 0, FOREVER);
  const writing = (key: string) => ({ actor: "officer", idempotencyKey: `ledger-${key}` });
  const settle = async () => {
    await owner.settle();
    await stage.sync();
  };
  const submit = async (kind: KindName, key: string, values: readonly string[]): Promise<Hex32> => {
    const quantities = values.map((value) => ({ value, unit: "KGM" }));
    const original = originalOf(kind, key, { quantities });
    return (await submitDocument(gateway, { ...writing(key), original })).documentId;
  };
  await stage.sync();
  const declarationId = await submit("declaration-import", "declaration", Array<string>(ITEMS).fill("10"));
  const certificateId = await submit("re-export-certificate", "certificate", ["1"]);
  const withdrawnId = await submit("re-export-certificate", "withdrawn", ["1"]);
  await settle();
  const drawers = [reader.gateway.memberId];
  const { balanceId } = await openBalance(gateway, { documentId: declarationId, drawers, ...writing("open") });
  await settle();
  await drawQuantity(gateway, { balanceId, documentId: withdrawnId, ...writing("draw") });
  await settle();
  await withdrawDocument(gateway, { documentId: withdrawnId, reason: "issued-in-error", ...writing("withdraw") });
  await settle();
  return { balanceId, declarationId, certificateId, withdrawnId };
}
