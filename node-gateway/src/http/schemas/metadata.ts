import { z } from "zod";
import { facts } from "./facts.ts";
import { kindName, link, reasonName, words } from "./words.ts";

const given = {
  kind: kindName.exactOptional(),
  consignment: words(128).exactOptional(),
  links: z.array(link).max(256).exactOptional(),
  facts: facts.exactOptional(),
};

/** What is said of an original beside it: needed where the original does not say it itself. */
export const submitMetadata = z.strictObject(given).meta({ id: "SubmitMetadata" });

/** The same for a document that takes the place of another. */
export const supersedeMetadata = z.strictObject({ ...given, reason: reasonName }).meta({ id: "SupersedeMetadata" });
