import type { ArnScope } from '@grantlog/account-state';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import type { LiveCaller } from './live-caller.js';

/** One operation that is being carried out for a caller who was found to be alive. */
export interface Execution {
  readonly scope: ArnScope;
  readonly caller: LiveCaller;
  readonly call: Call;
  readonly ports: ExecutionPorts;
}
