import { CODE_LISTS, type CodeList } from "../../src/index.ts";
import { importCodeList, loadCodeLists } from "../codes/code-lists.ts";
import { command, type Options } from "../command.ts";
import { nameOf, namesOf } from "../operands.ts";
import { printShown } from "../output/lines.ts";
import { printAll } from "../output/page.ts";
import { timeText } from "../output/time.ts";

const FOLDER_OPTIONS = {
  folder: {
    type: "string",
    value: "DIR",
    help: "Where lists are kept, SEALANE_CODES by default.",
  },
} as const satisfies Options;

export const CODE_COMMANDS = [
  command({
    name: "codes import",
    summary: "Import a code list that papers are checked against.",
    operands: "FILE…",
    count: [1, 9],
    options: {
      list: { type: "string", value: "NAME", help: `Which list it is: ${namesOf(CODE_LISTS)}.` },
      date: { type: "string", value: "YYYY-MM-DD", help: "The day the list is of; today by default." },
      ...FOLDER_OPTIONS,
    },
    about: [
      "Take unlocode from UNECE (three CSV files: name them all) and hs from the WCO or UN Comtrade (a CSV with a head). Every finding that uses a list names its day and the SHA-256 of its bytes, of several files joined; nothing is fetched.",
      "The list takes the place of the one of its name. It is found changed, and not used, when its bytes are no longer those that were imported.",
    ],
    examples: [
      "codes import unlocode-1.csv unlocode-2.csv unlocode-3.csv --list unlocode --date 2024-10-01",
      "codes import hs2022.csv --list hs --date 2022-01-01 --folder /var/lib/sealane/code-lists",
    ],
    async run({ options, operands, io }) {
      const name = nameOf("list", options.list, CODE_LISTS);
      const date = options.date ?? timeText(io.now()).slice(0, 10);
      const list = await importCodeList(operands, { name, date, folder: options.folder, io });
      return printShown(io, shown(list), (it) => `${it.name} of ${it.date}: ${it.size} codes, SHA-256 ${it.sha256}.`);
    },
  }),
  command({
    name: "codes list",
    summary: "List the code lists that were imported.",
    operands: "",
    count: [0, 0],
    options: FOLDER_OPTIONS,
    examples: ["codes list"],
    async run({ options, io }) {
      const items = (await loadCodeLists(io, { folder: options.folder })).map(shown);
      return printAll(io, { items }, { head: HEAD, cells: cellsOf, none: "No code list was imported." });
    },
  }),
];

const HEAD = ["LIST", "DAY", "CODES", "SHA-256"];
const shown = ({ name, date, size, sha256 }: CodeList) => ({ name, date, size, sha256 });
const cellsOf = ({ name, date, size, sha256 }: ReturnType<typeof shown>) => [name, date, String(size), sha256];
