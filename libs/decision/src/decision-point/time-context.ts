import { type ContextValue, RequestContext } from '@grantlog/policy';

/**
 * The condition keys that follow from the time of a decision; their texts are made when a condition reads them.
 *
 * Source: AWS IAM User Guide, "AWS global condition context keys".
 */
export class TimeContext extends RequestContext {
  readonly #now: Date;

  constructor(now: Date) {
    super(noValues);
    this.#now = now;
  }

  override get(lowerCaseKey: string): ContextValue | undefined {
    switch (lowerCaseKey) {
      case 'aws:currenttime':
        return this.#now.toISOString();
      case 'aws:epochtime':
        return String(Math.floor(this.#now.getTime() / 1_000));
      default:
        return undefined;
    }
  }
}

const noValues: ReadonlyMap<string, ContextValue> = new Map();
