import { SdkError } from "../errors.ts";

/** Where a reader stands in a text; readers move it forward. */
export interface Cursor {
  readonly text: string;
  position: number;
  /** How many values may still come. */
  valuesLeft: number;
}

/** The fault of a text that is not JSON, with its place but without its content. */
export function syntax(cursor: Cursor): SdkError {
  return new SdkError("JSON_SYNTAX", `The text is not JSON at character ${cursor.position}.`);
}
