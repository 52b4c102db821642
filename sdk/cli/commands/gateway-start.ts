import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { command } from "../command.ts";
import { CliError } from "../errors.ts";
import type { Environment } from "../files/paths.ts";

const GATEWAY = fileURLToPath(new URL("../../../node-gateway/src/main.ts", import.meta.url));

/** Variables of the command line that are no settings of a gateway: it refuses what it does not know. */
const OURS = ["SEALANE_CLIENT_ID", "SEALANE_CLIENT_SECRET", "SEALANE_TOKEN", "SEALANE_URL", "SEALANE_TRUST"];

export const gatewayStart = command({
  name: "gateway start",
  summary: "Run a member's gateway until it is told to stop.",
  operands: "",
  count: [0, 0],
  options: {
    config: { type: "string", value: "FILE", help: "Its configuration; SEALANE_CONFIG by default." },
    "print-config": { type: "boolean", help: "Print the configuration with secrets masked, and stop." },
  },
  about: [
    "Ends with the gateway's own exit code: 0 when it was told to stop, 69 to 89 when it refuses to start (docs/errors.md), never one of those above.",
  ],
  examples: ["gateway start --config gateway.json", "gateway start --print-config"],
  async run({ options, io }) {
    if (!existsSync(GATEWAY)) {
      throw new CliError(
        "GATEWAY_NOT_INSTALLED",
        "The gateway is not part of this package: start it from Sealane's repository.",
      );
    }
    const args = [GATEWAY, ...(options["print-config"] ? ["--print-config"] : [])];
    const child = spawn(process.execPath, args, { stdio: "inherit", env: environmentOf(io.env, options.config) });
    // The terminal sends an interrupt to both; only a signal to this process alone must be handed on.
    const handOn = (): void => void child.kill("SIGTERM");
    const wait = (): void => undefined;
    process.once("SIGTERM", handOn).on("SIGINT", wait);
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    process.removeListener("SIGTERM", handOn).removeListener("SIGINT", wait);
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  },
});

function environmentOf(env: Environment, config: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !OURS.includes(name));
  return { ...Object.fromEntries(kept), ...(config !== undefined && { SEALANE_CONFIG: config }) };
}
