import { expect } from "chai";
import type { Route } from "../../../node-gateway/src/http/route.ts";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { startServer } from "../http/server.ts";
import { type Caller, gateways, nobodiesAndOfficers } from "./callers.ts";
import { callOf, type Heard, openStage, type Stage, send } from "./stage.ts";

/** Codes by which a door is shut; whoever is let in hears none of them. */
const SHUT = /^(AUTH_|PEER_TOKEN_|PEER_SUSPENDED|PEER_CLOCK_)/;
const NOBODYS = "ab".repeat(32);
const PARAMS = {
  ...{
    documentId: NOBODYS,
    grantId: NOBODYS,
    requestId: NOBODYS,
    agreementId: NOBODYS,
    comparisonId: NOBODYS,
    balanceId: NOBODYS,
    alertId: NOBODYS,
  },
  ...{
    itemId: 9_999_999,
    deliveryId: 9_999_999,
    trainingId: 9_999_999,
    matchNumber: 9_999_999,
    memberId: 99,
    period: 9_999_999,
    cid: "bafk",
    collection: "received",
    objectId: "indicator--00000000-0000-4000-8000-000000000000",
    statusId: "00000000-0000-4000-8000-000000000000",
    name: "none",
  },
};

/** What a refusal at the door says, by its code (RFC 6750 §3). */
const REFUSALS: Readonly<Record<string, (route: Route) => { status: number; challenge: RegExp }>> = {
  AUTH_MISSING: () => ({ status: 401, challenge: /^Bearer realm="sealane"$/ }),
  AUTH_INVALID: () => ({ status: 401, challenge: /error="invalid_token"/ }),
  AUTH_SCOPE_MISSING: ({ access }) => ({
    status: 403,
    challenge: new RegExp(`error="insufficient_scope".* scope="${access}"`),
  }),
  PEER_TOKEN_INVALID: () => ({ status: 401, challenge: /error="invalid_token"/ }),
  PEER_TOKEN_REPLAYED: () => ({ status: 401, challenge: /error="invalid_token"/ }),
  PEER_SUSPENDED: () => ({ status: 403, challenge: /^$/ }),
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
        const fault = faultOf(route, caller, heard);
        if (fault !== undefined) faults.push(`${caller.name}: ${fault}: ${caller.why}`);
        cells += 1;
      }
      expect(faults).to.deep.equal([]);
    });
  }

  it("was knocked at by everybody: every route by every caller", () => {
    expect(cells).to.equal(ROUTES.length * callers.length);
    console.log(`    ${cells} cells: ${ROUTES.length} routes × ${callers.length} callers`);
  });

  it("lets in at metrics who shows the metrics token, and nobody else, where there is one", async () => {
    const guarded = await startServer({ metricsToken: "0123456789abcdef" });
    const codeWith = async (authorization: string): Promise<number> =>
      (await guarded.ask("/metrics", { headers: { authorization } })).status;
    expect(await codeWith("")).to.equal(401);
    expect(await codeWith("Bearer 0123456789abcdeg")).to.equal(401);
    expect(await codeWith(`Bearer ${await guarded.tokenWith("members:admin")}`)).to.equal(401);
    expect(await codeWith("Bearer 0123456789abcdef")).not.to.equal(401);
    await guarded.stop();
  });
});

function faultOf(route: Route, caller: Caller, { status, code, challenge }: Heard): string | undefined {
  const due = caller.at(route);
  const came = SHUT.test(code) ? code : "in";
  if (came !== due) return `${came}, not ${due}`;
  if (due === "in") return code === "INTERNAL" || status === 401 ? `${status} ${code}` : undefined;
  const refusal = REFUSALS[due]?.(route);
  const isAsDue = refusal?.status === status && refusal.challenge.test(challenge);
  return isAsDue ? undefined : `${status} with ${challenge}`;
}
