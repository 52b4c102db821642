import { expect } from "chai";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { createClient } from "../../../sdk/client/index.ts";

/** Operations that a function of another name asks for; the words on agreements share one. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  traceConsignment: "trace",
  judgeConsignment: "judge",
  memberAction: "changeMember",
  acceptAgreement: "speakOfAgreement",
  suspendAgreement: "speakOfAgreement",
  resumeAgreement: "speakOfAgreement",
  terminateAgreement: "speakOfAgreement",
};

describe("a gateway's client", () => {
  const client = createClient({ gatewayUrl: "https://gateway.example", token: () => "" });

  for (const { operationId } of ROUTES.filter(({ path, access }) => path.startsWith("/v1/") && access !== "peer")) {
    it(`has a function for ${operationId}`, () => {
      expect(client)
        .to.have.property(OTHER_NAMES[operationId] ?? operationId)
        .that.is.a("function");
    });
  }

  it("has none for an operation that there is not", () => {
    const asked = ROUTES.map(({ operationId }) => OTHER_NAMES[operationId] ?? operationId);
    expect(Object.keys(client).filter((name) => !asked.includes(name))).to.deep.equal(["awaitAnchored"]);
  });
});
