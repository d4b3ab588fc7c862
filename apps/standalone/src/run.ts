import 'reflect-metadata';
import { quotaTable } from '@grantlog/iam';
import { runProcess } from '@grantlog/platform';
import { startStandalone } from './start-standalone.js';

const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
await runProcess(quotaNames, startStandalone);
