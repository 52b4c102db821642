import { commitAhead } from "../../../node-gateway/src/draws/commit-ahead.ts";
import type { Stage } from "./stage.ts";

const PERIOD_SECONDS = 600;

/** Commits the owner's first period, before any situation: what cells ask for must never come onto the chain. */
export async function prepareDraws(stage: Stage): Promise<void> {
  const { gateway, settle } = stage.members.owner;
  await commitAhead(gateway, PERIOD_SECONDS, (await gateway.chain.head()).timeSeconds);
  await settle();
  await stage.sync();
}
