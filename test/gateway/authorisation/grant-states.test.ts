import { type Hex32, kindByName, openBody, opensField, SCOPES, type Scope } from "@sealane/sdk";
import { expect } from "chai";
import { type AgreementTerms, agreementIdOf } from "../../../node-gateway/src/chain/terms.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { createSwitchboard, openReader, type Reader, share, tell } from "../../support/gateway/readers.ts";
import { jsonOf, startServer, type TestServer } from "../http/server.ts";

const KIND = "re-export-certificate";
const WITHDRAWN = { purpose: "withdrawGrant", documentId: null, payload: { reason: 1 } } as const;

/** How a grant stands when a route is tried. To try another one, add a row. */
interface State {
  /** What the reader may see; undefined for nothing. */
  readonly opens?: Scope;
  /** Code of the refusal, when it may see nothing. */
  readonly code?: string;
  make(stage: Stage, documentId: Hex32): Promise<unknown>;
}

interface Stage {
  readonly owner: Reader;
  readonly reader: Reader;
  readonly network: TestNetwork;
}

const STATES: Readonly<Record<string, State>> = {
  ...Object.fromEntries(
    SCOPES.map(({ name }): [string, State] => [
      `a grant of ${name}`,
      { opens: name, make: ({ owner, reader: to }, documentId) => share(owner, { to, documentId, scope: name }) },
    ]),
  ),
  "no grant": { code: "DOCUMENT_NOT_FOUND", make: async () => undefined },
  "a withdrawn grant": {
    code: "GRANT_NOT_EFFECTIVE",
    make: async ({ owner, reader: to }, documentId) => {
      const subjectId = await share(owner, { to, documentId });
      await tell(owner, { ...WITHDRAWN, subjectId });
    },
  },
  "a grant that is over": {
    code: "GRANT_NOT_EFFECTIVE",
    make: async ({ owner, reader: to, network }, documentId) => {
      const { timeSeconds } = await owner.gateway.chain.head();
      await share(owner, { to, documentId, validUntilSeconds: timeSeconds + 60 });
      await network.anvil.rpc("evm_increaseTime", 120);
      await network.anvil.rpc("evm_mine");
    },
  },
  "a grant whose readings are spent": {
    code: "GRANT_USES_SPENT",
    make: async ({ owner, reader: to }, documentId) => {
      await share(owner, { to, documentId, maxUses: 1 });
      await catchUp(to.gateway);
      await openGranted(to.gateway, { documentId, actor: "officer" });
    },
  },
  "a grant under a suspended agreement": {
    code: "GRANT_NOT_EFFECTIVE",
    make: async ({ owner, reader: to }, documentId) => {
      const agreementId = await agree(owner, to);
      await share(owner, { to, documentId, agreementId });
      await tell(to, agreementItem(agreementId, { action: "suspend" }));
    },
  },
};

const agreementItem = (subjectId: Hex32, payload: object) =>
  ({ purpose: "agreement", documentId: null, subjectId, payload }) as Parameters<typeof tell>[1];

async function agree(owner: Reader, reader: Reader): Promise<Hex32> {
  const { timeSeconds } = await owner.gateway.chain.head();
  const terms: AgreementTerms = {
    ...{ parties: [1, 2], kinds: [kindByName(KIND).code], alertCategories: 0, tlpCeiling: 1 },
    ...{ validFromSeconds: timeSeconds - 10, validUntilSeconds: timeSeconds + 9_000_000, textDigest: "cd".repeat(32) },
  };
  const agreementId = agreementIdOf(1, terms);
  await tell(owner, agreementItem(agreementId, { action: "propose", terms }));
  await tell(reader, agreementItem(agreementId, { action: "accept" }));
  return agreementId;
}

type Shown = { readonly pointers: readonly string[] } | undefined;

/** Every route that opens a document, and the fields that its answer shows. */
const OPENINGS: Readonly<Record<string, (response: Response) => Promise<Shown>>> = {
  "GET /v1/documents/{documentId}": async (response) => ({
    pointers: (await jsonOf<{ fields: { pointer: string }[] }>(response)).fields.map(({ pointer }) => pointer),
  }),
  "GET /v1/documents/{documentId}/original": async (response) => {
    expect(await response.text()).to.include('"sealane"');
    return undefined;
  },
  "GET /v1/documents/{documentId}/report": async (response) => {
    expect(await jsonOf(response)).to.have.property("reports");
    return undefined;
  },
  "POST /v1/documents/{documentId}/dossier": async (response) => {
    const { papers } = await jsonOf<{ papers: { body: Parameters<typeof openBody>[0]; original?: string }[] }>(
      response,
    );
    return { pointers: papers.flatMap(({ body }) => openBody(body).fields.map(({ pointer }) => pointer)) };
  },
};

