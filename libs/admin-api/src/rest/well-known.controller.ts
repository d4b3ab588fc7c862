import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { PublicKeySet } from '@grantlog/credentials';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ADMIN_API_PORTS, type AdminApiPorts } from './admin-api-ports.js';

/** Publishes the keys that verify session tokens (RFC 7517); anybody may read them. */
@Controller('.well-known')
export class WellKnownController {
  constructor(
    @Inject(ADMIN_API_PORTS) private readonly ports: Pick<AdminApiPorts, 'verificationKeys' | 'clock'>,
  ) {}

  // A new key is published ten minutes before it signs; caches must have let go of the old set by then.
  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  keys(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicKeySet> {
    reply.header('x-request-id', request.id);
    return this.ports.verificationKeys.publicKeySet(this.ports.clock());
  }
}
