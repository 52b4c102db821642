import { elementsAt, textAt, type XmlElement } from "../../xml/element.ts";
import { pointersTo } from "../../xml/pointers-to.ts";
import type { FormatFinding } from "../format.ts";

/** What the rules speak of: how the goods cross the border, and on what. */
interface Crossing {
  readonly header: XmlElement;
  /** Transport mode at the border (box 25). */
  readonly mode: string | undefined;
  /** Identity and nationality of the means of transport that crosses it (box 21). */
  readonly identity: string | undefined;
  readonly nationality: string | undefined;
  /** Means of transport at the border of single items (ex box 21). */
  readonly ofItems: readonly XmlElement[];
}

/** A rule: its number in HMRC's list, the condition of DG TAXUD's design, what it asks, and the elements that break it. */
interface Rule {
  readonly number: number;
  readonly condition: string;
  readonly sentence: string;
  brokenAt(crossing: Crossing): readonly XmlElement[];
}

const MAX_FINDINGS = 200;
const IMO_OR_ENI = /^\d{7,8}$/;
const at = (element: XmlElement, isBroken: boolean): readonly XmlElement[] => (isBroken ? [element] : []);
const isBy =
  (...modes: readonly string[]) =>
  ({ mode }: Crossing): boolean =>
    mode !== undefined && modes.includes(mode);
const onWater = isBy("1", "8");
const byAir = isBy("4");
const byRoad = isBy("3", "10", "11");

/** Rules on means of transport that are checked here. To add one, add a row. */
const RULES: readonly Rule[] = [
  {
    number: 8107,
    condition: "C017",
    sentence: "By sea or inland waterway the identity of the means of transport must be stated.",
    brokenAt: (it) => at(it.header, onWater(it) && it.identity === undefined),
  },
  {
    number: 8108,
    condition: "C024",
    sentence: "By road, where its identity is stated, the nationality of the means of transport must be too.",
    brokenAt: (it) => at(it.header, byRoad(it) && it.identity !== undefined && it.nationality === undefined),
  },
  {
    number: 8113,
    condition: "C017",
    sentence: "By air the identity of the means of transport must not be stated.",
    brokenAt: (it) => at(it.header, byAir(it) && it.identity !== undefined),
  },
  {
    number: 8114,
    condition: "C514",
    sentence: "By sea or inland waterway the identity must be an IMO number (7 digits) or an ENI (8 digits).",
    brokenAt: (it) => (onWater(it) ? [...at(it.header, isWrong(it.identity)), ...wrongIdentities(it.ofItems)] : []),
  },
  {
    number: 8115,
    condition: "C024",
    sentence: "The nationality of the means of transport is for road only, and only where its identity is stated.",
    brokenAt: (it) => at(it.header, it.nationality !== undefined && !(byRoad(it) && it.identity !== undefined)),
  },
  {
    number: 8198,
    condition: "C019",
    sentence: "An item states means of transport only where the header does not, and not by air.",
    brokenAt: (it) => (it.identity !== undefined || byAir(it) ? it.ofItems : []),
  },
];

const isWrong = (identity: string | undefined): boolean => identity !== undefined && !IMO_OR_ENI.test(identity);
const wrongIdentities = (ofItems: readonly XmlElement[]): readonly XmlElement[] =>
  ofItems.flatMap((means) => elementsAt(means, "IdeMeaTraGIMEATRA971")).filter(({ text }) => isWrong(text.trim()));

/** Places at which an entry summary declaration breaks a rule of {@link RULES}: the first two hundred. */
export function brokenRules(message: XmlElement, root: XmlElement): FormatFinding[] {
  const header = elementsAt(message, "HEAHEA")[0] ?? message;
  const crossing: Crossing = {
    header,
    mode: textAt(header, "TraModAtBorHEA76"),
    identity: textAt(header, "IdeOfMeaOfTraCroHEA85"),
    nationality: textAt(header, "NatOfMeaOfTraCroHEA87"),
    ofItems: elementsAt(message, "GOOITEGDS", "IDEMEATRAGI970"),
  };
  const broken = RULES.flatMap((rule) => rule.brokenAt(crossing).map((element) => ({ rule, element })));
  const told = broken.slice(0, MAX_FINDINGS);
  const pointers = pointersTo(
    root,
    told.map(({ element }) => element),
  );
  return told.map(({ rule: { number, condition, sentence }, element }) => ({
    code: "RULE_BROKEN",
    message: `Rule ${number} (${condition}): ${sentence}`,
    pointer: pointers.get(element) as string,
  }));
}
