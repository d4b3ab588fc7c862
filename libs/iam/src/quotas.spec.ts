import { defaultQuotas, quotaSettings, quotasFrom, quotaTable } from './quotas.js';

describe('the quotas', () => {
  it('are AWS’s, by AWS’s names', () => {
    expect(defaultQuotas).toEqual({
      UsersPerAccount: 5_000,
      GroupsPerAccount: 300,
      RolesPerAccount: 1_000,
      PoliciesPerAccount: 1_500,
      GroupsPerUser: 10,
      PoliciesPerUser: 10,
      PoliciesPerGroup: 10,
      PoliciesPerRole: 10,
      VersionsPerPolicy: 5,
      AccessKeysPerUser: 2,
      PolicySize: 6_144,
      ACLSizePerRole: 2_048,
      InlinePolicySizePerUser: 2_048,
      InlinePolicySizePerGroup: 5_120,
      InlinePolicySizePerRole: 10_240,
      TagsPerEntity: 50,
    });
  });

  it('are raised one by one, by the name of their setting', () => {
    expect(quotasFrom({ USERS_PER_ACCOUNT: 9_000 })).toEqual({ ...defaultQuotas, UsersPerAccount: 9_000 });
  });

  it('have one setting each, in upper case', () => {
    expect(Object.values(quotaSettings).toSorted()).toEqual(Object.keys(quotaTable).toSorted());
    for (const setting of Object.keys(quotaSettings)) expect(setting).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});
