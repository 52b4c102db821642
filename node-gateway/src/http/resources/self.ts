import { z } from "zod";
import { type Route, route } from "../route.ts";
import { base64url32, count, hex32, memberId } from "../schemas/words.ts";

const self = z
  .strictObject({
    memberId,
    network: z.strictObject({ chainId: count, genesisHash: hex32, directory: z.string() }),
    statementKeys: z.array(base64url32).meta({ description: "RFC 7638 thumbprints." }),
    issuer: z.string().meta({ description: "The OpenID Connect issuer of its officers' tokens." }),
    audience: z.string(),
  })
  .meta({ id: "Self" });

export const SELF_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/.well-known/sealane",
    operationId: "describeGateway",
    summary: "Whose gateway this is, on which network, and where its officers get tokens",
    tag: "self",
    access: "public",
    replies: { 200: { description: "The gateway.", schema: self } },
    handler: async ({ service: { gateway, identity } }) => ({
      status: 200,
      body: {
        memberId: gateway.memberId,
        network: gateway.network,
        statementKeys: [gateway.keys.statement.kid],
        issuer: identity.issuer,
        audience: identity.audience,
      },
    }),
  }),
];
