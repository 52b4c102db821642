import { text } from "node:stream/consumers";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { queueTraining } from "../../../node-gateway/src/model/request-training.ts";
import { trainingTick } from "../../../node-gateway/src/model/training-tick.ts";

/** What the parent tells this process to do: go on with the training of a database, or begin one. */
const { path } = JSON.parse(await text(process.stdin)) as { readonly path: string };
const database = await openSqlite(path);
const gateway = { database, clock: () => 1, log: { info: () => {}, warn: () => {}, error: () => {} } };
await database
  .transaction()
  .execute((transaction) => queueTraining(transaction, { seed: 1, actor: "officer", timeSeconds: 1 }));
while (await trainingTick(gateway));
const { digest } = await database.selectFrom("models").select("digest").executeTakeFirstOrThrow();
process.stdout.write(digest);
await database.destroy();
