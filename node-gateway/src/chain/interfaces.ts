import { Interface } from "ethers";
import { ACCESS_REGISTRY } from "./abi/access-registry.ts";
import { AGREEMENT_REGISTRY } from "./abi/agreement-registry.ts";
import { DIRECTORY } from "./abi/directory.ts";
import { DOCUMENT_REGISTRY } from "./abi/document-registry.ts";
import { MEMBER_REGISTRY } from "./abi/member-registry.ts";
import { QUANTITY_LEDGER } from "./abi/quantity-ledger.ts";
import { SELECTION_REGISTRY } from "./abi/selection-registry.ts";
import type { ContractName } from "./network.ts";

/** Coders of the contracts' calls, events and errors, from the compiled ABI. */
export const memberRegistry: Interface = new Interface(MEMBER_REGISTRY.abi);
export const documentRegistry: Interface = new Interface(DOCUMENT_REGISTRY.abi);
export const accessRegistry: Interface = new Interface(ACCESS_REGISTRY.abi);
export const agreementRegistry: Interface = new Interface(AGREEMENT_REGISTRY.abi);
export const quantityLedger: Interface = new Interface(QUANTITY_LEDGER.abi);
export const selectionRegistry: Interface = new Interface(SELECTION_REGISTRY.abi);
export const directory: Interface = new Interface(DIRECTORY.abi);

/** The coder of each contract that a gateway follows. */
export const INTERFACES: Readonly<Record<ContractName, Interface>> = {
  memberRegistry,
  documentRegistry,
  accessRegistry,
  agreementRegistry,
  quantityLedger,
  selectionRegistry,
};
