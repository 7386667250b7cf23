import { defineConfig } from 'vitest/config';

/** Counts the work of a library by standing in for it, which must be loaded for this file alone. */
const MOCKING = ['src/lib/sign-in/server/staff.db.test.ts'];

// The tests run plain TypeScript: nothing under src/lib but its components knows the framework, so none is loaded here.
export default defineConfig({
	test: {
		// One fewer than the machine has, as is usual, would be a single one on two cores; much here waits for others.
		maxWorkers: '100%',
		projects: [
			{
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/tools/**/*.test.ts'],
					exclude: ['src/**/*.db.test.ts'],
					isolate: false,
					// Properties run long when they are asked to.
					testTimeout: 600_000
				}
			},
			{
				test: {
					name: 'database',
					include: ['src/**/*.db.test.ts'],
					exclude: MOCKING,
					// Loading the same modules anew for every file took as long as the tests themselves.
					isolate: false,
					globalSetup: ['tests/database.setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				test: {
					name: 'mocking',
					include: MOCKING,
					globalSetup: ['tests/database.setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				test: {
					name: 'start',
					include: ['tests/start/**/*.test.ts'],
					globalSetup: ['tests/database.setup.ts'],
					testTimeout: 120_000,
					// The first test may have to wait for a production build.
					hookTimeout: 300_000
				}
			}
		]
	}
});
