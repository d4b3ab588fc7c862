/** The six parts of an ARN; a part may be empty, and `resource` may hold further colons and slashes. */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** Twelve digits, empty, or `aws` for what AWS itself owns. */
  readonly account: string;
  /** Everything after the fifth colon, for example `user/team/ada`. */
  readonly resource: string;
}

/**
 * Splits an ARN at its first five colons, or answers `undefined` when the text is not an ARN.
 *
 * Only the shape is checked (`arn:` and six parts), not whether partition, service or account exist.
 * Source: AWS IAM User Guide, "IAM identifiers", section "IAM ARNs".
 */
export function parseArn(text: string): ArnParts | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const service = text.indexOf(':', 4);
  const region = text.indexOf(':', service + 1);
  const account = text.indexOf(':', region + 1);
  const resource = text.indexOf(':', account + 1);
  if (service < 0 || region <= service || account <= region || resource <= account) return undefined;
  return {
    partition: text.slice(4, service),
    service: text.slice(service + 1, region),
    region: text.slice(region + 1, account),
    account: text.slice(account + 1, resource),
    resource: text.slice(resource + 1),
  };
}
