import type { ServiceProcess } from '@grantlog/testing';

/** What a process says of one of its parts when it is asked whether it is ready. */
export type CheckDetail = Readonly<Record<string, unknown>>;

/** The readiness of a process: its status code and what each of its checks says. */
export interface Readiness {
  readonly status: number;
  readonly checks: Readonly<Record<string, CheckDetail>>;
}

/** Asks a process whether it is ready; status 0 where it does not answer within two seconds. */
export async function readinessOf(process: ServiceProcess): Promise<Readiness> {
  const { http } = await process.listening();
  try {
    const answer = await fetch(`http://${http}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    const { checks } = (await answer.json()) as { readonly checks: Readiness['checks'] };
    return { status: answer.status, checks };
  } catch {
    return { status: 0, checks: {} };
  }
}

/** The value of a metric of a process, without labels. */
export async function metricOf(process: ServiceProcess, name: string): Promise<number> {
  const { http } = await process.listening();
  const text = await (await fetch(`http://${http}/metrics`)).text();
  const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? [];
  if (value === undefined) throw new Error(`there is no metric ${name} in ${text}`);
  return Number(value);
}
