import { expect } from "chai";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { type Caller, gateways, nobodiesAndOfficers } from "./callers.ts";
import { callOf, openStage, type Stage, send } from "./stage.ts";

/** Codes by which a door is shut; whoever is let in hears none of them. */
const SHUT = /^(AUTH_|PEER_TOKEN_|PEER_SUSPENDED|PEER_CLOCK_)/;
const ANY = { documentId: "ab".repeat(32), grantId: "ab".repeat(32), requestId: "ab".repeat(32) };
const PARAMS = {
  ...ANY,
  agreementId: "ab".repeat(32),
  itemId: 9_999_999,
  deliveryId: 9_999_999,
  memberId: 99,
  cid: "bafk",
  name: "none",
};

describe("the door of every route", function () {
  this.timeout(120_000);
  let stage: Stage;
  let callers: Caller[];
  let cells = 0;
  before(async () => {
    stage = await openStage();
    await stage.sync();
    callers = [...(await nobodiesAndOfficers(stage)), ...(await gateways(stage))];
  });
  after(() => stage?.stop());

  for (const route of ROUTES) {
    it(`${route.method.toUpperCase()} ${route.path} lets in whom ${route.access} names, and nobody else`, async () => {
      const faults: string[] = [];
      for (const caller of callers) {
        const call = callOf(route, { params: PARAMS, ...(caller.headers && { headers: caller.headers }) });
        const heard = await send(stage.members.owner, call, await caller.shows(call));
        const due = caller.at(route);
        const came = SHUT.test(heard.code) ? heard.code : "in";
        if (came !== due) faults.push(`${caller.name}: ${came}, not ${due}: ${caller.why}`);
        if (due !== "in" && heard.status !== 401 && heard.status !== 403)
          faults.push(`${caller.name}: ${heard.status}`);
        if (heard.code === "INTERNAL") faults.push(`${caller.name}: INTERNAL`);
        cells += 1;
      }
      expect(faults).to.deep.equal([]);
    });
  }

  it("was knocked at by everybody: every route by every caller", () => {
    expect(cells).to.equal(ROUTES.length * callers.length);
    console.log(`    ${cells} cells: ${ROUTES.length} routes × ${callers.length} callers`);
  });
});
