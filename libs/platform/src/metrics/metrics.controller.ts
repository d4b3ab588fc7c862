import { Controller, Get, Inject, Res } from '@nestjs/common';
import { OVERSIGHT, type Oversight } from '../oversight/oversight.js';

interface Reply {
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}

/** Figures over HTTP, without authentication: they name no account, no principal and no secret. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(OVERSIGHT) private readonly oversight: Pick<Oversight, 'metrics'>) {}

  @Get()
  async show(@Res() reply: Reply): Promise<void> {
    const text = await this.oversight.metrics.text();
    reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(Buffer.from(text));
  }
}
