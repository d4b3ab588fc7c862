import { errorCatalogue, grpcCodes, type ErrorRow } from './error-catalogue.js';

const rows: [string, ErrorRow][] = Object.entries(errorCatalogue);

describe('the error catalogue', () => {
  it.each(rows)('says for %s what every protocol answers', (code, row) => {
    expect(code).toMatch(/^[a-z][a-z_]*$/);
    expect(code.length).toBeLessThanOrEqual(63);
    expect(row.http).toBeGreaterThanOrEqual(400);
    expect(row.http).toBeLessThan(600);
    expect(Object.keys(grpcCodes)).toContain(row.grpc);
    expect(row.aws).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(row.title).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each([
    ['no_such_entity', 404, 'NoSuchEntity'],
    ['entity_already_exists', 409, 'EntityAlreadyExists'],
    ['delete_conflict', 409, 'DeleteConflict'],
    ['limit_exceeded', 409, 'LimitExceeded'],
    ['malformed_policy_document', 400, 'MalformedPolicyDocument'],
    ['invalid_input', 400, 'InvalidInput'],
    ['policy_not_attachable', 400, 'PolicyNotAttachable'],
    ['unmodifiable_entity', 400, 'UnmodifiableEntity'],
    ['packed_policy_too_large', 400, 'PackedPolicyTooLarge'],
    ['policy_evaluation', 500, 'PolicyEvaluation'],
  ] as const)('answers %s as AWS does', (code, http, aws) => {
    expect(errorCatalogue[code]).toMatchObject({ http, aws });
  });

  it.each([
    ['unauthenticated', 401, 'UNAUTHENTICATED'],
    ['access_denied', 403, 'PERMISSION_DENIED'],
    ['not_supported', 400, 'UNIMPLEMENTED'],
    ['revision_not_reached', 503, 'UNAVAILABLE'],
    ['revision_from_other_log', 412, 'FAILED_PRECONDITION'],
    ['revision_token_invalid', 400, 'INVALID_ARGUMENT'],
    ['session_token_invalid', 400, 'INVALID_ARGUMENT'],
    ['session_token_expired', 400, 'INVALID_ARGUMENT'],
    ['idempotency_mismatch', 422, 'FAILED_PRECONDITION'],
    ['too_many_requests', 429, 'RESOURCE_EXHAUSTED'],
  ] as const)('answers %s as the contract says', (code, http, grpc) => {
    expect(errorCatalogue[code]).toMatchObject({ http, grpc });
  });
});
