import { type Dossier, isAtOrBelow, openBody, type Paper, present, SdkError } from "../src/index.ts";

/**
 * The same dossier with only these fields open, each with everything below it. Originals go: they would open the rest.
 * @param fields RFC 6901 pointers.
 * @throws SdkError FIELD_UNKNOWN when a pointer opens nothing in any paper, or nothing of the first paper stays open.
 */
export function narrow(dossier: Dossier, fields: readonly string[]): Dossier {
  const pointers = dossier.papers.map(({ body }) => openBody(body).fields.map(({ pointer }) => pointer));
  const index = fields.findIndex(
    (field) => !pointers.some((one) => one.some((pointer) => isAtOrBelow(pointer, field))),
  );
  if (index >= 0)
    throw new SdkError("FIELD_UNKNOWN", `The pointer ${index + 1} of those chosen names no open field of any paper.`);
  const keep = (pointer: string): boolean => fields.some((field) => isAtOrBelow(pointer, field));
  if (!pointers[0]?.some(keep)) {
    throw new SdkError("FIELD_UNKNOWN", "No field of the first paper was chosen, and the dossier is about that one.");
  }
  const kept = dossier.papers.filter((_, index) => pointers[index]?.some(keep));
  return { ...dossier, papers: kept.map((paper) => narrowPaper(paper, keep)) };
}

const narrowPaper = ({ statement, body }: Paper, keep: (pointer: string) => boolean): Paper => ({
  statement,
  body: present(body, keep),
});
