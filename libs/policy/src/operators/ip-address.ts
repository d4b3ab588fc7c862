import { isConstant, textOf } from '../pattern/template.js';
import { type Comparison, negative, positive } from './comparison.js';
import { isInRange, parseIpAddress, parseIpRange } from './ip-range.js';

/** Compares addresses with CIDR blocks by value, whatever their spelling. */
const range: Comparison = {
  takesVariables: false,
  takesWildcards: false,
  expects: (value) =>
    parseIpRange(value) === undefined
      ? 'an address such as `203.0.113.7` or a range such as `2001:db8::/32`'
      : undefined,
  compile: (values) => {
    const parsed = values.filter(isConstant).map((value) => parseIpRange(textOf(value)));
    const ranges = parsed.filter((parsedRange) => parsedRange !== undefined);
    // A range that cannot be read may hold any address.
    const otherwise = ranges.length === parsed.length ? false : undefined;
    return (value) => {
      const address = parseIpAddress(value);
      if (address === undefined) return undefined;
      return ranges.some((candidate) => isInRange(address, candidate)) ? true : otherwise;
    };
  },
};

export const ipAddress = positive('IpAddress', range);
export const notIpAddress = negative('NotIpAddress', range);
