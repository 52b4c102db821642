/**
 * What a check of a code says, and what that amounts to. None is a reason to refuse a paper. A code never changes its
 * meaning; docs/errors.md explains each.
 */
export type CodeFindingCode =
  | "CODE_VALID"
  | "CODE_FORM_WRONG"
  | "CODE_FORM_UNKNOWN"
  | "CODE_CHECK_DIGIT_WRONG"
  | "CODE_NOT_LISTED"
  | "CODE_OF_OTHER_LIST"
  | "CODE_RESERVED"
  | "CODE_NO_LONGER_USED"
  | "CODE_LIST_ABSENT";

export type CodeVerdict = "valid" | "invalid" | "unknown";

/** The verdict of each code. `unknown` is never `valid`. */
export const CODE_VERDICTS: Readonly<Record<CodeFindingCode, CodeVerdict>> = {
  CODE_VALID: "valid",
  CODE_FORM_WRONG: "invalid",
  CODE_FORM_UNKNOWN: "unknown",
  CODE_CHECK_DIGIT_WRONG: "invalid",
  CODE_NOT_LISTED: "invalid",
  CODE_OF_OTHER_LIST: "unknown",
  CODE_RESERVED: "unknown",
  CODE_NO_LONGER_USED: "unknown",
  CODE_LIST_ABSENT: "unknown",
};

/** What one check says of one value; the sentence does not repeat the value. */
export interface Judgement {
  readonly code: CodeFindingCode;
  readonly message: string;
}
