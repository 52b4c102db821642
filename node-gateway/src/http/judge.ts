import type { z } from "zod";
import { RequestInvalid } from "./problem.ts";

const MAX_FAULTS = 20;

/**
 * A part of a request as its schema gives it.
 * @throws RequestInvalid with the place of each fault; what was sent is not repeated.
 */
export function judge<S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> {
  const judged = schema.safeParse(value);
  if (judged.success) return judged.data;
  const faults = judged.error.issues.slice(0, MAX_FAULTS).map((issue) => ({
    in: [part, ...issue.path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/"),
    message: issue.code === "unrecognized_keys" ? "A name that this route does not know." : issue.message,
  }));
  throw new RequestInvalid(`The request's ${part} is not of the form this route takes.`, faults);
}
