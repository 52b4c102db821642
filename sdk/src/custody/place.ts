import { LOCODE } from "../facts/normal-forms.ts";

/**
 * Whether two stated places are one: those of two UN/LOCODEs are not; `undefined` when it cannot be told, since one of them
 * is not stated or is a name or number of somebody's own. Two terminals of one port are one place here.
 */
export function isSamePlace(a: string | undefined, b: string | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return true;
  return LOCODE.test(a) && LOCODE.test(b) ? false : undefined;
}
