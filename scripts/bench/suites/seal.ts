import { randomBytes } from "node:crypto";
import { seal, unseal, ZERO_HEX32 } from "@sealane/sdk";
import { measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

const PLAINTEXT_BYTES = 1024 * 1024;

export const sealing: Suite = {
  name: "seal",
  about: "sealing and opening 1 MiB",
  run({ effort }) {
    const [plaintext, contentKey, iv] = [randomBytes(PLAINTEXT_BYTES), randomBytes(32), randomBytes(12)];
    const input = { plaintext, header: { documentId: ZERO_HEX32 }, contentKey, iv };
    const blob = seal(input);
    const row = { unit: "MiB/s", ops: 1 };
    return measureRates(
      [
        { ...row, name: "sealed", run: () => seal(input) },
        { ...row, name: "opened", run: () => unseal(blob, contentKey) },
      ],
      effort,
    );
  },
};
