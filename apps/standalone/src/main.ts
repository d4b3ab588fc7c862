import { endWhileStarting } from '@grantlog/platform/end-while-starting';

// To read the rest of the program takes most of a start, and a signal may come meanwhile.
endWhileStarting();
await import('./run.js');
