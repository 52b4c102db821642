import { type Alert, type Json, tlpByName } from "@sealane/sdk";

/** What events may tell of an alert: of one that is for single persons nothing that it says. */
export function toldOf({ issuer, version, tlp, category, action }: Alert): { readonly [name: string]: Json } {
  const always = { issuer, version, tlp };
  return tlpByName(tlp).isPersonal ? always : { ...always, category, action };
}
