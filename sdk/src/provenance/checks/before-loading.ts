import type { ConsignmentCheck } from "../check.ts";
import type { Consignment, Leg } from "../consignment.ts";
import { type Judgement, judgement } from "../finding.ts";
import { type ConsignmentPaper, sortOf } from "../paper.ts";
import { isAfter } from "./dates-in-order.ts";

/** Sorts of paper that must be there before the goods are loaded. */
const BEFORE_LOADING = new Set(["certificate"]);

/** A certificate is issued and anchored before the goods that it is for are loaded, and does not end before. */
export const beforeLoading: ConsignmentCheck = {
  name: "beforeLoading",
  title: "Certificates are there before loading",
  judge: (consignment) => consignment.legs.flatMap((leg) => judgeLeg(leg, consignment)),
};

function judgeLeg({ papers }: Leg, consignment: Consignment): Judgement[] {
  const loaded = papers.filter(({ facts }) => dayOfLoading(facts) !== undefined).sort(byLoading)[0];
  const certificates = papers.filter(({ kind }) => BEFORE_LOADING.has(sortOf(kind)));
  return certificates.flatMap((certificate) => {
    const onward = consignment.derivations.find(({ source }) => source === certificate)?.derived;
    const bill = onward && dayOfLoading(onward.facts) ? onward : loaded;
    return bill ? judgeCertificate(certificate, bill) : [];
  });
}

function judgeCertificate(certificate: ConsignmentPaper, bill: ConsignmentPaper): Judgement[] {
  const day = dayOfLoading(bill.facts);
  const { issueDate, expiryDate } = certificate.facts ?? {};
  const found: Judgement[] = [];
  if (issueDate !== undefined && isAfter(issueDate, day))
    found.push(
      judgement(
        "invalid",
        "CERTIFICATE_AFTER_LOADING",
        "The certificate was issued after the goods were loaded.",
        [certificate, bill],
        ["issueDate", ...LOADING],
      ),
    );
  if (expiryDate !== undefined && isAfter(day, expiryDate))
    found.push(
      judgement(
        "invalid",
        "PERMIT_EXPIRED",
        "The certificate had ended when the goods were loaded.",
        [certificate, bill],
        ["expiryDate", ...LOADING],
      ),
    );
  if (certificate.anchoredAt !== undefined && isAfter(dayOf(certificate.anchoredAt), day))
    found.push(
      judgement(
        "unknown",
        "ANCHORED_AFTER_LOADING",
        "The certificate was anchored after the goods were loaded.",
        [certificate, bill],
        LOADING,
      ),
    );
  if (found.length === 0 && issueDate !== undefined)
    found.push(
      judgement(
        "valid",
        "FACTS_AGREE",
        "The certificate was there before loading.",
        [certificate, bill],
        ["issueDate", ...LOADING],
      ),
    );
  return found;
}

const LOADING = ["loadingDate", "departureDate"] as const;
const dayOfLoading = (facts: ConsignmentPaper["facts"]): string | undefined =>
  facts?.loadingDate ?? facts?.departureDate;
const byLoading = (a: ConsignmentPaper, b: ConsignmentPaper): number =>
  (dayOfLoading(a.facts) ?? "") < (dayOfLoading(b.facts) ?? "") ? -1 : 1;
const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
