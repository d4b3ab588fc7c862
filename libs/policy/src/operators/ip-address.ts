import { negative, positive } from './comparison.js';
import { constantComparison } from './constant-comparison.js';
import { isInRange, parseIpAddress, parseIpRange } from './ip-range.js';

/** Compares addresses with CIDR blocks by value, whatever their spelling. */
const range = constantComparison({
  form: 'an address such as `203.0.113.7` or a range such as `2001:db8::/32`',
  wanted: parseIpRange,
  found: parseIpAddress,
  matches: isInRange,
});

export const ipAddress = positive('IpAddress', range);
export const notIpAddress = negative('NotIpAddress', range);
