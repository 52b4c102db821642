import type { GatewaySelf, Readiness } from "../../../client/index.ts";
import { printable } from "../../output/printable.ts";
import { spanText } from "../../output/time.ts";
import { type DoctorCheck, fault, ok, unknown, warning } from "../check.ts";

const TIMEOUT_MS = 10_000;
const SKEW_SECONDS = 15;

const ask = (gatewayUrl: string, path: string): Promise<Response> =>
  fetch(`${gatewayUrl}${path}`, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });

export const GATEWAY_CHECKS: readonly DoctorCheck[] = [
  {
    name: "gateway",
    run: async ({ gatewayUrl }) => {
      if (gatewayUrl === undefined) return undefined;
      const response = await ask(gatewayUrl, "/readyz").catch(() => undefined);
      if (!response) return fault("It does not answer.", "Start it, and look at its URL, proxy and certificate.");
      const { isReady, dependencies } = (await response.json()) as Readiness;
      if (isReady) return ok("It is ready.");
      const causes = dependencies.filter((one) => !one.isReady).map(({ name, message }) => `${name}: ${message}`);
      return fault(`It is not ready: ${printable(causes.join(" "))}`, "Mend what it names; it goes on by itself.");
    },
  },
  {
    name: "blobs",
    run: async ({ gatewayUrl }) => {
      if (gatewayUrl === undefined) return undefined;
      const { dependencies } = (await (await ask(gatewayUrl, "/readyz")).json()) as Readiness;
      const blobs = dependencies.find(({ name }) => name === "blobs");
      if (!blobs?.isReady) return unknown("Their store does not answer.", "See the check of the gateway.");
      return (blobs.figures["damaged"] ?? 0) === 0
        ? ok("None was found damaged.")
        : fault(printable(blobs.message), "Open them again if a Kubo peer has them; else restore them from a backup.");
    },
  },
  {
    name: "partners",
    run: async ({ gatewayUrl }) => {
      if (gatewayUrl === undefined) return undefined;
      const { dependencies } = (await (await ask(gatewayUrl, "/readyz")).json()) as Readiness;
      const partners = dependencies.find(({ name }) => name === "partners");
      if (!partners?.isReady) return unknown("It is not known how they answer.", "See the check of the gateway.");
      if ((partners.figures["away"] ?? 0) > 0)
        return warning(printable(partners.message), "What waits for them is kept; GET /v1/partners tells more.");
      return (partners.figures["dead"] ?? 0) === 0
        ? ok("Every partner answers, and nothing was given up.")
        : warning(
            "Deliveries were given up.",
            "GET /v1/deliveries?state=dead says why: send them again, or cancel them.",
          );
    },
  },
  {
    name: "gateway's network",
    run: async ({ gatewayUrl, nodes: [node], directory }) => {
      if (gatewayUrl === undefined) return undefined;
      const { memberId, network } = (await (await ask(gatewayUrl, "/.well-known/sealane")).json()) as GatewaySelf;
      const text = `Member ${memberId} on chain ${network.chainId}.`;
      if (!node) return ok(text);
      const genesis = (await node.ask("eth_getBlockByNumber", ["0x0", false])) as { hash?: string } | null;
      const isSame =
        genesis?.hash === `0x${network.genesisHash}` &&
        (directory === undefined || directory.toLowerCase() === `0x${network.directory}`);
      return isSame
        ? ok(text)
        : fault("It is of another network than the nodes.", "Name the gateway and the nodes of one network.");
    },
  },
  {
    name: "clock",
    run: async ({ gatewayUrl, io }) => {
      if (gatewayUrl === undefined) return undefined;
      const date = (await ask(gatewayUrl, "/livez")).headers.get("date");
      if (date === null)
        return unknown("The gateway does not tell the time.", "Let its proxy pass the Date header on.");
      const skew = Math.round(io.now() - Date.parse(date) / 1_000);
      const text = `This clock and the gateway's are ${spanText(skew)} apart.`;
      return Math.abs(skew) <= SKEW_SECONDS
        ? ok(text)
        : fault(text, "Set both clocks by NTP: tokens and statements carry times.");
    },
  },
];
