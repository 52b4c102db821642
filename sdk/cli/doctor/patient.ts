import { isJsonObject, type Json, parseJson } from "../../src/index.ts";
import { nodeOf } from "../chain/node.ts";
import { CliError } from "../errors.ts";
import { readInput } from "../files/read-file.ts";
import { gatewayUrlOf } from "../gateway/open-client.ts";
import type { Io } from "../io.ts";
import { wholeNumberOf } from "../numbers.ts";
import type { Patient } from "./check.ts";

export interface PatientOptions {
  readonly gateway?: string;
  readonly rpc?: string;
  readonly directory?: string;
  readonly "chain-id"?: string;
  readonly config?: string;
}

/**
 * What is to be looked at: named by options, else by the gateway's variables, else by its configuration file.
 * @throws CliError USAGE_INVALID.
 */
export async function patientOf(options: PatientOptions, io: Io): Promise<Patient> {
  const { env } = io;
  const configPath = options.config ?? env["SEALANE_CONFIG"];
  const config = configPath ? await readSettings(configPath, io) : {};
  const setting = (path: string): Json | undefined => at(config, path.split("."));
  const urls =
    (options.rpc ?? env["SEALANE_RPC_URLS"])?.split(",") ?? (setting("chain.rpcUrls") as string[] | undefined);
  const directory = options.directory ?? env["SEALANE_DIRECTORY"] ?? textOf(setting("chain.directory"));
  const chainId = options["chain-id"] ?? env["SEALANE_CHAIN_ID"] ?? textOf(setting("chain.chainId"));
  const keystorePath = env["SEALANE_KEYSTORE"] ?? textOf(setting("keystore.path"));
  const dataDir = env["SEALANE_DATA_DIR"] ?? textOf(setting("dataDir"));
  const gateway = options.gateway ?? env["SEALANE_URL"];
  if (directory && !/^0x[0-9a-f]{40}$/i.test(directory)) {
    throw new CliError("USAGE_INVALID", "The directory's address is 0x and 40 hexadecimal characters.");
  }
  return {
    io,
    nodes: (urls ?? []).map((url) => nodeOf(String(url).trim())),
    ...(configPath && { configPath }),
    ...(keystorePath && { keystorePath }),
    ...(dataDir && { dataDir }),
    ...(directory && { directory }),
    ...(chainId && { chainId: wholeNumberOf("chain-id", chainId, { initial: 0, min: 1, max: 999_999_999_999 }) }),
    ...(gateway && { gatewayUrl: gatewayUrlOf({ gateway }, io) }),
  };
}

/** The settings in a file; none in one that cannot be read, which is a check's to say. */
async function readSettings(path: string, io: Io): Promise<Json> {
  try {
    return parseJson(await readInput(path, io));
  } catch {
    return {};
  }
}

const at = (value: Json | undefined, [name, ...rest]: readonly string[]): Json | undefined =>
  name === undefined
    ? value
    : isJsonObject(value ?? null)
      ? at((value as Record<string, Json>)[name], rest)
      : undefined;

const textOf = (value: Json | undefined): string | undefined => (value === undefined ? undefined : String(value));
