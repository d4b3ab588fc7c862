import type { GroupDocument, PolicyDocument, RoleDocument, UserDocument } from '@grantlog/account-state';
import type { GroupNamed, PolicyNamed, RoleNamed, UserNamed } from '@grantlog/events';

/** How events name a user. */
export function userNamed({ name, id, arn }: UserDocument): UserNamed {
  return { userName: name, userId: id, userArn: arn };
}

/** How events name a group. */
export function groupNamed({ name, id, arn }: GroupDocument): GroupNamed {
  return { groupName: name, groupId: id, groupArn: arn };
}

/** How events name a role. */
export function roleNamed({ name, id, arn }: RoleDocument): RoleNamed {
  return { roleName: name, roleId: id, roleArn: arn };
}

/** How events name a managed policy. */
export function policyNamed({ name, id, arn }: PolicyDocument): PolicyNamed {
  return { policyName: name, policyId: id, policyArn: arn };
}
