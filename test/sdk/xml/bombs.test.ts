import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

/** A heap that one copy of the largest original and of what is read of it fits into, and not much more. */
const HEAP_MIB = 256;

/** What a hostile original of up to 64 MiB is told, each in `read-bombs.ts`. */
const TOLD: Readonly<Record<string, string>> = {
  "nesting without end": "XML_TOO_DEEP",
  "elements without end": "XML_TOO_LARGE",
  "an attribute of 60 MiB": "read",
  "a text of 60 MiB": "read",
  "a text that does not end": "XML_SYNTAX",
  "references without end": "XML_TOO_LARGE",
  "attributes without end": "XML_TOO_LARGE",
  "attributes without end that are not closed": "XML_TOO_LARGE",
  "namespaces without end": "XML_TOO_LARGE",
  "namespaces on every level": "XML_TOO_LARGE",
  "a name of 60 MiB": "read",
  "the name of an attribute of 60 MiB": "read",
  "a comment of 60 MiB": "read",
  "comments without end": "read",
  "an instruction of 60 MiB": "read",
  "CDATA sections without end": "read",
  "a document type without end": "XML_DOCTYPE",
  "a document type behind a million comments": "XML_DOCTYPE",
  "elements all of other names": "read",
  "rules broken without end": "read",
  "leaves on the deepest level": "read",
};

describe("Hostile XML of up to 64 MiB", () => {
  it(`is read or refused within a heap of ${HEAP_MIB} MiB`, function () {
    this.timeout(240_000);
    const script = join(import.meta.dirname, "../../support/sdk/read-bombs.ts");
    const { stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, script], {
      encoding: "utf8",
    });
    const told = Object.fromEntries(stdout.split("\n").flatMap((line) => (line ? [line.split(": ")] : [])));
    expect(told, stderr.slice(0, 500)).to.deep.equal(TOLD);
  });
});
