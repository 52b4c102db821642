import type { Gateway } from "../gateway.ts";
import { sweepPartial } from "./fetching/partial-files.ts";
import { dueSenders, fetchFrom } from "./receiving/fetch-attachments.ts";
import { dueToReconcile, reconcileWith } from "./reconciling/reconcile-tick.ts";
import { buryOver, deliverTo, duePartners } from "./sending/deliver.ts";
import { createPartnerRounds, type PartnerRounds } from "./wire/partner-rounds.ts";

/** What goes on between this gateway and others by itself. */
export interface PeerRound extends PartnerRounds {
  readonly name: string;
  readonly pauseMs: number;
}

/** The rounds for a worker: sending, fetching what is missing, and comparing. */
export function peerRounds(gateway: Gateway, { tickMs }: { tickMs: number }): readonly PeerRound[] {
  const rounds = (name: string, pauseMs: number, work: Parameters<typeof createPartnerRounds>[1]): PeerRound => ({
    name,
    pauseMs,
    ...createPartnerRounds(gateway, work),
  });
  return [
    rounds("deliveries", tickMs, {
      name: "deliveries",
      due: async () => {
        await buryOver(gateway);
        return duePartners(gateway);
      },
      work: (memberId) => deliverTo(gateway, memberId),
    }),
    rounds("attachments", 2_000, {
      name: "attachments",
      due: async () => {
        await sweepPartial(gateway.dataDir, gateway.clock());
        return dueSenders(gateway);
      },
      work: (memberId) => fetchFrom(gateway, memberId),
    }),
    rounds("reconciliation", 60_000, {
      name: "reconciliation",
      due: () => dueToReconcile(gateway),
      work: (memberId) => reconcileWith(gateway, memberId),
    }),
  ];
}
