import type { Command } from "./command.ts";
import { alarmAcknowledge } from "./commands/alarm-acknowledge.ts";
import { ALERT_COMMANDS } from "./commands/alerts/alerts.ts";
import { EXCHANGE_COMMANDS } from "./commands/alerts/exchange.ts";
import { WATCH_COMMANDS } from "./commands/alerts/watch.ts";
import { anchor } from "./commands/anchor.ts";
import { CODE_COMMANDS } from "./commands/codes.ts";
import { compare } from "./commands/compare.ts";
import { doctor } from "./commands/doctor.ts";
import { DRAW_COMMANDS } from "./commands/draws/draws.ts";
import { ediAnswer } from "./commands/edi-answer.ts";
import { gatewayStart } from "./commands/gateway-start.ts";
import { inspect } from "./commands/inspect.ts";
import { judge } from "./commands/judge.ts";
import { LEDGER_COMMANDS } from "./commands/ledger.ts";
import { memberAddKey } from "./commands/member/add-key.ts";
import { memberDeclareCompromised } from "./commands/member/declare-compromised.ts";
import { memberEndKey } from "./commands/member/end-key.ts";
import { memberList } from "./commands/member/list.ts";
import { memberSetUrl } from "./commands/member/set-url.ts";
import { memberShow } from "./commands/member/show.ts";
import { modelEvaluate } from "./commands/model/evaluate.ts";
import { modelExplain } from "./commands/model/explain.ts";
import { MODEL_COMMANDS } from "./commands/model/gateway.ts";
import { modelSimulate } from "./commands/model/simulate.ts";
import { modelTrain } from "./commands/model/train.ts";
import { open } from "./commands/open.ts";
import { DELIVERY_COMMANDS } from "./commands/operations/deliveries.ts";
import { EVENT_COMMANDS } from "./commands/operations/events.ts";
import { PARTNER_COMMANDS } from "./commands/operations/partners.ts";
import { outboxCancel } from "./commands/outbox/cancel.ts";
import { outboxList } from "./commands/outbox/list.ts";
import { outboxRetry } from "./commands/outbox/retry.ts";
import { prove } from "./commands/prove.ts";
import { receipts } from "./commands/receipts.ts";
import { LANE_COMMANDS } from "./commands/selectivity/lanes.ts";
import { PROFILE_COMMANDS } from "./commands/selectivity/profiles.ts";
import { AGREEMENT_COMMANDS } from "./commands/sharing/agreements.ts";
import { GRANT_COMMANDS } from "./commands/sharing/grants.ts";
import { POLICY_COMMANDS } from "./commands/sharing/policy.ts";
import { REQUEST_COMMANDS } from "./commands/sharing/requests.ts";
import { supersede } from "./commands/supersede.ts";
import { trace } from "./commands/trace.ts";
import { trustExport } from "./commands/trust-export.ts";
import { verify } from "./commands/verify.ts";
import { withdraw } from "./commands/withdraw.ts";
import { zone } from "./commands/zone.ts";

/** Every command, in the order of the help. To add one: a file beside the others, a row here, its lines in the docs. */
export const COMMANDS: readonly Command[] = [
  verify,
  inspect,
  ediAnswer,
  prove,
  anchor,
  open,
  trace,
  judge,
  compare,
  zone,
  receipts,
  supersede,
  withdraw,
  ...GRANT_COMMANDS,
  ...REQUEST_COMMANDS,
  ...AGREEMENT_COMMANDS,
  ...POLICY_COMMANDS,
  ...LEDGER_COMMANDS,
  ...DRAW_COMMANDS,
  ...ALERT_COMMANDS,
  ...EXCHANGE_COMMANDS,
  ...WATCH_COMMANDS,
  ...PROFILE_COMMANDS,
  ...LANE_COMMANDS,
  memberList,
  memberShow,
  memberAddKey,
  memberEndKey,
  memberDeclareCompromised,
  memberSetUrl,
  outboxList,
  outboxRetry,
  outboxCancel,
  ...DELIVERY_COMMANDS,
  ...PARTNER_COMMANDS,
  ...EVENT_COMMANDS,
  alarmAcknowledge,
  ...CODE_COMMANDS,
  modelTrain,
  modelEvaluate,
  modelExplain,
  modelSimulate,
  ...MODEL_COMMANDS,
  trustExport,
  gatewayStart,
  doctor,
];
