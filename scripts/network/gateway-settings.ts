import type { Files } from "./files.ts";
import type { NodeFile } from "./node-file.ts";
import type { Ports } from "./ports.ts";

const variables = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");

/**
 * `gateway.env`: the gateway's settings, with paths from the member's folder, in which it is started; secrets stand in
 * files of their own. `.env`: what compose.yaml asks of the machine. Both are completed by hand.
 */
export function gatewayEnvironmentOf(
  { name, memberId, p2pPort, kuboPort }: NodeFile,
  { chainId, ports }: { chainId: number; ports: Ports },
): Files {
  const gateway = variables({
    SEALANE_CONFIG: "secrets/gateway.json",
    SEALANE_MEMBER_ID: memberId,
    SEALANE_DATA_DIR: "gateway/data",
    SEALANE_KEYSTORE: "gateway/keystore.json",
    SEALANE_KEYSTORE_PASSPHRASE_FILE: "secrets/keystore-passphrase",
    SEALANE_LISTEN_PORT: ports.gateway,
    SEALANE_RPC_URLS: `http://127.0.0.1:${ports.rpc}`,
    SEALANE_CHAIN_ID: chainId,
    SEALANE_BLOBS_URL: `http://127.0.0.1:${ports.kuboRpc}`,
  });
  const open = [
    "# The directory that npm run deploy printed, and the issuer of the officers' tokens:",
    "SEALANE_DIRECTORY=",
    "SEALANE_OIDC_ISSUER=",
  ];
  const compose = variables({
    MEMBER_NAME: name,
    MEMBER_UID: process.getuid?.() ?? 1000,
    MEMBER_GID: process.getgid?.() ?? 1000,
    P2P_PORT: p2pPort,
    KUBO_PORT: kuboPort,
    GATEWAY_PORT: ports.gateway,
  });
  return { "gateway.env": `${gateway}${open.join("\n")}\n`, ".env": compose };
}

/** `prometheus.yml`: what is watched, inside the member's own networks. */
export const prometheusOf = (): string => `global:
  scrape_interval: 15s
scrape_configs:
  - job_name: gateway
    authorization:
      credentials_file: /run/secrets/metrics-token
    static_configs:
      - targets: ["gateway:8710"]
  - job_name: besu
    static_configs:
      - targets: ["besu:9545"]
`;
