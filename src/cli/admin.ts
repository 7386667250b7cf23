import { quickStart } from './quick-start.ts';

// The administrator's commands: `npm run admin -- <command> [options]`. They work beside the running server.
quickStart();
await import('./administer.ts');
