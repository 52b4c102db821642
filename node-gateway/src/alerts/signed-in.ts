import type { JsonObject, ReadMessage } from "@sealane/sdk";

/** What the only member of an envelope's content says, signed; undefined for a content of another form. */
export function signedIn<Claims>(
  content: JsonObject,
  name: string,
  read: (jws: string) => ReadMessage<Claims>,
): ReadMessage<Claims> | undefined {
  const jws = content[name];
  if (typeof jws !== "string" || Object.keys(content).length !== 1) return undefined;
  try {
    return read(jws);
  } catch {
    return undefined;
  }
}
