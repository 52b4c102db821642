import { type Dossier, type Hex32, isHex32, writeDossier } from "../../src/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import { readInput } from "../files/read-file.ts";
import { recognise } from "../files/recognise.ts";
import { writeWhole } from "../files/write-file.ts";
import { openClient } from "../gateway/open-client.ts";
import type { Io } from "../io.ts";
import { narrow } from "../narrow.ts";
import { GATEWAY_OPTIONS, OUT_OPTIONS } from "../options.ts";

const OPTIONS = {
  fields: {
    type: "string",
    value: "POINTERS",
    multiple: true,
    help: "Fields that stay open, RFC 6901 pointers separated by commas, each with everything below it.",
  },
  "fields-file": { type: "string", value: "FILE", help: "The same from a file, one pointer a line." },
  "with-linked": { type: "boolean", help: "Also the papers it builds on." },
  "with-original": { type: "boolean", help: "Also the original bytes; not together with fields." },
  ...OUT_OPTIONS,
  ...GATEWAY_OPTIONS,
} as const;

type Given = Invocation<typeof OPTIONS>["options"];

export const prove = command({
  name: "prove",
  summary: "Make a dossier: one file that anyone can check, with all fields or chosen ones.",
  operands: "DOCUMENT_ID|DOSSIER_FILE",
  count: [1, 1],
  options: OPTIONS,
  about: [
    "Of a document id the gateway makes the dossier. Of a dossier file a narrower one is made here, without network: the fields that were not chosen are closed for good in the new file, while proofs and evidence stay.",
    "When narrowing, a paper in which nothing was chosen is left out, but for the first, which the dossier is about.",
  ],
  examples: [
    "prove 5f0c…9a --gateway https://gateway.example --with-linked --out bill.sealane.json",
    "prove bill.sealane.json --fields /$facts/containers,/$facts/grossWeightKg --out weight.sealane.json",
  ],
  async run({ options, operands: [subject = ""], io }) {
    if (options.out === undefined) throw new CliError("USAGE_INVALID", "Say where to write it: --out FILE.");
    const fields = await chosenFields(options, io);
    const dossier = isHex32(subject)
      ? await fromGateway(subject, fields, { options, io })
      : await fromFile(subject, fields, { options, io });
    const text = writeDossier(dossier);
    if (options.out === "-") io.print(text);
    else await writeWhole(options.out, text, { replace: options.force === true });
    const { papers } = dossier;
    const result = {
      out: options.out,
      papers: papers.length,
      openFields: papers.map(({ body }) => body.disclosures.length),
    };
    if (options.out === "-") return "ok";
    io.print(io.json ? JSON.stringify(result, null, 2) : `${result.out}: ${sentence(result.openFields)}`);
    return "ok";
  },
});

interface Around {
  readonly options: Given;
  readonly io: Io;
}

async function fromGateway(documentId: Hex32, fields: readonly string[] | undefined, around: Around): Promise<Dossier> {
  const { options, io } = around;
  if (fields && options["with-original"]) {
    throw new CliError(
      "USAGE_INVALID",
      "The original would open every field: give --fields or --with-original, not both.",
    );
  }
  const client = await openClient(options, io);
  return client.makeDossier(documentId, {
    ...(fields && { fields }),
    ...(options["with-linked"] && { includeLinked: true }),
    ...(options["with-original"] && { includeOriginal: true }),
  });
}

async function fromFile(
  path: string,
  fields: readonly string[] | undefined,
  { options, io }: Around,
): Promise<Dossier> {
  if (options["with-linked"] || options["with-original"]) {
    throw new CliError(
      "USAGE_INVALID",
      "A dossier can only be narrowed: --with-linked and --with-original need a gateway.",
    );
  }
  if (!fields) throw new CliError("USAGE_INVALID", "Say which fields stay open: --fields, or --fields-file.");
  const found = recognise(await readInput(path, io), path);
  if ("paper" in found)
    throw new CliError("FILE_NOT_DOSSIER", "A paper alone has no evidence to keep; give a dossier.");
  return narrow(found.dossier, fields);
}

async function chosenFields(options: Given, io: Io): Promise<readonly string[] | undefined> {
  const file = options["fields-file"];
  if (options.fields === undefined && file === undefined) return undefined;
  const given = (options.fields ?? []).flatMap((pointers) => pointers.split(","));
  const read = file === undefined ? [] : new TextDecoder().decode(await readInput(file, io)).split(/\r?\n/);
  const fields = [...given, ...read].filter((pointer) => pointer !== "");
  const isPointer = (text: string): boolean => /^(\/([^~/]|~[01])*)+$/.test(text);
  if (fields.length === 0 || !fields.every(isPointer)) {
    throw new CliError("USAGE_INVALID", "Fields are RFC 6901 pointers such as /$facts/containers.");
  }
  return fields;
}

function sentence(openFields: readonly number[]): string {
  const total = openFields.reduce((sum, count) => sum + count, 0);
  const papers = openFields.length === 1 ? "1 paper" : `${openFields.length} papers`;
  return `${papers} with ${total} open fields.`;
}
