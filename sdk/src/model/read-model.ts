import { sha256 } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import { isJsonObject, type Json } from "../canonical/json.ts";
import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Decode, utf8Encode } from "../primitives/utf8.ts";
import { columnCount } from "./encode.ts";
import { FOREST_NAMES, MODEL_FORMAT, type Model } from "./model.ts";
import type { Forest, Tree } from "./tree.ts";

/** The one text of a model (RFC 8785): the same data, settings and seed give the same bytes. */
export const writeModel = (model: Model): Uint8Array => utf8Encode(canonicalize(model as unknown as Json));

/** SHA-256 over the model's text: what a decision names its model by. */
export const modelDigest = (model: Model): Hex32 => hexOf(sha256(writeModel(model)));

/**
 * The model of a text.
 * @throws SdkError MODEL_INVALID when it is none, or its trees would lead out of their arrays or round in a circle
 */
export function readModel(bytes: Uint8Array): Model {
  const model = jsonOf(bytes) as unknown as Model;
  if (!isJsonObject(model as unknown as Json) || model.format !== MODEL_FORMAT) throw invalid("has another format");
  if (!isTexts(model.measures) || !isTexts(model.keys)) throw invalid("does not name its features");
  if (!isHistory(model)) throw invalid("has no history of its keys");
  const features = columnCount(model.measures.length, model.keys.length);
  for (const name of FOREST_NAMES)
    if (!isForest(model.forests?.[name], features)) throw invalid(`has a broken "${name}" forest`);
  if (!isSame(bytes, writeModel(model))) throw invalid("is not written in the one form (RFC 8785)");
  return model;
}

/** No `parseJson`: a model holds more values than a document may, and a text that has a second meaning is refused above. */
function jsonOf(bytes: Uint8Array): Json {
  try {
    return JSON.parse(utf8Decode(bytes)) as Json;
  } catch (cause) {
    throw new SdkError("MODEL_INVALID", "The model is not JSON.", cause);
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

const invalid = (what: string): SdkError => new SdkError("MODEL_INVALID", `The model ${what}.`);

const isNumbers = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every((one) => Number.isFinite(one));

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

function isHistory({ history, keys }: Model): boolean {
  if (!Number.isFinite(history?.mean) || !Array.isArray(history.keys) || history.keys.length !== keys.length)
    return false;
  return history.keys.every(
    (key) => isJsonObject(key as unknown as Json) && Object.values(key).every((row) => isNumbers(row, 2)),
  );
}

function isForest(forest: Forest | undefined, features: number): boolean {
  if (!forest || !Number.isFinite(forest.base) || forest.features !== features || !Array.isArray(forest.trees))
    return false;
  return forest.trees.every((tree) => isTree(tree, features));
}

/** Children stand behind their parents, so that every walk ends. */
function isTree(tree: Tree, features: number): boolean {
  const nodes = tree?.feature?.length ?? 0;
  const rows = [tree?.feature, tree?.threshold, tree?.missingLeft, tree?.left, tree?.right, tree?.value, tree?.cover];
  if (nodes === 0 || !rows.every((row) => isNumbers(row, nodes))) return false;
  return tree.feature.every((feature, node) => {
    if (feature === -1) return true;
    const isChild = (child: number | undefined): boolean =>
      Number.isInteger(child) && (child as number) > node && (child as number) < nodes;
    return (
      Number.isInteger(feature) &&
      feature >= 0 &&
      feature < features &&
      isChild(tree.left[node]) &&
      isChild(tree.right[node])
    );
  });
}
