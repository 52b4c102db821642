import { isJsonObject, type Json, type PublicKey, parseJson } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { changeSelf } from "../../gateway/change-self.ts";
import { momentOf } from "../../numbers.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../../options.ts";

export const memberAddKey = command({
  name: "member add-key",
  summary: "Add a P-256 key to the gateway's own member.",
  operands: "JWK_FILE",
  count: [1, 1],
  options: {
    use: { type: "string", value: "USE", help: "What it is for: statement, sealing or transport." },
    from: { type: "string", value: "TIME", help: "First moment it may be used; now by default." },
    until: { type: "string", value: "TIME", help: "First moment it may no longer be used." },
    ...WAIT_OPTIONS,
    ...GATEWAY_OPTIONS,
  },
  about: ["Only the public half is sent, also when the file holds the private one."],
  examples: ["member add-key next.jwk --use statement --until 2028-01-01"],
  async run({ options, operands, io }) {
    const { use, until } = options;
    if (use !== "statement" && use !== "sealing" && use !== "transport") {
      throw new CliError("USAGE_INVALID", "Say what the key is for: --use statement, sealing or transport.");
    }
    if (until === undefined) throw new CliError("USAGE_INVALID", "Say when it ends: --until TIME.");
    const now = io.now();
    const period = {
      validFromSeconds: momentOf("from", options.from ?? "now", now),
      validUntilSeconds: momentOf("until", until, now),
    };
    const key = readKey(await readInput(operands[0] ?? "", io));
    return changeSelf({ action: "addKey", ...key, use, ...period }, options, io);
  },
});

function readKey(bytes: Uint8Array): PublicKey {
  const jwk = parseJson(bytes);
  const { crv, kty, x, y }: Partial<Record<string, Json>> = isJsonObject(jwk) ? jwk : {};
  if (kty === "EC" && crv === "P-256" && typeof x === "string" && typeof y === "string") return { x, y };
  throw new CliError("KEY_NOT_P256", "The file does not hold a P-256 key as a JWK.");
}
