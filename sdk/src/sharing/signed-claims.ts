import type { JsonObject } from "../canonical/json.ts";
import { type Check, hasExactly } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import { type ReadJws, readJws, type Signer, signJws } from "../statement/jws.ts";

/** A sort of signed message: its type, what people call it, and the check of each of its claims. */
export interface MessageShape<Claims> {
  readonly typ: string;
  readonly title: string;
  readonly claims: Readonly<Record<keyof Claims & string, Check>>;
}

/** A message read: its claims, and what is needed to check its signature. */
export interface ReadMessage<Claims> {
  readonly claims: Claims;
  readonly jws: ReadJws;
}

/**
 * Signs a message: compact JWS, ES256, payload RFC 8785, at most 64 KiB.
 * @throws SdkError MESSAGE_INVALID when a claim is missing, superfluous or of the wrong shape.
 */
export function signMessage<Claims>(shape: MessageShape<Claims>, claims: Claims, signer: Signer): string {
  assertShape(shape, claims);
  return signJws(shape.typ, claims as unknown as JsonObject, signer);
}

/**
 * Reads a message strictly; the signature is not checked, since the key comes from the chain.
 * @throws SdkError MESSAGE_INVALID; STATEMENT_INVALID when it is no signed object of ours.
 */
export function readMessage<Claims>(shape: MessageShape<Claims>, message: string): ReadMessage<Claims> {
  const jws = readJws(shape.typ, message);
  assertShape(shape, jws.payload);
  return { claims: jws.payload as unknown as Claims, jws };
}

/** That a value is the claims of a message, which may be here without its signature. @throws SdkError MESSAGE_INVALID */
export function assertShape<Claims>({ title, claims }: MessageShape<Claims>, value: unknown): asserts value is Claims {
  const fault = hasExactly(value, claims);
  if (fault) throw new SdkError("MESSAGE_INVALID", `${title} has a claim that is missing, unknown or wrong: ${fault}.`);
}