describe("what a grant opens, at every route that opens a document", function () {
  this.timeout(180_000);
  let network: TestNetwork;
  let members: { owner: Reader; reader: Reader; stranger: Reader };
  const servers = new Map<string, TestServer>();
  const documents = new Map<string, Hex32>();
  let cells = 0;

  before(async () => {
    network = await deployNetwork();
    const board = createSwitchboard();
    members = {
      owner: await openReader(network, "singapore", board),
      reader: await openReader(network, "rotterdam", board),
      stranger: await openReader(network, "exporter", board),
    };
    for (const [viewer, { gateway }] of Object.entries(members)) servers.set(viewer, await startServer({ gateway }));
    for (const state of Object.keys(STATES)) {
      const facts = { parties: [{ role: "seller", name: "Seller" }], value: { amount: "10", currency: "EUR" } };
      const original = {
        sealane: KIND,
        documentNumber: `CI ${state}`,
        ucr: "5SG201234567X1",
        hsCodes: ["940360"],
        ...facts,
      };
      const bytes = new TextEncoder().encode(JSON.stringify({ ...original, vessel: "Coral" }));
      const view = await submitNumber(members.owner.gateway, KIND, {
        number: state.replaceAll(" ", "-"),
        original: bytes,
      });
      documents.set(state, view.documentId);
    }
    await members.owner.settle();
    for (const [state, { make }] of Object.entries(STATES)) {
      await make({ ...members, network }, documents.get(state) as Hex32);
    }
    for (const { gateway } of Object.values(members)) await catchUp(gateway);
  });
  after(async () => {
    for (const server of servers.values()) await server.stop();
    for (const member of Object.values(members ?? {})) await member.close();
    await network?.stop();
    console.log(`    ${cells} cells of routes, members and grants`);
  });

  const ask = async (viewer: string, route: string, state: string): Promise<Response> => {
    const [method = "", path = ""] = route.split(" ");
    const url = path.replace("{documentId}", documents.get(state) as Hex32);
    const body = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
    return (servers.get(viewer) as TestServer).ask(url, { method, ...body });
  };

  for (const [state, { opens, code }] of Object.entries(STATES)) {
    for (const [route, shownBy] of Object.entries(OPENINGS)) {
      const isOriginal = route.endsWith("/original");
      const isOpen = opens !== undefined && (!isOriginal || opens === "full");
      const refusal = opens !== undefined ? "ORIGINAL_NOT_HELD" : code;

      it(`${route}, with ${state}: ${isOpen ? "its fields and no other" : refusal}`, async () => {
        const response = await ask("reader", route, state);
        cells += 1;
        if (!isOpen) {
          expect((await jsonOf(response)).code).to.equal(refusal);
          expect(response.status).to.be.within(400, 499);
          return;
        }
        expect(response.status).to.equal(200);
        const shown = await shownBy(response);
        const stray = shown?.pointers.filter((pointer) => !opensField(opens, pointer));
        expect(stray ?? []).to.deep.equal([]);
        if (shown) expect(shown.pointers.length).to.be.greaterThan(0);
      });

      it(`${route}, with ${state}: all to its owner, nothing to a third member`, async () => {
        cells += 2;
        const owners = await ask("owner", route, state);
        expect(owners.status).to.equal(200);
        await owners.arrayBuffer();
        const third = await ask("stranger", route, state);
        expect(third.status).to.equal(404);
        expect((await jsonOf(third)).code).to.equal("DOCUMENT_NOT_FOUND");
      });
    }
  }

  it("leaves one reading for each opening, and none where the grant opened nothing", async () => {
    const { database } = members.reader.gateway;
    const rows = await database.selectFrom("readings").select(["state", "document_id"]).execute();
    const opened = rows.filter(({ state }) => state !== "refused").map(({ document_id }) => document_id);
    for (const [state, { opens, code }] of Object.entries(STATES)) {
      // An original that a scope withholds is refused before anything is opened; what was spent was opened once before.
      const withheld = opens === "full" ? 0 : 1;
      const spent = code === "GRANT_USES_SPENT" ? 1 : 0;
      const expected = opens === undefined ? spent : Object.keys(OPENINGS).length - withheld;
      expect(opened.filter((id) => id === documents.get(state)).length, state).to.equal(expected);
    }
  });
});
