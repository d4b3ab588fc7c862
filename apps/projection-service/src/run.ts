import 'reflect-metadata';
import { quotaTable } from '@grantlog/iam';
import { runProcess } from '@grantlog/platform';
import { startProjectionService } from './start-projection-service.js';

// Quotas are the write side's; every process knows every setting and refuses those that nobody has.
const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
await runProcess(quotaNames, startProjectionService);
