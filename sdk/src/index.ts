/** The SDK's one door: pure functions and tables over bytes and values. docs/protocol.md tells what they compute. */

export { sha256 } from "#sha256";
export { ALERT_ACTIONS, type AlertAction, FORWARDING_RULES, type ForwardingRule } from "./alerts/actions.ts";
export { type Address, type Alert, addressSort, alertIdOf, judgeAlert, readAlert, signAlert } from "./alerts/alert.ts";
export * from "./alerts/audience.ts";
export type { Band, MoneyBand } from "./alerts/bands.ts";
export * from "./alerts/categories.ts";
export * from "./alerts/counters.ts";
export type { AlertDraftFields, LeftOut } from "./alerts/draft.ts";
export * from "./alerts/feedback.ts";
export * from "./alerts/grades.ts";
export { type DocumentReference, INDICATORS, isPattern, type Pattern } from "./alerts/indicators.ts";
export { type AlertIndex, type AlertMatch, compileAlerts, matchAlerts, type WatchedAlert } from "./alerts/match.ts";
export { type MispTaken, readMisp } from "./alerts/misp/import.ts";
export { isNominal, type NamedParty, type Nominal, nominalDigest } from "./alerts/nominal.ts";
export { bundleOf, pickObjects } from "./alerts/stix/bundle.ts";
export {
  feedbackObjectId,
  indicatorId,
  memberIdentity,
  type StixAlert,
  type StixContent,
  type StixFeedback,
  stixBundle,
  stixCommons,
  stixFeedback,
  stixIndicator,
} from "./alerts/stix/export.ts";
export { readStix, type StixTaken, type TakenAlert, type TakenDraft } from "./alerts/stix/import.ts";
export { type StixBundle, type StixObject, secondsOf, stixTime } from "./alerts/stix/objects.ts";
export { isStixId, uuidOf } from "./alerts/stix/uuid.ts";
export { type MatchSubject, TRANSPORT_MODES } from "./alerts/subject.ts";
export { type AddressSort, TLP, type TlpName, type TlpRow, tlpByName } from "./alerts/tlp.ts";
export { isActive, weightOf } from "./alerts/weight.ts";
export { canonicalize } from "./canonical/canonicalize.ts";
export { isJsonObject, type Json, type JsonObject } from "./canonical/json.ts";
export { parseJson } from "./canonical/parse-json.ts";
export { CODE_CHECKS, type CodeFinding, checkCodes } from "./codes/check-codes.ts";
export { CODE_LISTS, type CodeList, type CodeListName, type CodeListOrigin, readCodeList } from "./codes/code-list.ts";
export type { CodeFindingCode, CodeVerdict } from "./codes/finding-codes.ts";
export { keptListFiles, keptOrigin, openKeptList, readKeptOrigin } from "./codes/kept-list.ts";
export { type Compared, compareEvaluated, type EvaluatedFact, evaluate, readAnswer } from "./comparison/answer.ts";
export { checkAskersOpening, checkOwnersOpening, type OwnersOpening } from "./comparison/check-opening.ts";
export { type ComparisonOpening, openedFacts, openFacts, packOpening, unpackOpening } from "./comparison/opening.ts";
export { type PointText, type Scalars, scalarsFrom } from "./comparison/points.ts";
export {
  type BlindedFact,
  blindFacts,
  type ComparisonQuestion,
  comparisonIdOf,
  readQuestion,
} from "./comparison/question.ts";
export { COMPARED_FACTS, isFactName, type StatedFact, statedFacts } from "./comparison/stated-facts.ts";
export { CUSTODY_CHECKS, type CustodyReport, custodyChain } from "./custody/custody-chain.ts";
export type { CustodyFinding, CustodyFindingCode } from "./custody/finding.ts";
export { type ZoneInventory, type ZoneQuestion, type ZoneStay, zoneInventory } from "./custody/zone-inventory.ts";
export { type Anchor, type BatchTree, batchTree, type Entry, entryHash, isAnchoredAs } from "./document/batch.ts";
export { type Body, documentIdOf, MAX_FIELDS, type OpenedBody, openBody, PROFILE } from "./document/body.ts";
export { isConsistent, type TreeState } from "./document/consistency.ts";
export { disclosureDigest, disclosureOf, readDisclosure } from "./document/disclosure.ts";
export { isPaper, type Paper, packPaper, unpackPaper } from "./document/paper.ts";
export {
  COMPARED_POINTER,
  FACTS_POINTER,
  type Field,
  fieldsOf,
  isAtOrBelow,
  JCS_POINTER,
  jsonOf,
  ORIGINAL_POINTER,
} from "./document/pointer.ts";
export { type DocumentInput, MAX_ORIGINAL_BYTES, type PreparedDocument, prepareDocument } from "./document/prepare.ts";
export { present } from "./document/present.ts";
export { type RandomBytes, sealFields } from "./document/seal-fields.ts";
export { caseDigest, normaliseReference, referenceTag, subjectTag } from "./document/tags.ts";
export { headOfPath, type InclusionClaim, inclusionPath, leafHash, nodeHash, treeHead } from "./document/tree.ts";
export { type Dossier, type DossierReport, parseDossier, verifyDossier, writeDossier } from "./dossier/dossier.ts";
export { auditDraws, type DrawAudit } from "./draws/audit.ts";
export { commitmentOf } from "./draws/commitment.ts";
export { DEVIATIONS, type Deviation, type DeviationCode } from "./draws/deviations.ts";
export { type Draw, drawOf } from "./draws/draw.ts";
export type {
  AnchoredDecision,
  AnchoredDeclaration,
  DrawEvidence,
  DrawPeriod,
  DrawRates,
} from "./draws/evidence.ts";
export type { AnswerInput } from "./edifact/answer.ts";
export { type ContrlInput, contrlFor } from "./edifact/contrl.ts";
export { type CusresInput, cusresFor, DECISIONS, type Decision, type DeclarationOutcome } from "./edifact/cusres.ts";
export { encodeInterchange } from "./edifact/encode-interchange.ts";
export { envelopeFindings } from "./edifact/envelope-findings.ts";
export type { EdifactFinding } from "./edifact/faults.ts";
export type { Interchange, Message, Segment } from "./edifact/interchange.ts";
export { looksLikeEdifact, readInterchange } from "./edifact/read-interchange.ts";
export { writeInterchange } from "./edifact/write-interchange.ts";
export { SdkError, type SdkErrorCode } from "./errors.ts";
export {
  CUSTODY_EVENTS,
  type CustodyEvent,
  type Facts,
  type Money,
  PARTY_ROLES,
  type Party,
  type Quantity,
} from "./facts/facts.ts";
export { normaliseFacts, readFacts } from "./facts/validate.ts";
export { epcisEventHash } from "./formats/epcis/event-hash.ts";
export { FORMATS, type FormatFinding, readDocument } from "./formats/formats.ts";
export { KINDS, type Kind, type KindName, kindByCode, kindByName } from "./kinds/kinds.ts";
export { chooseSettings } from "./model/choose.ts";
export type { DeclarationLine, LabelledLine } from "./model/declaration.ts";
export { driftOf, type FeatureDrift } from "./model/drift.ts";
export { type Evaluation, evaluateModel, PROTOCOLS, type Protocol, trainingPart } from "./model/evaluate.ts";
export { explainLine, type Reason, type ScoreExplanation } from "./model/explain.ts";
export { readImportDeclarations } from "./model/import-declarations.ts";
export { linesOfFacts } from "./model/lines-of-facts.ts";
export { type InspectedPart, type Metrics, metricsOf } from "./model/metrics.ts";
export type { ForestName, Model, ModelCard, TrainSettings } from "./model/model.ts";
export { modelDigest, readModel, writeModel } from "./model/read-model.ts";
export { type Score, type Scorer, scoreLine, scorerOf } from "./model/score.ts";
export { type ScoredDeclaration, scoreDeclaration } from "./model/score-declaration.ts";
export { POLICIES, SIMULATION_DEFAULTS, type Simulated, simulate } from "./model/simulate.ts";
export { type Grown, growTrees, modelOf, NOTHING_GROWN, TRAIN_DEFAULTS, trainModel } from "./model/train.ts";
export { type TrainingSet, trainingSetOf } from "./model/training-set.ts";
export type { Forest, Tree } from "./model/tree.ts";
export { base64urlOf, bytesOfBase64url } from "./primitives/base64url.ts";
export { bytesOfHex32, type Hex32, hexOf, isHex32, ZERO_HEX32 } from "./primitives/hex.ts";
export type { PrivateKey, PublicKey } from "./primitives/p256.ts";
export { utf8Decode, utf8Encode } from "./primitives/utf8.ts";
export { type Surroundings, TOLERANCES, type Tolerances } from "./provenance/consignment.ts";
export type { ConsignmentFinding, ConsignmentFindingCode, StatedValue } from "./provenance/finding.ts";
export { type ConsignmentGraph, consignmentGraph, type GraphEdge, type GraphNode } from "./provenance/graph.ts";
export { type ConsignmentReport, judgeConsignment } from "./provenance/judge-consignment.ts";
export { type ConsignmentPaper, type PaperSort, sortOf } from "./provenance/paper.ts";
export { type CodeRow, rowByCode, rowByName } from "./reasons/code-rows.ts";
export { REASONS, type ReasonName } from "./reasons/reasons.ts";
export * from "./risk.ts";
export { exportSdJwt } from "./sd-jwt/export.ts";
export { type ReadSdJwt, readSdJwt } from "./sd-jwt/read.ts";
export { type BlobHeader, type SealInput, seal, unseal } from "./sealing/blob.ts";
export { rewrapKey, unwrapKey, wrapKey } from "./sealing/wrap.ts";
export { type Attachment, type Envelope, messageDigest, readEnvelope, signEnvelope } from "./sharing/envelope.ts";
export {
  decide,
  isPolicy,
  type Policy,
  type PolicyAnswer,
  type PolicyQuestion,
  type PolicyReaders,
  type PolicyRule,
} from "./sharing/policy.ts";
export { presentScope } from "./sharing/present-scope.ts";
export {
  GRANT_END_REASONS,
  type GrantEndReasonName,
  PURPOSES,
  type PurposeName,
  REFUSAL_REASONS,
  type RefusalReasonName,
} from "./sharing/purposes.ts";
export {
  type Reading,
  type ReadingReceipt,
  readReading,
  readReadingReceipt,
  receiptsRoot,
  signReading,
  signReadingReceipt,
} from "./sharing/reading.ts";
export {
  RECEIPT_CODES,
  type Receipt,
  type ReceiptCode,
  type ReceiptCodeRow,
  readReceipt,
  signReceipt,
} from "./sharing/receipt.ts";
export { type ScopeProof, type ScopeTree, scopeTree } from "./sharing/scope-tree.ts";
export {
  isScope,
  isScopeWithin,
  narrowerScopes,
  needsCase,
  opensField,
  SCOPES,
  type Scope,
  type ScopeName,
  type ScopeRow,
  scopeDigest,
} from "./sharing/scopes.ts";
export type { ReadMessage } from "./sharing/signed-claims.ts";
export { type Link, RELATIONS, type Relation } from "./statement/claims.ts";
export { isSignedBy, type ReadJws, readJws, type Signer, signJws, thumbprintOf } from "./statement/jws.ts";
export { createEs256Signer } from "./statement/signer.ts";
export {
  entryOf,
  type ReadStatement,
  readStatement,
  type StatementClaims,
  signStatement,
} from "./statement/statement.ts";
export {
  type Accreditation,
  type DocumentEvidence,
  type Evidence,
  evidenceDigest,
  type KeyUse,
  type Member,
  type MemberKey,
  type Network,
  type Tombstone,
} from "./verify/evidence.ts";
export { isEvidence } from "./verify/evidence-shape.ts";
export type { Finding, FindingCode, Report, Status } from "./verify/finding.ts";
export { type EvidenceSource, judgeEvidence } from "./verify/judge-evidence.ts";
export { parseTrust, type Trust } from "./verify/trust.ts";
export { CHECKS, verdictOf, verify } from "./verify/verify.ts";
export { readWitness, signWitness } from "./verify/witness.ts";
