/** Addresses found through the directory: 0x, lower case. */
export interface Contracts {
  readonly memberRegistry: string;
  readonly documentRegistry: string;
}
