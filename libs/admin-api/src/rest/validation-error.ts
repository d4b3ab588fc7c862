import { EdgeError, type FieldError } from '@grantlog/contract';

/** A request whose shape is wrong in one place. */
export function validationError(pointer: string, code: string, detail: string): EdgeError {
  return validationErrors([{ pointer, code, detail }]);
}

/** A request whose shape is wrong, in AWS's words; `details` has at least one item. */
export function validationErrors(details: readonly FieldError[]): EdgeError {
  const count = details.length === 1 ? '1 validation error' : `${details.length} validation errors`;
  const [first] = details;
  return new EdgeError('validation_error', `${count} detected: ${first?.detail ?? ''}`, details);
}

/** The JSON pointer (RFC 6901) of a path of member names and list indexes. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
