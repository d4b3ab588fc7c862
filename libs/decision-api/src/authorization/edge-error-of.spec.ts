import { EdgeError, RevisionTokenError } from '@grantlog/contract';
import { AuthenticationError, SessionTokenError } from '@grantlog/credentials';
import { DecisionError } from '@grantlog/decision';
import { credentialErrorOf, edgeErrorOf } from './edge-error-of.js';

describe('what a caller is told', () => {
  it.each([
    [new EdgeError('not_supported', 'later'), 'not_supported'],
    [new DecisionError('revision_not_reached', 'wait'), 'revision_not_reached'],
    [new AuthenticationError('ExpiredToken', 'expired'), 'unauthenticated'],
    [new SessionTokenError('session_token_expired', 'expired'), 'session_token_expired'],
    [new RevisionTokenError('invalid', 'changed'), 'revision_token_invalid'],
    [new RevisionTokenError('other_account', 'foreign'), 'revision_token_invalid'],
    [new RevisionTokenError('other_log', 'restored'), 'revision_from_other_log'],
  ])('of %s is its own message under a code of the catalogue', (error, code) => {
    expect(edgeErrorOf(error)).toMatchObject({ code, detail: error.message });
  });

  it('of anything else is nothing of the inside', () => {
    const cause = new TypeError('password=hunter2');
    expect(edgeErrorOf(cause)).toMatchObject({ code: 'internal', cause });
    expect(edgeErrorOf(cause).detail).not.toContain('hunter2');
  });

  it('of a credential that nobody could look at is to try again', () => {
    const cause = new Error('the key table is down');
    expect(credentialErrorOf(cause)).toMatchObject({ code: 'unavailable', cause });
    expect(credentialErrorOf(new AuthenticationError('ExpiredToken', 'expired')).code).toBe(
      'unauthenticated',
    );
    expect(credentialErrorOf(new SessionTokenError('session_token_invalid', 'forged')).code).toBe(
      'session_token_invalid',
    );
  });
});
