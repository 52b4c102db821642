import { Interface } from "ethers";
import { DIRECTORY } from "./abi/directory.ts";
import { DOCUMENT_REGISTRY } from "./abi/document-registry.ts";
import { MEMBER_REGISTRY } from "./abi/member-registry.ts";

/** Coders of the contracts' calls, events and errors, from the compiled ABI. */
export const memberRegistry: Interface = new Interface(MEMBER_REGISTRY.abi);
export const documentRegistry: Interface = new Interface(DOCUMENT_REGISTRY.abi);
export const directory: Interface = new Interface(DIRECTORY.abi);
