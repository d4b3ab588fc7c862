/**
 * What AWS answers to a document that it refuses, and when: of several faults it names only the one that comes first
 * in its order of checking.
 */
export interface AwsFault {
  /** Lower ones are checked first. */
  readonly order: number;
  readonly message: string;
}

/**
 * The faults that AWS tells apart, in its order of checking.
 *
 * Source: messages recorded from AWS IAM (error `MalformedPolicyDocument`); their texts are AWS's, mistakes included.
 */
export const awsFaults = {
  syntax: { order: 1, message: 'Syntax errors in policy.' },
  version: { order: 2, message: 'Policy document must be version 2012-10-17 or greater.' },
  legacy: { order: 3, message: 'The policy failed legacy parsing' },
  sid: { order: 4, message: 'Statement IDs (SID) in a single policy must be unique.' },
  noAction: { order: 5, message: 'Policy statement must contain actions.' },
  /** See {@link resourceFault}. */
  resource: (message: string) => ({ order: 6, message }),
  actionVendor: {
    order: 7,
    message: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  },
  actionColons: { order: 7, message: 'Actions/Condition can contain only one colon.' },
  actionService: (service: string) => ({ order: 7, message: `Vendor ${service} is not valid` }),
  noResource: { order: 8, message: 'Policy statement must contain resources.' },
  prohibited: (element: string) => ({ order: 8, message: `Has prohibited field ${element}.` }),
  trustAction: {
    order: 8,
    message:
      'Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML, and sts:AssumeRoleWithWebIdentity',
  },
  hasPrincipal: { order: 8, message: 'Policy document should not specify a principal.' },
  principal: { order: 9, message: 'Invalid principal in policy' },
} as const satisfies Record<string, AwsFault | ((found: string) => AwsFault)>;

const partitions: readonly string[] = ['aws', 'aws-cn', 'aws-us-gov'];

/** What AWS says of a resource that is not an ARN; it completes one with a wrong partition by itself. */
export function resourceFault(resource: string): AwsFault {
  const [prefix, partition, ...rest] = resource.split(':');
  if (partition === undefined) return awsFaults.resource(`Resource ${prefix} must be in ARN format or "*".`);
  if (!partitions.includes(partition)) {
    const parts = [rest[0], rest[1], rest[2], rest.length > 3 ? rest.slice(3).join(':') : undefined];
    const arn = ['arn', partition, ...parts.map((part) => part ?? '*')].join(':');
    return awsFaults.resource(`Partition "${partition}" is not valid for resource "${arn}".`);
  }
  const [service] = rest;
  if (service === undefined || /[*?]/.test(service)) {
    return awsFaults.resource('Resource vendor must be fully qualified and cannot contain regexes.');
  }
  return awsFaults.legacy;
}

/** What AWS says of an action that is none. */
export function actionFault(action: string): AwsFault {
  const [service = '', name, more] = action.split(':', 3);
  if (name === undefined) return awsFaults.actionVendor;
  return more === undefined ? awsFaults.actionService(service) : awsFaults.actionColons;
}

/** What AWS says of the word behind `Effect`: it looks at the case later than at the word. */
export function effectFault(effect: string): AwsFault {
  return /^(?:allow|deny)$/i.test(effect) ? awsFaults.legacy : awsFaults.syntax;
}

/** What AWS says of a statement that lacks `Action` or `Resource`. */
export function missingFault(element: string): AwsFault {
  if (element === 'Action') return awsFaults.noAction;
  return element === 'Resource' ? awsFaults.noResource : awsFaults.syntax;
}
