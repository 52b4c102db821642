/** What the bits of a member's roles on the chain are called. To name another role, add a row. */
const ROLES = [
  { bit: 1, name: "agency" },
  { bit: 2, name: "carrier" },
  { bit: 4, name: "certifier" },
  { bit: 8, name: "trader" },
  { bit: 16, name: "auditor" },
] as const;

type RoleName = (typeof ROLES)[number]["name"];

/** The names of a member's roles, in the order of their bits. */
export const rolesOf = (roles: number): RoleName[] =>
  ROLES.filter(({ bit }) => (roles & bit) !== 0).map(({ name }) => name);

export const hasRole = (roles: number, name: RoleName): boolean => rolesOf(roles).includes(name);
