import { disclosureDigest } from "../../../sdk/src/document/disclosure.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

/** A value that is to be selectively disclosable: the `!sd` of the RFC's test cases. */
export class Hidden {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export interface IssuedSdJwt {
  readonly payload: Record<string, unknown>;
  /** Every disclosure with where its value stands in the claims, such as `nationalities/0`. */
  readonly disclosures: { readonly path: string; readonly text: string }[];
}

/**
 * Issues claims as RFC 9901 §4 does: hidden members of objects become digests in `_sd`, hidden elements of arrays
 * `{"...": digest}`. A member is hidden when its value, or its name, is wrapped in {@link Hidden}.
 */
export function issueSdJwt(claims: Map<unknown, unknown>, randomBytes: (length: number) => Uint8Array): IssuedSdJwt {
  const disclosures: { path: string; text: string }[] = [];
  const disclose = (path: string, parts: unknown[]): string => {
    const text = encode([base64urlOf(randomBytes(16)), ...parts]);
    disclosures.push({ path, text });
    return base64urlOf(disclosureDigest(text));
  };
  const issue = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, i) => {
        const at = `${path}/${i}`;
        return item instanceof Hidden ? { "...": disclose(at, [issue(item.value, at)]) } : issue(item, at);
      });
    }
    if (!(value instanceof Map)) return value;
    const object: Record<string, unknown> = {};
    const digests: string[] = [];
    for (const [key, member] of value) {
      const name = String(key instanceof Hidden ? key.value : key);
      const at = `${path}/${name}`;
      if (key instanceof Hidden) digests.push(disclose(at, [name, issue(member, at)]));
      else object[name] = issue(member, at);
    }
    if (digests.length > 0) object["_sd"] = digests.sort();
    return object;
  };
  const payload = issue(claims, "") as Record<string, unknown>;
  return { payload: { ...payload, _sd_alg: "sha-256" }, disclosures };
}

/** base64url of a value's JSON. */
export const encode = (value: unknown): string => base64urlOf(utf8Encode(JSON.stringify(value)));
