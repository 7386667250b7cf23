import { newContent } from './new-content.ts';
import { runCommand } from './run-command.ts';

// `npm run content:new -- module|lesson|quiz …`: a new piece of content from a template.
await runCommand(() => console.log(newContent(process.argv.slice(2))));
