const keys: ReadonlySet<string> = new Set(
  [
    'aws:CalledVia',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceNamesList',
    'aws:ResourceOrgPaths',
    'aws:TagKeys',
    'sts:TransitiveTagKeys',
  ].map((key) => key.toLowerCase()),
);

/**
 * Whether a condition key always holds a list, so that a condition on it needs a set prefix. Without regard to case.
 *
 * Source: AWS IAM User Guide, "AWS global condition context keys", property "Value type".
 */
export function isMultivaluedKey(key: string): boolean {
  return keys.has(key.toLowerCase());
}
