import { type KyselyPlugin, type OperationNode, RawNode } from "kysely";

const BINARY_TEXT = RawNode.createWithSql('text collate "C"');

/**
 * For migrations: gives text columns the order of their bytes, which is SQLite's, whatever the database's own is. Ranges
 * and cursors over text then mean the same on both.
 */
export const binaryText: KyselyPlugin = {
  transformQuery: ({ node }) => replaced(node) as typeof node,
  transformResult: async ({ result }) => result,
};

function replaced(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(replaced);
  if (typeof node !== "object" || node === null || node instanceof Date || node instanceof Uint8Array) return node;
  if (isText(node as OperationNode)) return BINARY_TEXT;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, replaced(value)]));
}

const isText = (node: OperationNode): boolean =>
  node.kind === "DataTypeNode" && (node as unknown as { dataType: string }).dataType === "text";
