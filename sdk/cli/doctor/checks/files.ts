import { stat } from "node:fs/promises";
import { isJsonObject, parseJson } from "../../../src/index.ts";
import { loadTrust } from "../../files/load-trust.ts";
import { readInput, reasonOf } from "../../files/read-file.ts";
import { printable } from "../../output/printable.ts";
import { spanText } from "../../output/time.ts";
import { type Diagnosis, type DoctorCheck, fault, ok, unknown } from "../check.ts";

const OTHERS = 0o077;
const OLD_SECONDS = 30 * 86_400;

export const FILE_CHECKS: readonly DoctorCheck[] = [
  {
    name: "configuration",
    run: async ({ configPath, io }) => {
      if (configPath === undefined) return undefined;
      try {
        if (!isJsonObject(parseJson(await readInput(configPath, io)))) throw new TypeError();
      } catch {
        const fix = "Write it as docs/operating.md says; `sealane gateway start --print-config` judges every setting.";
        return fault("The file cannot be read as strict JSON.", fix);
      }
      return privacyOf(configPath, "The configuration");
    },
  },
  {
    name: "keystore",
    run: async ({ keystorePath }) => (keystorePath === undefined ? undefined : privacyOf(keystorePath, "The keystore")),
  },
  {
    name: "trust file",
    run: async ({ io, gatewayUrl, nodes, configPath }) => {
      const trust = await loadTrust(undefined, io);
      const fix = "Take one: sealane trust export --gateway URL --out ~/.config/sealane/trust.json";
      // Whoever looks at a gateway or a chain need not check dossiers on that machine.
      const isAboutOthers = gatewayUrl !== undefined || nodes.length > 0 || configPath !== undefined;
      if (!trust && isAboutOthers) return undefined;
      if (!trust) return unknown("Nothing is pinned, so dossiers cannot be checked offline.", fix);
      const age = io.now() - trust.madeAtSeconds;
      const text = `${trust.members.length} members pinned ${spanText(age)} ago.`;
      return age < OLD_SECONDS ? ok(text) : fault(text, `It is old. ${fix} --force`);
    },
  },
];

async function privacyOf(path: string, what: string): Promise<Diagnosis> {
  try {
    const mode = (await stat(path)).mode & 0o777;
    if (process.platform === "win32" || (mode & OTHERS) === 0) return ok(`${what} is its owner's alone.`);
    return fault(`${what} can be read by others (mode ${mode.toString(8)}).`, `chmod 600 ${printable(path)}`);
  } catch (cause) {
    return fault(`${what} is not there or cannot be read (${reasonOf(cause)}).`, `Look at ${printable(path)}.`);
  }
}
