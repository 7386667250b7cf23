import { quickStart } from './quick-start.ts';

// `npm start`: the application on its database, as it is used.
quickStart();
await import('./serve.ts');
