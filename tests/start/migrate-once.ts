// Stands for a version of the application that brings one migration more: migrates the database of its first argument with
// the folder of its second.
import { migrate } from '#lib/server/db/migrate.ts';
import { runCommand } from '../../src/cli/run-command.ts';

const [, , url = '', folder = ''] = process.argv;
await runCommand(() => migrate(url, undefined, undefined, folder));
