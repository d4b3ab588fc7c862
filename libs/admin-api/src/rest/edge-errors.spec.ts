import { InconsistentAccountError } from '@grantlog/account-state';
import { EdgeError } from '@grantlog/contract';
import { AuthenticationError, SessionTokenError } from '@grantlog/credentials';
import { LogUnavailableError } from '@grantlog/event-log';
import { DomainError } from '@grantlog/iam';
import { ContextError, UnreadablePolicyError } from '@grantlog/policy';
import { toEdgeError } from './edge-errors.js';

describe('an error at the edge', () => {
  it.each([
    [new DomainError('delete_conflict', 'detach it first'), 'delete_conflict', 'detach it first'],
    [new AuthenticationError('ExpiredToken', 'get a new one'), 'unauthenticated', 'get a new one'],
    [new SessionTokenError('packed_policy_too_large', 'too large'), 'packed_policy_too_large', 'too large'],
    [new ContextError('aws:RequestTag/A'), 'validation_error', /given twice/],
    [new LogUnavailableError('host db-7 refused'), 'unavailable', /send the request again/],
    [new UnreadablePolicyError([]), 'policy_evaluation', /nothing was decided/],
    [new InconsistentAccountError('AIDA1 refers to nothing'), 'policy_evaluation', /nothing was decided/],
  ])('%s has a code of the catalogue', (error, code, detail) => {
    const edge = toEdgeError(error) as EdgeError;
    expect(edge).toBeInstanceOf(EdgeError);
    expect(edge).toMatchObject({ code, cause: error });
    expect(edge.detail).toMatch(detail);
    expect(edge.detail).not.toMatch(/db-7|AIDA1/);
  });

  it('keeps the places that a decider names', () => {
    const place = {
      pointer: '/policyDocument/Statement',
      code: 'missing_element',
      detail: 'x',
      line: 2,
      column: 5,
    };
    const error = new DomainError('malformed_policy_document', 'Syntax errors in policy.', [place]);
    expect(toEdgeError(error)).toMatchObject({ fieldErrors: [place] });
  });

  it('stays as it is when it is one already or nobody knows it', () => {
    const edge = new EdgeError('access_denied', 'no');
    const unknown = new TypeError('boom');
    expect([toEdgeError(edge), toEdgeError(unknown)]).toEqual([edge, unknown]);
  });
});
