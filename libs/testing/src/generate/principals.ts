import type { PrincipalDescriptor } from '@grantlog/policy';

/** The account that worlds are about, and another one. */
export const home = '111111111111';
export const abroad = '222222222222';

const issuedAt = '2020-01-01T00:00:00Z';
const ada = { arn: `arn:aws:iam::${home}:user/ada`, userId: 'AIDAADA' };
const reader = { roleArn: `arn:aws:iam::${home}:role/team/reader`, roleId: 'AROAREADER' };

/** One principal of every kind, users and sessions with the names and ids that {@link principalNames} speaks of. */
export const principals = {
  root: { kind: 'root', account: home, arn: `arn:aws:iam::${home}:root` },
  user: { kind: 'user', account: home, userName: 'ada', ...ada },
  session: {
    kind: 'role-session',
    account: home,
    arn: `arn:aws:sts::${home}:assumed-role/reader/s1`,
    ...reader,
    sessionName: 's1',
    session: { issuedAt },
  },
  federatedUser: {
    kind: 'federated-user',
    account: home,
    arn: `arn:aws:sts::${home}:federated-user/fred`,
    name: 'fred',
    userArn: ada.arn,
    userId: ada.userId,
    session: { issuedAt },
  },
  service: { kind: 'service', service: 'ec2.amazonaws.com' },
  federated: { kind: 'federated', provider: 'accounts.google.com' },
  anonymous: { kind: 'anonymous' },
} as const satisfies Readonly<Record<string, PrincipalDescriptor>>;

/** Everything a policy may call somebody under `AWS`; those of no principal here included. */
export const principalNames = [
  '*',
  home,
  `arn:aws:iam::${home}:root`,
  abroad,
  ada.arn,
  `arn:aws:iam::${home}:user/Ada`,
  reader.roleArn,
  principals.session.arn,
  `arn:aws:sts::${home}:assumed-role/reader/s2`,
  principals.federatedUser.arn,
] as const;

/** The names by which a policy can be about a principal, narrowest first. */
export function namesOf(principal: PrincipalDescriptor): readonly string[] {
  switch (principal.kind) {
    case 'root':
      return [principal.arn, principal.account];
    case 'user':
      return [principal.arn, principal.account];
    case 'role-session':
      return [principal.arn, principal.roleArn, `arn:aws:iam::${principal.account}:root`];
    case 'federated-user':
      return [principal.arn, principal.userArn, principal.account];
    default:
      return ['*'];
  }
}

/** Users and roles that are known by a unique id: their own, or that of a predecessor of the same name. */
export const knownIds: readonly Readonly<Record<string, string>>[] = [
  { [ada.arn]: ada.userId, [reader.roleArn]: reader.roleId },
  { [ada.arn]: 'AIDAFORMER' },
  { [reader.roleArn]: 'AROAFORMER' },
];

/** The condition keys that follow from who asks (AWS IAM User Guide, "Principal key values"). */
export function keysOf(principal: PrincipalDescriptor): Readonly<Record<string, string>> {
  switch (principal.kind) {
    case 'user':
      return { 'aws:username': principal.userName, 'aws:PrincipalArn': principal.arn };
    case 'role-session':
      return { 'aws:PrincipalArn': principal.roleArn, 'aws:TokenIssueTime': issuedAt };
    case 'federated-user':
    case 'root':
      return { 'aws:PrincipalArn': principal.arn };
    default:
      return {};
  }
}
