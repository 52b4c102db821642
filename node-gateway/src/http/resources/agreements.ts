import { z } from "zod";
import {
  type AgreementWord,
  getAgreement,
  listAgreements,
  proposeAgreement,
  type QueuedAgreement,
  speakOfAgreement,
} from "../../usecases/sharing/agreements.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Answer, type Route, route } from "../route.ts";
import { agreement, agreementPage, agreementStanding, queuedAgreement, tlpCeiling } from "../schemas/sharing.ts";
import { hex32, kindName, limit, memberId, seconds } from "../schemas/words.ts";

const tag = "agreements";
const params = z.strictObject({ agreementId: hex32 });
const replies = { 202: { description: "Queued for the chain.", schema: queuedAgreement } };
const proposal = z
  .strictObject({
    parties: z.array(memberId).min(1).max(64),
    kinds: z.array(kindName).max(128),
    alertCategories: z.int().min(0).max(0xffffffff).exactOptional(),
    tlpCeiling,
    ...{ validFromSeconds: seconds, validUntilSeconds: seconds },
    text: z.union([z.string().min(1).max(1_000_000), z.strictObject({ digest: hex32 })]).meta({
      description: "The agreement's text, of which only the SHA-256 goes anywhere; or that digest.",
    }),
  })
  .meta({ id: "AgreementProposal" });

const queuedAnswer = (view: QueuedAgreement): Answer => ({
  status: 202,
  body: { ...view, statusUrl: `/v1/agreements/${view.agreementId}` },
});

/** There is nothing to say, but a JSON body is what a form on a stranger's page cannot send. */
const word = (action: AgreementWord, summary: string): Route =>
  route({
    method: "post",
    path: `/v1/agreements/{agreementId}/${action}`,
    operationId: `${action}Agreement`,
    summary,
    tag,
    access: "agreements:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({})),
    replies,
    problems: ["AGREEMENT_NOT_FOUND", "AGREEMENT_NOT_OURS", "AGREEMENT_OVER", "MEMBER_SUSPENDED"],
    handler: async ({ service, params: { agreementId }, actor, idempotencyKey }) =>
      queuedAnswer(await speakOfAgreement(service.gateway, { agreementId, action, actor, idempotencyKey })),
  });

export const AGREEMENT_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/agreements",
    operationId: "listAgreements",
    summary: "Agreements that this member is a party of, the newest first",
    tag,
    access: "agreements:read",
    query: z.strictObject({ standing: agreementStanding.exactOptional(), after, limit }),
    replies: { 200: { description: "One page.", schema: agreementPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listAgreements(service.gateway, query)),
    }),
  }),
  route({
    method: "post",
    path: "/v1/agreements",
    operationId: "proposeAgreement",
    summary: "Propose an agreement, which this member thereby accepts",
    tag,
    access: "agreements:write",
    changes: true,
    body: jsonBody(proposal, "dossierBytes"),
    replies,
    problems: ["AGREEMENT_TERMS_INVALID", "AGREEMENT_EXISTS", "MEMBER_SUSPENDED"],
    handler: async ({ service, body, actor, idempotencyKey }) =>
      queuedAnswer(await proposeAgreement(service.gateway, { ...body, actor, idempotencyKey })),
  }),
  route({
    method: "get",
    path: "/v1/agreements/{agreementId}",
    operationId: "getAgreement",
    summary: "An agreement: its terms, how it stands, and who accepted or suspends it",
    tag,
    access: "agreements:read",
    params,
    replies: { 200: { description: "The agreement.", schema: agreement } },
    problems: ["AGREEMENT_NOT_FOUND"],
    handler: async ({ service, params: { agreementId } }) => ({
      status: 200,
      body: await getAgreement(service.gateway, { agreementId }),
    }),
  }),
  word("accept", "Accept an agreement; it is in force once every party has"),
  word("suspend", "Put an agreement, and every grant under it, to sleep"),
  word("resume", "Lift this member's suspension of an agreement"),
  word("terminate", "End an agreement for good"),
];
