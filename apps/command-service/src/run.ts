import 'reflect-metadata';
import { quotaTable } from '@grantlog/iam';
import { runProcess } from '@grantlog/platform';
import { startCommandService } from './start-command-service.js';

const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
await runProcess(quotaNames, startCommandService);
