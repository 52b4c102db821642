import {
  DEFAULT_LANE_SETTINGS,
  digestOf,
  type Hex32,
  type Json,
  LANES,
  type LaneName,
  type LaneSettings,
  parseJson,
  readLaneSettings,
} from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { LaneSettingsRow } from "../../database/schema/selectivity.ts";
import type { Gateway } from "../../gateway.ts";
import type { Writing } from "../../usecases/views.ts";
import { writeOnce } from "../../usecases/write-once.ts";

/** One thing to do in a lane before its declarations are released. */
export interface ChecklistStep {
  /** Lower-case letters, digits and hyphens. */
  readonly step: string;
  readonly text: string;
}

export type Checklists = Readonly<Record<LaneName, readonly ChecklistStep[]>>;

/** What holds until an agency says otherwise: a lane without steps releases at once. */
const DEFAULT_CHECKLISTS: Checklists = {
  red: [
    { step: "identity-checked", text: "Container and seal numbers are those of the papers" },
    { step: "goods-inspected", text: "The goods were inspected, and the outcome is recorded" },
  ],
  yellow: [{ step: "documents-checked", text: "The papers were read and compared, and the outcome is recorded" }],
  blue: [],
  green: [],
};

export interface StandingLaneSettings {
  /** 0 before the first was set. */
  readonly version: number;
  readonly settings: LaneSettings;
  readonly checklists: Checklists;
  readonly digest: Hex32;
  readonly actor: string;
  readonly timeSeconds: number;
}

/** The settings that hold now. */
export async function readStandingSettings(database: Database): Promise<StandingLaneSettings> {
  const row = await database.selectFrom("lane_settings").selectAll().orderBy("version", "desc").executeTakeFirst();
  return standing(row);
}

function standing(row: LaneSettingsRow | undefined): StandingLaneSettings {
  const settings = row ? (JSON.parse(row.settings) as LaneSettings) : DEFAULT_LANE_SETTINGS;
  return {
    ...{ version: row?.version ?? 0, settings, digest: digestOf(settings as unknown as Json) },
    checklists: row ? (JSON.parse(row.checklists) as Checklists) : DEFAULT_CHECKLISTS,
    ...{ actor: row?.actor ?? "", timeSeconds: row?.time_seconds ?? 0 },
  };
}

/** Puts new settings in force for the declarations that are decided from now on. @throws SdkError LANE_SETTINGS_INVALID */
export async function setLaneSettings(
  gateway: Gateway,
  input: Writing & { readonly settings: unknown; readonly checklists?: Checklists },
): Promise<StandingLaneSettings> {
  const settings = readLaneSettings(parseJson(JSON.stringify(input.settings)));
  const { checklists: steps = null } = input;
  const subject = await writeOnce(gateway, input, {
    ...{ route: "setLaneSettings", content: { settings, steps } as unknown as Json },
    work: async (transaction, timeSeconds) => {
      const before = await readStandingSettings(transaction);
      const texts = {
        settings: JSON.stringify(settings),
        checklists: JSON.stringify(ordered(steps ?? before.checklists)),
      };
      const row = { version: before.version + 1, ...texts, actor: input.actor, time_seconds: timeSeconds };
      await transaction.insertInto("lane_settings").values(row).execute();
      return `lanes ${row.version}`;
    },
  });
  const version = Number(subject.split(" ")[1]);
  const query = gateway.database.selectFrom("lane_settings").selectAll().where("version", "=", version);
  return standing(await query.executeTakeFirstOrThrow());
}

const ordered = (checklists: Checklists): Checklists =>
  Object.fromEntries(LANES.map(({ name }) => [name, checklists[name]])) as Checklists;
