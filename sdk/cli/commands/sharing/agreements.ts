import type { AgreementWord } from "../../../client/index.ts";
import { KINDS } from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import { momentOf } from "../../numbers.ts";
import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { CHANGE_OPTIONS, carryOut, idOf, memberOf, nameOf } from "./said.ts";
import { printList, SHOWING_OPTIONS } from "./show.ts";

const TLP = ["clear", "green", "amber", "amber+strict", "red"] as const;
const { direction: _, ...LIST_OPTIONS } = SHOWING_OPTIONS;

const word = (action: AgreementWord, summary: string): Command =>
  command({
    name: `agreement ${action}`,
    summary,
    operands: "AGREEMENT_ID",
    count: [1, 1],
    options: CHANGE_OPTIONS,
    examples: [`agreement ${action} 9d30…c2`],
    async run({ options, operands, io }) {
      const agreementId = idOf("agreement id", operands[0]);
      const client = await openClient(options, io);
      const ask = (key: string) => client.speakOfAgreement(agreementId, action, key);
      return carryOut({ options, io }, ask, (it) => it.agreementId);
    },
  });

export const AGREEMENT_COMMANDS: readonly Command[] = [
  command({
    name: "agreement propose",
    summary: "Propose an agreement to share under, which we thereby accept.",
    operands: "TEXT_FILE",
    count: [1, 1],
    options: {
      party: {
        type: "string",
        value: "MEMBER",
        multiple: true,
        help: "Another party, by its number; may be repeated.",
      },
      kind: { type: "string", value: "NAME", multiple: true, help: "A kind that may be shared; may be repeated." },
      tlp: {
        type: "string",
        value: "NAME",
        help: "Strictest marking of alerts: clear, green, amber, amber+strict, red.",
      },
      from: { type: "string", value: "MOMENT", help: "When it begins; now by default." },
      until: { type: "string", value: "MOMENT", help: "When it is over, such as 2027-12-31." },
      ...CHANGE_OPTIONS,
    },
    about: ["Only the digest of the text goes anywhere: send the text to the other parties yourself."],
    examples: ["agreement propose text.md --party 2 --kind re-export-certificate --tlp amber --until 2027-12-31"],
    async run({ options, operands, io }) {
      const now = Math.floor(Date.now() / 1_000);
      if (options.until === undefined) throw new CliError("USAGE_INVALID", "Say when it is over: --until.");
      const agreement = {
        parties: (options.party ?? []).map((member) => memberOf("party", member)),
        kinds: (options.kind ?? []).map((name) => nameOf("kind", name, KINDS)),
        tlpCeiling: oneOf("tlp", options.tlp, TLP),
        validFromSeconds: momentOf("from", options.from ?? "now", now),
        validUntilSeconds: momentOf("until", options.until, now),
        text: new TextDecoder().decode(await readInput(operands[0] ?? "", io)),
      };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.proposeAgreement(agreement, key),
        (it) => it.agreementId,
      );
    },
  }),
  word("accept", "Accept an agreement; it is in force once every party has."),
  word("suspend", "Put an agreement, and every grant under it, to sleep."),
  word("resume", "Lift our suspension of an agreement."),
  word("terminate", "End an agreement for good."),
  command({
    name: "agreement list",
    summary: "List the agreements that we are a party of.",
    operands: "",
    count: [0, 0],
    options: LIST_OPTIONS,
    examples: ["agreement list --standing inForce"],
    run: async ({ options, io }) =>
      printList(io, options, async (query) => (await openClient(options, io)).listAgreements(query), [
        ...(["agreementId", "standing", "proposer", "tlpCeiling"] as const),
      ]),
  }),
  command({
    name: "agreement show",
    summary: "Show an agreement: its terms, how it stands, who accepted or suspends it.",
    operands: "AGREEMENT_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["agreement show 9d30…c2"],
    async run({ options, operands, io }) {
      const agreementId = idOf("agreement id", operands[0]);
      io.print(JSON.stringify(await (await openClient(options, io)).getAgreement(agreementId), null, 2));
      return "ok";
    },
  }),
];
