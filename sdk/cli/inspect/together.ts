import { type ConsignmentPaper, type ConsignmentReport, judgeConsignment } from "../../src/index.ts";
import type { Inspected } from "./inspect-file.ts";

/**
 * Judges originals as the papers of one consignment. They are known by the SHA-256 of their bytes; whether they are
 * genuine and what they link to is in their statements, which files do not carry.
 */
export const judgeTogether = (files: readonly Inspected[]): ConsignmentReport => judgeConsignment(files.map(paperOf));

const paperOf = ({ sha256, kind, facts }: Inspected): ConsignmentPaper => ({
  ...{ documentId: sha256, kind: kind ?? "other-document", issuer: 0, standing: "current", facts },
});
