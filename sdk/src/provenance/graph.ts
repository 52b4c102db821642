import type { CustodyEvent, Facts } from "../facts/facts.ts";
import type { Hex32 } from "../primitives/hex.ts";
import type { Relation } from "../statement/claims.ts";
import { fold } from "./agree.ts";
import type { ConsignmentPaper } from "./paper.ts";

/** Something that papers of a consignment are, or speak of. */
export interface GraphNode {
  /** The sort and what it is known by, such as `paper …`, `container SLMU4012337`, `place NLRTM`. */
  readonly id: string;
  readonly sort: "paper" | "party" | "place" | "container" | "event";
  readonly label: string;
}

/** How two nodes belong together: a link of papers, what a paper says of a thing, or where and to what an event was. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation | "names" | "carries" | "reports" | "at" | "of" | `party:${string}` | `place:${string}`;
}

/** The papers of a consignment and what they speak of. */
export interface ConsignmentGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const PLACES = ["portOfLoading", "portOfDischarge", "placeOfReceipt", "placeOfDelivery", "transshipmentPorts"] as const;

/** One graph of all papers; a thing that several papers speak of stands in it once. */
export function consignmentGraph(papers: readonly ConsignmentPaper[]): ConsignmentGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const add = (from: string, relation: GraphEdge["relation"], node: GraphNode): void => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
    const edge = { from, to: node.id, relation };
    edges.set(JSON.stringify(edge), edge);
  };
  for (const paper of papers) nodes.set(paperId(paper.documentId), paperNode(paper));
  for (const { documentId, links = [], facts = {} } of papers) {
    const from = paperId(documentId);
    for (const link of links) add(from, link.relation, { id: paperId(link.documentId), sort: "paper", label: "" });
    for (const number of facts.containers ?? []) add(from, "carries", containerNode(number));
    for (const { role, name, identifier } of facts.parties ?? [])
      add(from, `party:${role}`, partyNode(name ?? identifier ?? ""));
    for (const name of PLACES) for (const place of placesOf(facts, name)) add(from, `place:${name}`, placeNode(place));
    for (const event of facts.custodyEvents ?? []) addEvent(from, event, add);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function addEvent(
  from: string,
  event: CustodyEvent,
  add: (from: string, relation: GraphEdge["relation"], node: GraphNode) => void,
): void {
  const id = `event ${event.time} ${event.event} ${event.container ?? ""} ${event.place ?? ""}`;
  add(from, "reports", { id, sort: "event", label: `${event.event} ${event.time}` });
  if (event.place !== undefined) add(id, "at", placeNode(event.place));
  if (event.container !== undefined) add(id, "of", containerNode(event.container));
}

const paperId = (documentId: Hex32): string => `paper ${documentId}`;
const paperNode = ({ documentId, kind, facts }: ConsignmentPaper): GraphNode => ({
  ...{ id: paperId(documentId), sort: "paper", label: facts?.documentNumber ?? kind },
});
const containerNode = (number: string): GraphNode => ({ id: `container ${number}`, sort: "container", label: number });
const placeNode = (place: string): GraphNode => ({ id: `place ${place}`, sort: "place", label: place });
const partyNode = (name: string): GraphNode => ({ id: `party ${fold(name)}`, sort: "party", label: name });

const placesOf = (facts: Facts, name: (typeof PLACES)[number]): readonly string[] => {
  const stated = facts[name] ?? [];
  return typeof stated === "string" ? [stated] : stated;
};
