import { customsFieldsOf } from "./extension.ts";
import type { StixBundle, StixObject } from "./objects.ts";
import { uuidOf } from "./uuid.ts";

const versionOf = ({ id, modified, created }: StixObject): string => `${id} ${String(modified ?? created)}`;

/** Objects as one bundle, each version of one once: the same objects give the same bytes. */
export function bundleOf(objects: readonly StixObject[]): StixBundle {
  const distinct = [...new Map(objects.map((object) => [versionOf(object), object])).values()];
  return { type: "bundle", id: `bundle--${uuidOf(`bundle ${distinct.map(versionOf).join(" ")}`)}`, objects: distinct };
}

/** Ids that an object refers to. */
function referencesOf(object: StixObject): string[] {
  const single = Object.entries(object).flatMap(([name, value]) => (name.endsWith("_ref") ? [String(value)] : []));
  const lists = Object.entries(object).flatMap(([name, value]) =>
    name.endsWith("_refs") && Array.isArray(value) ? value.map(String) : [],
  );
  const extensions = typeof object["extensions"] === "object" ? Object.keys(object["extensions"] ?? {}) : [];
  return [...single, ...lists, ...extensions];
}

/** Of objects those that are wanted, what says something of them, and all that these refer to. */
export function pickObjects(objects: readonly StixObject[], ids: readonly string[]): StixObject[] {
  const isAbout = (object: StixObject): boolean =>
    ids.includes(object.id) ||
    (customsFieldsOf(object) !== undefined && referencesOf(object).some((id) => ids.includes(id)));
  const needed = new Set(ids);
  for (let size = -1; size !== needed.size; ) {
    size = needed.size;
    for (const object of objects) {
      if (!isAbout(object) && !needed.has(object.id)) continue;
      for (const id of [object.id, ...referencesOf(object)]) needed.add(id);
    }
  }
  return objects.filter(({ id }) => needed.has(id));
}
