import type { Scope as FieldScope } from "@sealane/sdk";
import { expect } from "chai";
import type { Route } from "../../../node-gateway/src/http/route.ts";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import type { Scope } from "../../../node-gateway/src/identity/scopes.ts";
import { doorOf } from "./callers.ts";
import { canariesIn } from "./canaries.ts";
import { ROOMS_OF_ALERTS } from "./rooms-of-alerts.ts";
import { ROOMS_OF_COMPARISONS } from "./rooms-of-comparisons.ts";
import { ROOMS_OF_DRAWS } from "./rooms-of-draws.ts";
import { ROOMS_OF_LEDGER } from "./rooms-of-ledger.ts";
import { ROOMS_OF_MODEL } from "./rooms-of-model.ts";
import { ROOMS_OF_PAPERS, ROOMS_OF_SHARING } from "./rooms-of-papers.ts";
import { ROOMS_OF_ONES_OWN, ROOMS_OF_PEERS } from "./rooms-of-peers.ts";
import { ROOMS_OF_SELECTIVITY } from "./rooms-of-selectivity.ts";
import { ROOMS_OF_TAXII } from "./rooms-of-taxii.ts";
import type { Cell, Room } from "./rules.ts";
import { SITUATIONS } from "./situations.ts";
import { callOf, type Heard, openStage, peerToken, type Stage, send, VIEWERS } from "./stage.ts";
import { clear, makeSubject, prepare, type Subject } from "./subjects.ts";

/** What every route does, by its operation: a new one says here who may have it. */
const ROOMS: Readonly<Record<string, Room>> = {
  ...ROOMS_OF_COMPARISONS,
  ...ROOMS_OF_SELECTIVITY,
  ...{ ...ROOMS_OF_ALERTS, ...ROOMS_OF_TAXII },
  ...{ ...ROOMS_OF_PAPERS, ...ROOMS_OF_SHARING },
  ...{ ...ROOMS_OF_PEERS, ...ROOMS_OF_ONES_OWN, ...ROOMS_OF_LEDGER, ...ROOMS_OF_DRAWS, ...ROOMS_OF_MODEL },
};

describe("what is behind every door", function () {
  this.timeout(120_000);
  let stage: Stage;
  let given: Awaited<ReturnType<typeof prepare>>;
  let cells = 0;
  before(async () => {
    stage = await openStage();
    await stage.sync();
    given = await prepare(stage);
  });
  after(() => stage?.stop());

  it("is expected of every route, and of none that is not there; each is entered as it is here", () => {
    expect(Object.keys(ROOMS).sort()).to.deep.equal(ROUTES.map(({ operationId }) => operationId).sort());
    for (const { operationId, access } of ROUTES) expect(ROOMS[operationId]?.access, operationId).to.equal(access);
  });

  for (const [at, { name, opens, code }] of SITUATIONS.entries()) {
    describe(`where the reader has ${name}, which opens ${titleOf(opens) ?? `nothing (${code})`}`, () => {
      let subject: Subject;
      before(async () => {
        subject = await makeSubject(stage, at, given);
      });
      after(() => clear(stage));

      for (const route of ROUTES) {
        it(`${route.method.toUpperCase()} ${route.path} answers each member as its rule says`, async () => {
          const room = ROOMS[route.operationId] as Room;
          const faults: string[] = [];
          for (const viewer of VIEWERS) {
            const cell: Cell = { stage, viewer, subject, me: stage.members[viewer] };
            const heard = await enter(route, room, cell);
            for (const fault of faultsOf(route, room, { cell, heard })) faults.push(`${viewer}: ${fault}`);
            cells += 1;
          }
          expect(faults, room.rule.why).to.deep.equal([]);
        });
      }

      it("leaves one reading for each opening, and none where nothing was opened", async () => {
        expect(await readingsOf(stage, subject)).to.equal(openings(stage, subject));
      });
    });
  }

  // In a suite of its own, since those come after the tests of the suite that they are in.
  describe("in all", () => {
    it("was looked at by everybody: every route, by every viewer, in every situation", () => {
      expect(cells).to.equal(ROUTES.length * VIEWERS.length * SITUATIONS.length);
      console.log(
        `    ${cells} cells: ${ROUTES.length} routes × ${VIEWERS.length} viewers × ${SITUATIONS.length} situations`,
      );
    });
  });
});

function titleOf(scope: FieldScope | undefined): string | undefined {
  return typeof scope === "object" ? scope.pointers.join(" and ") : scope;
}

/** Readings by the reader, but those that came to nothing. */
async function readingsOf({ members }: Stage, { documentId }: Subject): Promise<number> {
  const readings = members.reader.gateway.database.selectFrom("readings").select("state");
  const rows = await readings.where("document_id", "=", documentId).where("state", "!=", "refused").execute();
  return rows.length;
}

/** What was spent was opened once before. */
function openings(stage: Stage, subject: Subject): number {
  const { opens, code, isHeld } = subject.situation;
  if (isHeld) return 0;
  if (opens === undefined) return code === "GRANT_USES_SPENT" ? 1 : 0;
  const cell: Cell = { stage, subject, viewer: "reader", me: stage.members.reader };
  return Object.values(ROOMS).filter(({ isOpening, rule }) => isOpening && rule.of(cell) === "open").length;
}

/** With the route's own scope and no other; at routes for gateways, with a token of the viewer's gateway. */
async function enter(route: Route, room: Room, cell: Cell): Promise<Heard> {
  const { me, stage } = cell;
  const call = callOf(route, (await room.asked?.(cell)) ?? {});
  const door = doorOf(room.access);
  if (door === "peer") return send(stage.members.owner, call, peerToken(me, stage.members.owner, call));
  return send(me, call, door === "officer" ? `Bearer ${await me.server.tokenWith(room.access as Scope)}` : "");
}

function faultsOf(route: Route, room: Room, { cell, heard }: { cell: Cell; heard: Heard }): string[] {
  const due = room.rule.of(cell);
  const isOpen = heard.status >= 200 && heard.status < 300;
  const came = isOpen ? "open" : heard.code;
  const shown = [...canariesIn(heard.text)].sort();
  if (due !== "open" || came !== "open") {
    const shows = shown.length > 0 ? [`a refusal shows ${shown}`] : [];
    return came === due ? shows : [...shows, `${came}, not ${due}: ${heard.text.slice(0, 300)}`];
  }
  const faults: string[] = [];
  if (route.replies[heard.status] === undefined) faults.push(`answers with ${heard.status}`);
  const dueShown = [...new Set(room.shows?.(cell) ?? [])].sort();
  if (String(shown) !== String(dueShown)) faults.push(`shows ${shown}, not ${dueShown}`);
  const fault = room.judges?.(heard, cell);
  return fault === undefined ? faults : [...faults, fault];
}
