import type { Client, DocumentView } from "../../client/index.ts";
import { CliError } from "../errors.ts";

export interface Waiting {
  readonly timeoutSeconds: number;
  /** Told of every look, with the number of documents that are not settled yet. */
  onLook?(left: number): void;
}

const POLL_MS = 1_000;

/**
 * Waits until every one of these documents satisfies a condition. Looks at the list of documents, since opening each one
 * again and again would fill the audit log with readings that nobody made.
 * @throws ClientError; CliError ANCHOR_PENDING when it takes longer than that.
 */
export async function awaitDocuments(
  client: Client,
  until: { readonly ids: readonly string[]; isSettled(document: DocumentView): boolean },
  { timeoutSeconds, onLook }: Waiting,
): Promise<Map<string, DocumentView>> {
  const settled = new Map<string, DocumentView>();
  const endMs = performance.now() + timeoutSeconds * 1_000;
  for (let pauseMs = POLL_MS / 8; ; pauseMs = Math.min(POLL_MS, pauseMs * 2)) {
    const left = new Set(until.ids.filter((id) => !settled.has(id)));
    for (const document of await look(client, left)) {
      if (until.isSettled(document)) settled.set(document.documentId, document);
    }
    onLook?.(new Set(until.ids).size - settled.size);
    if (until.ids.every((id) => settled.has(id))) return settled;
    if (performance.now() > endMs) {
      throw new CliError("ANCHOR_PENDING", "The chain does not have it yet. Run the same command again to go on.");
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function look(client: Client, ids: ReadonlySet<string>): Promise<DocumentView[]> {
  const found: DocumentView[] = [];
  let after: string | null | undefined;
  while (after !== null && found.length < ids.size) {
    const page = await client.listDocuments({ limit: 200, ...(after !== undefined && { after }) });
    found.push(...page.items.filter(({ documentId }) => ids.has(documentId)));
    after = page.next;
  }
  return found;
}
