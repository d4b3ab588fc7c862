const small = { users: 1_000, groups: 100, roles: 50, policies: 300, statements: 5 };
const common = { groupsPerUser: 2, policiesPerGroup: 3, policiesPerRole: 4 };

/** The sizes of the workload IAM-ORG by name. */
export const sizes = {
  S: { ...common, ...small },
  M: { ...common, users: 20_000, groups: 1_000, roles: 500, policies: 3_000, statements: 5 },
  L: { ...common, users: 1_000_000, groups: 20_000, roles: 5_000, policies: 50_000, statements: 5 },
  D50: { ...common, ...small, statements: 50 },
  D500: { ...common, ...small, statements: 500 },
};
