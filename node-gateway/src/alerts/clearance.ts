import { TLP, type TlpName, tlpByName } from "@sealane/sdk";

/** Markings of what is for single persons: only officers who are cleared for it see that it is there. */
export const PERSONAL_TLPS: readonly string[] = TLP.filter(({ isPersonal }) => isPersonal).map(({ name }) => name);

/** Whether an officer may see what is marked so. */
export const maySee = ({ tlp }: { readonly tlp: string }, isCleared: boolean): boolean =>
  isCleared || !tlpByName(tlp as TlpName).isPersonal;
