import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { ReadinessCheck } from './readiness.js';
import { READINESS_CHECKS } from './readiness.js';

interface Reply {
  status(code: number): Reply;
  send(body: unknown): unknown;
}

/** Health over HTTP, without authentication: whether the process lives, and whether to send it traffic. */
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  @Get('live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res() reply: Reply): Promise<void> {
    const states = await Promise.all(this.checks.map((each) => each.check()));
    const isReady = states.every((state) => state.isReady);
    const checks = Object.fromEntries(
      this.checks.map((each, index) => [
        each.name,
        { ready: states[index]?.isReady, ...states[index]?.detail },
      ]),
    );
    reply
      .status(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
      .send({ status: isReady ? 'ready' : 'not ready', checks });
  }
}
