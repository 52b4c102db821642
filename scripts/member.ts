import { parseArgs } from "node:util";
import { addTransportCommand } from "./member/add-transport-command.ts";
import { enrolCommand } from "./member/enrol-command.ts";
import { initCommand } from "./member/init-command.ts";
import { rotateCommand } from "./member/rotate-command.ts";

/** What the consortium and a joining member do by hand, once. To add a step, add a row and a file beside it. */
const COMMANDS = {
  init: initCommand,
  "add-transport": addTransportCommand,
  enrol: enrolCommand,
  rotate: rotateCommand,
} as const;

const USAGE = `npm run member -- init --folder FOLDER [--tag-keys FILE]
  On the member's machine: makes its keystore under SEALANE_KEYSTORE_PASSPHRASE, and the public halves of its keys.
  --tag-keys  the consortium's tag keys, as its first member got them; without it new ones are made

npm run member -- add-transport --folder FOLDER
  For a keystore of a version before: adds the key for calls to other gateways, and writes its public half.

npm run member -- rotate --folder FOLDER --use statement|sealing|transport [--after KID]
  Puts a new key before the old one in the keystore. Start the gateway again: it publishes the key, uses it, ends the old.
  --after     only when this is the newest key, so that it can be run again after an interruption

npm run member -- enrol --rpc URL --state FILE --member-id N --country CC --roles ROLE,ROLE --operator 0x… \\
    [--kinds KIND,KIND] [--until YYYY-MM-DD]
  On the registrar's machine, with the key in SEALANE_REGISTRAR_KEY: admits the member and accredits it.
  --state     the file of npm run deploy
  --roles     customs-agency, carrier, certifier, trader, auditor`;

async function main([name = "", ...rest]: readonly string[]): Promise<number> {
  const text = { type: "string" } as const;
  const names = [
    "folder",
    "tag-keys",
    "rpc",
    "state",
    "member-id",
    "country",
    "roles",
    "operator",
    "kinds",
    "until",
    "use",
    "after",
  ];
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined;
  try {
    if (!run) throw new Error("Say what to do: init, add-transport, rotate or enrol.");
    const { values } = parseArgs({ args: rest, options: Object.fromEntries(names.map((option) => [option, text])) });
    console.log(JSON.stringify(await run(values as Record<string, string | undefined>, process.env), null, 2));
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
