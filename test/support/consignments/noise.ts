import type { DraftPaper } from "./draft-paper.ts";
import type { Draw } from "./draw.ts";

/** What honest offices do, and how often a paper has it: the reasons for which agreeing papers do not agree. */
const HABITS: readonly { readonly part: number; do(paper: DraftPaper): void }[] = [
  // Weighed on another scale, with the pallets.
  { part: 0.005, do: ({ facts }) => scaled(facts, "grossWeightKg", 1.015) },
  // Counted as pallets.
  { part: 0.005, do: ({ facts }) => scaled(facts, "packages", 0.05) },
  // Described in another language.
  {
    part: 0.005,
    do: ({ facts }) => facts.descriptions && Object.assign(facts, { descriptions: ["barang campuran rumah tangga"] }),
  },
  // Another terminal of the same port, with a code of its own.
  { part: 0.002, do: ({ facts }) => facts.portOfLoading && Object.assign(facts, { portOfLoading: "SGJUR" }) },
  // Valued in another currency.
  {
    part: 0.05,
    do: ({ facts }) => facts.value && Object.assign(facts, { value: { amount: facts.value.amount, currency: "USD" } }),
  },
  // The forwarder in the place of the buyer.
  {
    part: 0.005,
    do: ({ facts }) =>
      facts.parties && Object.assign(facts, { parties: [{ role: "buyer", name: "Kestrel Forwarding BV" }] }),
  },
  // Classified by another edition.
  {
    part: 0.005,
    do: ({ facts }) =>
      facts.hsCodes && Object.assign(facts, { hsCodes: facts.hsCodes.map((code) => `${code.slice(0, 4)}90`) }),
  },
];

/** Lets an office have its habits with a paper. */
export function withHabits(paper: DraftPaper, draw: Draw): DraftPaper {
  for (const habit of HABITS) if (draw.chance(habit.part)) habit.do(paper);
  return paper;
}

function scaled(facts: DraftPaper["facts"], name: "grossWeightKg" | "packages", factor: number): void {
  if (facts[name] !== undefined) Object.assign(facts, { [name]: String(Math.ceil(Number(facts[name]) * factor)) });
}
