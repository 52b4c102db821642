import { randomBytes } from "node:crypto";
import { rewrapKey, seal, unseal, wrapKey, ZERO_HEX32 } from "@sealane/sdk";
import { makeSecrets } from "../../../node-gateway/src/keys/make-secrets.ts";
import { measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

const PLAINTEXT_BYTES = 1024 * 1024;

export const sealing: Suite = {
  name: "seal",
  about: "sealing and opening 1 MiB, and letting a further reader in",
  async run({ effort }) {
    const [plaintext, contentKey, iv] = [randomBytes(PLAINTEXT_BYTES), randomBytes(32), randomBytes(12)];
    const input = { plaintext, header: { documentId: ZERO_HEX32 }, contentKey, iv };
    const blob = seal(input);
    const [owner, reader] = [makeSecrets({}).sealingKey, makeSecrets({}).sealingKey];
    const wrapped = await wrapKey(contentKey, owner);
    const row = { unit: "MiB/s", ops: 1 };
    return measureRates(
      [
        { ...row, name: "sealed", run: () => seal(input) },
        { ...row, name: "opened", run: () => unseal(blob, contentKey) },
        // Whatever its size: the sealed bytes stay as they are.
        { name: "rewrapped for a reader", unit: "readers/s", ops: 1, run: () => rewrapKey(wrapped, owner, reader) },
      ],
      effort,
    );
  },
};
