import type { Link } from "@sealane/sdk";
import type { OpenedDocument } from "@sealane/sdk/client";
import type { DemoGateway } from "../gateways.ts";
import type { DemoPaper } from "../papers.ts";
import { say, short } from "../tell.ts";

export interface Cast {
  readonly origin: DemoGateway;
  readonly hub: DemoGateway;
  readonly destination: DemoGateway;
  readonly auditor: DemoGateway;
}

/** Who says so: a story that does not come out as it must is a failure, not a story. */
export class StoryFailed extends Error {}

/** @throws StoryFailed when it does not hold. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new StoryFailed(`It must hold that ${what}.`);
}

/** Gateways follow the chain at their own pace; a block or two later they agree. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadlineMs = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadlineMs) throw new StoryFailed(`It must hold within a minute that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The code of the error that a call ends with; undefined when it succeeds. */
export const codeOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: { code?: string }) => String(error.code),
  );

export interface Lodging {
  readonly consignment: string;
  readonly links?: readonly Link[];
}

/** Has a gateway take a paper in, and waits until it is on the chain. */
export async function lodge({ client }: DemoGateway, paper: DemoPaper, metadata: Lodging): Promise<OpenedDocument> {
  const submission = { original: paper.original, mediaType: "application/json", kind: paper.kind, ...metadata };
  const { documentId } = await client.submitDocument(submission);
  const document = await client.awaitAnchored(documentId);
  if (document.state !== "anchored") throw new StoryFailed(`${paper.title} was refused: ${document.refusal}.`);
  say(`  ${paper.title.padEnd(22)} ${short(documentId)} anchored in block ${document.anchor?.blockNumber}`);
  return document;
}

export const link = (relation: Link["relation"], documentId: Link["documentId"]): Link => ({ relation, documentId });
