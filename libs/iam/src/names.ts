/**
 * What names, paths and ids may look like: the whole text has to match.
 * Source: AWS IAM and STS API References, the patterns and lengths of each parameter.
 */
export const namePatterns = {
  /** A name that a new user or role gets. */
  newUserOrRoleName: /^[\w+=,.@-]{1,64}$/,
  /** Any other name, and every name that is asked for. */
  name: /^[\w+=,.@-]{1,128}$/,
  path: /^(?=.{1,512}$)\/(?:[!-\x7f]+\/)?$/,
  pathPrefix: /^\/[!-\x7f]{0,511}$/,
  policyPath: /^(?=.{1,512}$)(?:\/[\w.,+@=-]+)*\/$/,
  policyArn: /^arn:[^\s:*?]+:iam::(?:\d{12}|aws):policy\/[!-~]{1,1000}$/,
  roleArn: /^arn:[^\s:*?]+:iam::\d{12}:role\/[!-~]{1,1000}$/,
  policyVersionId: /^v[1-9]\d{0,8}$/,
  accessKeyId: /^\w{16,128}$/,
  roleSessionName: /^[\w+=,.@-]{2,64}$/,
  externalId: /^[\w+=,.@:/-]{2,1224}$/,
  description: /^[\t\n\r -~\u00a1-\u00ff]{0,1000}$/,
  tagKey: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
  tagValue: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
} as const satisfies Readonly<Record<string, RegExp>>;
