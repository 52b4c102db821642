import { createHash } from "node:crypto";
import type { Submission } from "../../client/index.ts";
import { type Facts, parseJson } from "../../src/index.ts";
import { exists, readInput } from "../files/read-file.ts";
import type { Io } from "../io.ts";
import { FACTS_ENDING } from "./find-files.ts";
import { mediaTypeOf } from "./media-types.ts";

/** A file read for the gateway. */
export interface FileSubmission {
  /** SHA-256 of the bytes, Hex32. */
  readonly digest: string;
  readonly submission: Submission;
}

/**
 * A file with what is said of it. The same bytes have the same idempotency key in every run, so that whatever was
 * interrupted can be repeated; other words beside them are then refused by the gateway rather than anchored twice.
 * @throws CliError FILE_NOT_READABLE; SdkError JSON_* of facts beside it.
 */
export async function readSubmission(
  path: string,
  said: Pick<Submission, "kind" | "consignment" | "links">,
  io: Io,
): Promise<FileSubmission> {
  const original = await readInput(path, io);
  const digest = createHash("sha256").update(original).digest("hex");
  const beside = `${path}${FACTS_ENDING}`;
  const facts = (await exists(beside)) ? (parseJson(await readInput(beside, io)) as unknown as Facts) : undefined;
  const submission = { ...said, original, mediaType: mediaTypeOf(path), idempotencyKey: `anchor-${digest}` };
  return { digest, submission: { ...submission, ...(facts && { facts }) } };
}
