import { BODY } from "./cases/body.ts";
import { CHAIN } from "./cases/chain.ts";
import { EVIDENCE } from "./cases/evidence.ts";
import { ISSUER } from "./cases/issuer.ts";
import { LINKS } from "./cases/links.ts";
import { ORIGINAL } from "./cases/original.ts";
import type { Case } from "./cases/scene.ts";
import { SOUND } from "./cases/sound.ts";
import { STATEMENT } from "./cases/statement.ts";

export type { Case } from "./cases/scene.ts";

/** Every way a paper can be judged: to add one, add a row; vectors and the verifier in Python take it from here. */
export const CASES: readonly Case[] = [
  ...SOUND,
  ...EVIDENCE,
  ...BODY,
  ...ORIGINAL,
  ...STATEMENT,
  ...ISSUER,
  ...CHAIN,
  ...LINKS,
];
