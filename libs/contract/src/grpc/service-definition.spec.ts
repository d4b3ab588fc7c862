import { create } from '@bufbuild/protobuf';
import {
  AuthorizationService,
  AuthorizeRequestSchema,
  AuthorizeResponse_Decision,
  AuthorizeResponseSchema,
} from '../generated/grantlog/authorization/v1/authorization_pb.js';
import { grpcService } from './service-definition.js';

describe('the service definition', () => {
  const { authorize, batchAuthorize, streamAuthorize } = grpcService(AuthorizationService);

  it('names the methods by their full path', () => {
    expect([authorize, batchAuthorize, streamAuthorize].map(({ path }) => path)).toEqual([
      '/grantlog.authorization.v1.AuthorizationService/Authorize',
      '/grantlog.authorization.v1.AuthorizationService/BatchAuthorize',
      '/grantlog.authorization.v1.AuthorizationService/StreamAuthorize',
    ]);
  });

  it('says which methods stream', () => {
    expect([authorize, streamAuthorize]).toMatchObject([
      { requestStream: false, responseStream: false },
      { requestStream: true, responseStream: true },
    ]);
  });

  it('brings messages over the wire unchanged', () => {
    const request = create(AuthorizeRequestSchema, {
      subject: { case: 'principal', value: 'arn:aws:iam::123456789012:user/ada' },
      action: 'orders:CancelOrder',
      context: { 'aws:SourceIp': { kind: { case: 'value', value: '203.0.113.7' } } },
    });
    const response = create(AuthorizeResponseSchema, {
      decision: AuthorizeResponse_Decision.ALLOW,
      revision: 7n,
    });
    expect(authorize.requestDeserialize(authorize.requestSerialize(request))).toEqual(request);
    expect(authorize.responseDeserialize(authorize.responseSerialize(response))).toEqual(response);
  });

  it('throws for bytes that are no message', () => {
    expect(() => authorize.requestDeserialize(Buffer.from([0x0a, 0xff]))).toThrow();
  });
});
