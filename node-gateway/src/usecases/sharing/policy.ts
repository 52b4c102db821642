import { isPolicy, type Json, type Policy } from "@sealane/sdk";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { readPolicy, type StandingPolicy } from "../../sharing/policy.ts";
import type { Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";

/** What this gateway answers by itself. */
export const getPolicy = ({ database }: Gateway): Promise<StandingPolicy> => readPolicy(database);

/**
 * Puts a new version of the standing policy in force. It answers every request that is still open, older ones too.
 * @throws POLICY_INVALID, IDEMPOTENCY_*.
 */
export async function setPolicy(
  gateway: Gateway,
  input: Writing & { readonly policy: unknown },
): Promise<StandingPolicy> {
  const { policy, actor } = input;
  if (!isPolicy(policy)) throw new GatewayError("POLICY_INVALID", "The policy is not of the form that a policy has.");
  const result = await writeOnce(gateway, input, {
    route: "setPolicy",
    content: policy as unknown as Json,
    work: async (transaction) => {
      const version = (await readPolicy(transaction)).version + 1;
      const row = { version, policy: JSON.stringify(policy), actor, time_seconds: gateway.clock() };
      await transaction.insertInto("policies").values(row).execute();
      return `policy ${version}`;
    },
  });
  const version = Number(result.split(" ")[1]);
  const row = await gateway.database
    .selectFrom("policies")
    .selectAll()
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return { version, policy: JSON.parse(row.policy) as Policy, actor: row.actor, timeSeconds: row.time_seconds };
}
