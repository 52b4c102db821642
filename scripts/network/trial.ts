import { join as pathOf } from "node:path";
import { type Assembled, type AssembleOptions, assemble } from "./assemble.ts";
import { refuseFewValidators } from "./fault-tolerance.ts";
import { initMember } from "./init-member.ts";
import { join } from "./join.ts";
import type { NodeFile } from "./node-file.ts";
import { PORT_STEP } from "./ports.ts";

export interface TrialOptions extends AssembleOptions {
  readonly names: readonly string[];
  /** One for each name, or one for all. */
  readonly hosts: readonly string[];
}

/**
 * A whole consortium in one folder, a member in each folder below: the steps that members take on machines of their own,
 * one after the other. Whoever has the folder has all keys, so it is for a trial.
 */
export async function trial({ names, hosts, ...options }: TrialOptions): Promise<Assembled> {
  const { folder, isUnsafe } = options;
  refuseFewValidators(names.length, isUnsafe);
  const nodes: NodeFile[] = [];
  const folderOf = (name: string): string => pathOf(folder, name);
  for (const [index, name] of names.entries()) {
    const host = hosts[index] ?? (hosts[0] as string);
    const neighbours = nodes.filter((node) => node.host === host).length;
    const [founder] = nodes;
    nodes.push(
      await initMember({
        folder: folderOf(name),
        name,
        memberId: index + 1,
        host,
        portOffset: neighbours * PORT_STEP,
        ...(founder && { tagKeys: pathOf(folderOf(founder.name), "gateway/tag-keys.json") }),
      }),
    );
  }
  const networkFolder = pathOf(folder, "network");
  const assembled = assemble(nodes, { ...options, folder: networkFolder });
  for (const name of names) join({ folder: folderOf(name), networkFolder });
  return assembled;
}
