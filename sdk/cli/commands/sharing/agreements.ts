import { AGREEMENT_STANDINGS, type AgreementWord } from "../../../client/index.ts";
import { ALERT_CATEGORIES, categoryBit, hexOf, KINDS, sha256, TLP } from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { CHANGE_OPTIONS, carryOut } from "../../gateway/carry-out.ts";
import { openClient } from "../../gateway/open-client.ts";
import { momentOf } from "../../numbers.ts";
import { idOf, memberOf, nameOf, namesOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";
import { AGREEMENT_COLUMNS, agreementText } from "../../output/sharing.ts";
import { listQueryOf, standingOptions } from "./listing.ts";

/** One bit for each category, as an agreement counts them. */
const alertBitsOf = (names: readonly string[]): number =>
  [...new Set(names)].reduce((bits, name) => bits + categoryBit(nameOf("alerts", name, ALERT_CATEGORIES)), 0);

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
        help: "Another party, by its number.",
      },
      kind: { type: "string", value: "NAME", multiple: true, help: "A kind that may be shared." },
      tlp: {
        type: "string",
        value: "NAME",
        help: `Strictest marking of alerts: ${namesOf(TLP)}.`,
      },
      alerts: {
        type: "string",
        value: "NAME",
        multiple: true,
        help: `A category of alerts that may be exchanged: ${namesOf(ALERT_CATEGORIES)}.`,
      },
      from: { type: "string", value: "MOMENT", help: "When it begins; now by default." },
      until: { type: "string", value: "MOMENT", help: "When it is over, such as 2027-12-31." },
      ...CHANGE_OPTIONS,
    },
    about: ["Only the SHA-256 of the file's bytes goes anywhere: send the text to the other parties yourself."],
    examples: ["agreement propose text.md --party 2 --kind re-export-certificate --tlp amber --until 2027-12-31"],
    async run({ options, operands, io }) {
      const now = io.now();
      if (options.until === undefined) throw new CliError("USAGE_INVALID", "Say when it is over: --until.");
      const agreement = {
        parties: (options.party ?? []).map((member) => memberOf("party", member)),
        kinds: (options.kind ?? []).map((name) => nameOf("kind", name, KINDS)),
        alertCategories: alertBitsOf(options.alerts ?? []),
        tlpCeiling: nameOf("tlp", options.tlp, TLP),
        validFromSeconds: momentOf("from", options.from ?? "now", now),
        validUntilSeconds: momentOf("until", options.until, now),
        text: { digest: hexOf(sha256(await readInput(operands[0] ?? "", io))) },
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
    options: standingOptions(AGREEMENT_STANDINGS),
    examples: ["agreement list --standing inForce"],
    run: async ({ options, io }) =>
      printPage(
        io,
        await (await openClient(options, io)).listAgreements(listQueryOf(options, AGREEMENT_STANDINGS)),
        AGREEMENT_COLUMNS,
      ),
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
      return printShown(io, await (await openClient(options, io)).getAgreement(agreementId), agreementText);
    },
  }),
];
