import { z } from "zod";
import { lookUpAnchor } from "../../usecases/look-up-anchor.ts";
import { type Route, route } from "../route.ts";
import { standing } from "../schemas/document.ts";
import { block } from "../schemas/proof.ts";
import { count, documentParams, hex32, kindName, memberId, seconds } from "../schemas/words.ts";

const anchor = z
  .strictObject({
    memberId,
    kind: kindName.nullable(),
    kindCode: z.int().min(0).max(0xffff),
    root: hex32,
    blockNumber: count,
    timeSeconds: seconds,
    standing,
  })
  .meta({ id: "Anchor" });

export const ANCHOR_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/anchors/{documentId}",
    operationId: "lookUpAnchor",
    summary:
      "Whether and by whom a document was anchored, and whether it stands: by its id alone, for anybody who has it",
    tag: "anchors",
    // What is said here the chain says to every member, of an id that nobody can guess.
    access: "public",
    params: documentParams,
    replies: {
      200: {
        description: "What the chain says as of a block; no anchors when it does not know the document.",
        schema: z.strictObject({ block, anchors: z.array(anchor) }),
      },
    },
    handler: async ({ service, params }) => ({
      status: 200,
      body: await lookUpAnchor(service.gateway, params.documentId),
    }),
  }),
];
