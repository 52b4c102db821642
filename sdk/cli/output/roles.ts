const ROLES = [
  [1, "customs agency"],
  [2, "carrier"],
  [4, "certifier"],
  [8, "trader"],
  [16, "auditor"],
] as const;

/** The roles of a member's bits, in words. */
export const rolesText = (bits: number): string =>
  ROLES.flatMap(([bit, name]) => ((bits & bit) === 0 ? [] : [name])).join(", ");
