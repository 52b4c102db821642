import { sha256 } from "#sha256";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import { canonicalize } from "./canonicalize.ts";
import type { Json } from "./json.ts";

/** SHA-256 over the RFC 8785 form of a value. */
export const digestOf = (value: Json): Hex32 => hexOf(sha256(utf8Encode(canonicalize(value))));
