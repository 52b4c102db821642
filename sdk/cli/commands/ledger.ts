import { BALANCE_DIRECTIONS } from "../../client/index.ts";
import { type Command, command } from "../command.ts";
import { CHANGE_OPTIONS, carryOut } from "../gateway/carry-out.ts";
import { openClient } from "../gateway/open-client.ts";
import { wholeNumberOf } from "../numbers.ts";
import { oneOf } from "../one-of.ts";
import { documentIdOf, idOf, memberOf } from "../operands.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../options.ts";
import { BALANCE_COLUMNS, balanceText } from "../output/ledger.ts";
import { printShown } from "../output/lines.ts";
import { printPage } from "../output/page.ts";

const ITEM_OPTION = {
  item: { type: "string", value: "NUMBER", help: "Which of its quantities, from 1; 0 for their sum; 1 by default." },
} as const;
const balanceIdOf = (text: string | undefined) => idOf("balance id", text);
const itemOf = (text: string | undefined) => wholeNumberOf("item", text, { initial: 1, min: 0, max: 65_535 });

const drawer = (word: "allow" | "disallow", summary: string): Command =>
  command({
    name: `ledger ${word}`,
    summary,
    operands: "BALANCE_ID",
    count: [1, 1],
    options: { member: { type: "string", value: "MEMBER", help: "Which member, by its number." }, ...CHANGE_OPTIONS },
    examples: [`ledger ${word} 9d30…c2 --member 2`],
    async run({ options, operands, io }) {
      const change = { memberId: memberOf("member", options.member), isAllowed: word === "allow" };
      const balanceId = balanceIdOf(operands[0]);
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.setDrawer(balanceId, change, key),
        () => balanceId,
      );
    },
  });

export const LEDGER_COMMANDS: readonly Command[] = [
  command({
    name: "ledger list",
    summary: "List balances: how much of what came in may still go out again.",
    operands: "",
    count: [0, 0],
    options: {
      direction: { type: "string", value: "WAY", help: "opened: by us; drawable: by us and others; all by default." },
      document: { type: "string", value: "DOCUMENT_ID", help: "Those that rest on this document." },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["ledger list --direction drawable"],
    async run({ options, io }) {
      const { direction, document } = options;
      const query = {
        ...pagingOf(options),
        ...(direction !== undefined && { direction: oneOf("direction", direction, BALANCE_DIRECTIONS) }),
        ...(document !== undefined && { documentId: documentIdOf(document) }),
      };
      return printPage(io, await (await openClient(options, io)).listBalances(query), BALANCE_COLUMNS);
    },
  }),
  command({
    name: "ledger show",
    summary: "Show a balance: what is left of it, and which certificates drew.",
    operands: "BALANCE_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["ledger show 9d30…c2"],
    async run({ options, operands, io }) {
      const balanceId = balanceIdOf(operands[0]);
      return printShown(io, await (await openClient(options, io)).getBalance(balanceId), balanceText);
    },
  }),
  command({
    name: "ledger open",
    summary: "Open a balance with what an import declaration or free-zone entry states.",
    operands: "DOCUMENT_ID",
    count: [1, 1],
    options: {
      ...ITEM_OPTION,
      drawer: { type: "string", value: "MEMBER", multiple: true, help: "A member whose certificates may draw too." },
      ...CHANGE_OPTIONS,
    },
    about: ["Everybody who reads the chain sees quantity and unit; of which goods, and whose, he does not see."],
    examples: ["ledger open 9d30…c2 --drawer 2"],
    async run({ options, operands, io }) {
      const balance = {
        ...{ documentId: documentIdOf(operands[0]), item: itemOf(options.item) },
        drawers: (options.drawer ?? []).map((member) => memberOf("drawer", member)),
      };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.openBalance(balance, key),
        (it) => it.balanceId,
      );
    },
  }),
  command({
    name: "ledger revise",
    summary: "Rest a balance on the document that took the place of its own.",
    operands: "BALANCE_ID DOCUMENT_ID",
    count: [2, 2],
    options: CHANGE_OPTIONS,
    examples: ["ledger revise 9d30…c2 41fe…07"],
    async run({ options, operands, io }) {
      const [balanceId, documentId] = [balanceIdOf(operands[0]), documentIdOf(operands[1])];
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.reviseBalance(balanceId, documentId, key),
        (it) => it.balanceId,
      );
    },
  }),
  drawer("allow", "Let another member's certificates draw from a balance of ours."),
  drawer("disallow", "Let them draw no more; what they drew stays drawn."),
  command({
    name: "ledger draw",
    summary: "Draw what a re-export certificate of ours states.",
    operands: "BALANCE_ID DOCUMENT_ID",
    count: [2, 2],
    options: { ...ITEM_OPTION, ...CHANGE_OPTIONS },
    about: ["A certificate that was withdrawn or replaced gives back what it drew by itself."],
    examples: ["ledger draw 9d30…c2 41fe…07"],
    async run({ options, operands, io }) {
      const balanceId = balanceIdOf(operands[0]);
      const draw = { documentId: documentIdOf(operands[1]), item: itemOf(options.item) };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.drawQuantity(balanceId, draw, key),
        (it) => it.balanceId,
      );
    },
  }),
  command({
    name: "ledger give-back",
    summary: "Give back what another member's certificate drew that stands no more.",
    operands: "BALANCE_ID DOCUMENT_ID",
    count: [2, 2],
    options: { member: { type: "string", value: "MEMBER", help: "Who issued the certificate." }, ...CHANGE_OPTIONS },
    examples: ["ledger give-back 9d30…c2 41fe…07 --member 2"],
    async run({ options, operands, io }) {
      const balanceId = balanceIdOf(operands[0]);
      const draw = { memberId: memberOf("member", options.member), documentId: documentIdOf(operands[1]) };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.giveBackQuantity(balanceId, draw, key),
        (it) => it.balanceId,
      );
    },
  }),
];
