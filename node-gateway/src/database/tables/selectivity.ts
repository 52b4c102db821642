import type { Untyped } from "../untyped.ts";

/** Risk profiles, lanes and what came of declarations in them. Only this member knows it: no block tells it again. */
export async function createSelectivity(database: Untyped): Promise<void> {
  await createProfiles(database);
  await database.schema
    .createTable("assessments")
    .addColumn("document_id", "text", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("issuer", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("consignment", "text", (column) => column.notNull())
    .addColumn("office", "text")
    .addColumn("lane", "text", (column) => column.notNull())
    .addColumn("computed_lane", "text", (column) => column.notNull())
    .addColumn("is_random_stratum", "bigint", (column) => column.notNull())
    .addColumn("is_left_to_chance", "bigint", (column) => column.notNull())
    .addColumn("model_score", "text")
    .addColumn("decision", "text", (column) => column.notNull())
    .addColumn("revision", "bigint", (column) => column.notNull())
    .addColumn("stated_revision", "bigint", (column) => column.notNull())
    .addColumn("decision_document_id", "text")
    .addColumn("told_revision", "bigint", (column) => column.notNull())
    .addColumn("block_hash", "text")
    .addColumn("anchored_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("decided_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("released_at_seconds", "bigint")
    .execute();
  await createOfAssessments(database);
  await database.schema
    .createIndex("assessments_by_office")
    .on("assessments")
    .columns(["office", "decided_at_seconds"])
    .execute();
  await database.schema.createIndex("assessments_by_time").on("assessments").column("decided_at_seconds").execute();
  const due = database.schema.createIndex("assessments_by_statement").on("assessments");
  await due.columns(["stated_revision", "revision"]).execute();
  await database.schema.createIndex("assessment_hits_by_profile").on("assessment_hits").column("profile").execute();
}

async function createProfiles(database: Untyped): Promise<void> {
  await database.schema
    .createTable("profile_versions")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("version", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("profile", "text", (column) => column.notNull())
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("source_member", "bigint", (column) => column.notNull())
    .addColumn("approver", "text")
    .addColumn("jws", "text")
    .addColumn("hits_without_selection", "bigint", (column) => column.notNull())
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("approved_at_seconds", "bigint")
    .addColumn("retired_at_seconds", "bigint")
    .addColumn("retired_because", "text")
    .addPrimaryKeyConstraint("profile_version", ["name", "version"])
    .execute();
  await database.schema
    .createTable("lane_settings")
    .addColumn("version", "bigint", (column) => column.primaryKey())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("checklists", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .execute();
}

async function createOfAssessments(database: Untyped): Promise<void> {
  const ofDocument = "assessments.document_id";
  await database.schema
    .createTable("assessment_hits")
    .addColumn("document_id", "text", (column) => column.notNull().references(ofDocument))
    .addColumn("profile", "text", (column) => column.notNull())
    .addColumn("version", "bigint", (column) => column.notNull())
    .addColumn("is_selected", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("assessment_hit", ["document_id", "profile"])
    .execute();
  await database.schema
    .createTable("checklist_marks")
    .addColumn("document_id", "text", (column) => column.notNull().references(ofDocument))
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("note", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("checklist_mark", ["document_id", "step"])
    .execute();
  await database.schema
    .createTable("outcomes")
    .addColumn("document_id", "text", (column) => column.notNull().references(ofDocument))
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("result", "text", (column) => column.notNull())
    .addColumn("findings", "text", (column) => column.notNull())
    .addColumn("amounts", "text", (column) => column.notNull())
    .addColumn("attachments", "text", (column) => column.notNull())
    .addColumn("note", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("outcome", ["document_id", "sequence"])
    .execute();
}
