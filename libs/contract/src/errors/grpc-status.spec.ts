import { fromBinary } from '@bufbuild/protobuf';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { BadRequestSchema, ErrorInfoSchema } from '../generated/google/rpc/error_details_pb.js';
import { StatusSchema } from '../generated/google/rpc/status_pb.js';
import { EdgeError } from './edge-error.js';
import { encodeStatus, toStatus } from './grpc-status.js';

describe('the gRPC status of an error', () => {
  it('carries code, message and the reason under the domain grantlog', () => {
    const error = new EdgeError('revision_not_reached', 'revision 7 was not reached');
    const status = fromBinary(StatusSchema, encodeStatus(toStatus(error)));
    expect(status).toMatchObject({ code: 14, message: 'revision 7 was not reached' });
    expect(status.details).toHaveLength(1);
    expect(status.details.map((detail) => anyUnpack(detail, ErrorInfoSchema))).toMatchObject([
      { reason: 'REVISION_NOT_REACHED', domain: 'grantlog' },
    ]);
  });

  it('names the fields at fault as dotted paths', () => {
    const error = new EdgeError('validation_error', 'the request is malformed', [
      { pointer: '/items/3/context/aws:PrincipalTag~1a~0b', code: 'reserved_key', detail: 'leave it out' },
    ]);
    const [, detail] = toStatus(error).details;
    expect(detail === undefined ? undefined : anyUnpack(detail, BadRequestSchema)).toMatchObject({
      fieldViolations: [{ field: 'items.3.context.aws:PrincipalTag/a~b', description: 'leave it out' }],
    });
  });
});
