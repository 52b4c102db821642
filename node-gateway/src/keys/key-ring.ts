import { type PrivateKey, thumbprintOf } from "@sealane/sdk";

/** A member's keys of one use, of which one is in use. */
export interface KeyRing {
  /** The newest first. */
  readonly keys: readonly PrivateKey[];
  /** RFC 7638 thumbprint of the key in use. */
  readonly kid: string;
  current(): PrivateKey;
  /** Takes another key of the ring into use; one that is not in it changes nothing. */
  use(kid: string): void;
}

/** A ring of at least one key; the newest is in use until another one is taken. */
export function createKeyRing(keys: readonly [PrivateKey, ...PrivateKey[]]): KeyRing {
  let current: PrivateKey = keys[0];
  return {
    keys,
    get kid() {
      return thumbprintOf(current);
    },
    current: () => current,
    use: (kid) => {
      current = keys.find((key) => thumbprintOf(key) === kid) ?? current;
    },
  };
}
