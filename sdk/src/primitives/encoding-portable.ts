/** Text of bytes and back, anywhere. What each does is told where it is exported: base64url.ts, hex.ts, utf8.ts. */
export { base64urlOf, bytesOfBase64url } from "./base64url-portable.ts";
export { bytesOfHex, hexOf } from "./hex-portable.ts";
export { utf8Decode, utf8Encode } from "./utf8-portable.ts";
