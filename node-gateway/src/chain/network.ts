/** Addresses found through the directory: 0x, lower case. */
export interface Contracts {
  readonly memberRegistry: string;
  readonly documentRegistry: string;
  readonly accessRegistry: string;
  readonly agreementRegistry: string;
  readonly quantityLedger: string;
  readonly selectionRegistry: string;
}

export type ContractName = keyof Contracts;

/** What the directory lists each under. To follow another contract: a row here, its coder, and what its events change. */
export const CONTRACT_NAMES: Readonly<Record<ContractName, string>> = {
  memberRegistry: "MemberRegistry",
  documentRegistry: "DocumentRegistry",
  accessRegistry: "AccessRegistry",
  agreementRegistry: "AgreementRegistry",
  quantityLedger: "QuantityLedger",
  selectionRegistry: "SelectionRegistry",
};
