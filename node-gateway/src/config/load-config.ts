import { readFileSync } from "node:fs";
import { isJsonObject, parseJson } from "@sealane/sdk";
import type { z } from "zod";
import { GatewayError } from "../errors.ts";
import { type Config, configSchema } from "./config.ts";
import { databaseUrlFault } from "./database-url.ts";
import { readPrivateFile, refuseExposedFile } from "./private-file.ts";
import { type Environment, readVariables, unknownVariables, variableOf } from "./variables.ts";

type Settings = { [name: string]: unknown };

/**
 * The configuration in the file that `SEALANE_CONFIG` names, overridden by the environment, complete and judged, with
 * secrets read from their files.
 * @throws GatewayError CONFIG_INVALID naming every fault with its variable; FILE_EXPOSED when a file that holds a secret
 * can be read by other accounts.
 */
export function loadConfig(environment: Environment): Config {
  const file = environment["SEALANE_CONFIG"];
  // Sections that hold something needed are there from the start, so that a fault names the setting and not its section.
  const settings: Settings = { chain: {}, keystore: {}, oidc: {}, ...(file && readSettings(file)) };
  for (const { path, value } of readVariables(environment)) set(settings, path.split("."), value);
  const judged = configSchema.safeParse(settings);
  const faults = unknownVariables(environment).map((name) => `${name}: no such setting.`);
  if (!judged.success) faults.push(...judged.error.issues.flatMap(faultsOf));
  if (faults.length > 0 || !judged.success) throw configInvalid(faults);
  if (file && holdsSecret(settings, environment)) refuseExposedFile(file);
  return withSecrets(judged.data);
}

function readSettings(file: string): Settings {
  try {
    const value = parseJson(readFileSync(file));
    if (isJsonObject(value)) return JSON.parse(JSON.stringify(value)) as Settings;
  } catch (cause) {
    throw configInvalid([`SEALANE_CONFIG: the file cannot be read as strict JSON (${reasonOf(cause)}).`]);
  }
  throw configInvalid(["SEALANE_CONFIG: the file does not hold a JSON object."]);
}

/** The code only: the message of a JSON fault could quote a secret. */
const reasonOf = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code ?? "unreadable");

function set(settings: Settings, [name = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    settings[name] = value;
    return;
  }
  const inner = settings[name];
  const next: Settings = typeof inner === "object" && inner !== null ? (inner as Settings) : {};
  settings[name] = next;
  set(next, rest, value);
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${path === "" ? key : `${path}.${key}`}: no such setting.`);
  }
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return [`${variableOf(path)}: ${isMissing ? "It is needed and not given." : issue.message}`];
}

function configInvalid(faults: readonly string[]): GatewayError {
  return new GatewayError(
    "CONFIG_INVALID",
    `The configuration is refused.\n${faults.map((it) => `  ${it}`).join("\n")}`,
  );
}

/** Whether the file itself holds a secret: one that the environment overrides still stands in it. */
function holdsSecret(settings: Settings, environment: Environment): boolean {
  const keystore = settings["keystore"] as Settings | undefined;
  const fromFile = (value: unknown, variable: string) => value !== undefined && !environment[variable];
  const rpcUrls = JSON.stringify((settings["chain"] as Settings | undefined)?.["rpcUrls"] ?? []);
  return (
    fromFile(keystore?.["passphrase"], "SEALANE_KEYSTORE_PASSPHRASE") ||
    fromFile(settings["metricsToken"], "SEALANE_METRICS_TOKEN") ||
    fromFile(settings["webhooks"], "SEALANE_WEBHOOKS") ||
    fromFile((settings["database"] as Settings | undefined)?.["url"], "SEALANE_DATABASE_URL") ||
    fromFile((settings["blobs"] as Settings | undefined)?.["token"], "SEALANE_BLOBS_TOKEN") ||
    (rpcUrls.includes("@") && !environment["SEALANE_RPC_URLS"])
  );
}

function withSecrets(config: z.output<typeof configSchema>): Config {
  const { path, passphrase = "", passphraseFile } = config.keystore;
  const { url, urlFile } = config.database;
  return {
    ...config,
    keystore: { path, passphrase: passphraseFile ? readSecret(passphraseFile, KEYSTORE_FILE) : passphrase },
    database: { url: urlFile ? databaseUrl(readSecret(urlFile, DATABASE_FILE)) : url },
  };
}

const KEYSTORE_FILE = "SEALANE_KEYSTORE_PASSPHRASE_FILE";
const DATABASE_FILE = "SEALANE_DATABASE_URL_FILE";

function readSecret(file: string, variable: string): string {
  const secret = readPrivateFile(file, variable).replace(/\r?\n$/, "");
  if (secret === "") throw configInvalid([`${variable}: the file is empty.`]);
  return secret;
}

function databaseUrl(url: string): string {
  const fault = databaseUrlFault(url);
  if (fault !== undefined) throw configInvalid([`${DATABASE_FILE}: ${fault}`]);
  return url;
}
