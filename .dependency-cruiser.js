// Who may import whom (docs/design.md, "Layout"): features stand in this order and import only what stands before them.
const FEATURES = [
	'access',
	'territory',
	'curriculum',
	'people',
	'sign-in',
	'exports',
	'openings',
	'learning',
	'practice',
	'drills',
	'literacy',
	'reports',
	'classes',
	'compliance',
	'outreach',
	'certificates',
	'indicators',
	'periodic',
	'ledger',
	'approvals',
	'rosters'
];

const downwards = FEATURES.map((feature, place) => ({
	name: `${feature}-imports-only-what-stands-before-it`,
	severity: 'error',
	from: { path: `^src/lib/${feature}/`, pathNot: '\\.test\\.ts$' },
	to: { path: `^src/lib/(${FEATURES.slice(place + 1).join('|') || 'nothing'})/` }
}));

export default {
	forbidden: [
		...downwards,
		{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'platform-knows-no-feature',
			severity: 'error',
			from: { path: '^src/lib/(server|shared|ui)/', pathNot: '\\.test\\.ts$' },
			// Types of the one permission table are the platform's vocabulary for the audit.
			to: { path: `^src/lib/(${FEATURES.slice(1).join('|')})/` }
		},
		{
			name: 'shared-is-pure',
			severity: 'error',
			from: { path: '^src/lib/shared/' },
			to: { path: '^src/lib/(server|access)/' }
		},
		{
			name: 'nothing-imports-routes',
			severity: 'error',
			from: { path: '^src/(lib|cli)/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'lib-does-not-know-the-framework',
			severity: 'error',
			from: { path: '^src/lib/.*\\.ts$' },
			to: { path: '^(node_modules/@sveltejs/kit|\\$app)' }
		},
		{
			name: 'rules-and-types-are-light',
			comment: 'Outside a server folder a feature’s .ts files run on both sides: no zod, no drizzle.',
			severity: 'error',
			from: { path: '^src/lib/[^/]+/[^/]+\\.ts$', pathNot: '(\\.test\\.ts$|^src/lib/server/)' },
			to: { path: '^node_modules/(zod|drizzle-orm|postgres)/' }
		},
		{
			name: 'tables-are-private',
			comment: 'A schema is imported by its own feature, a later schema, literacy, indicators, ledger and tests.',
			severity: 'error',
			from: {
				path: '^src/(lib/([^/]+)/|cli/|routes/)',
				pathNot: '(\\.test\\.ts$|/server/[a-z-]*schema\\.ts$|^src/lib/(literacy|indicators|ledger)/)'
			},
			to: {
				path: '^src/lib/[^/]+/server/[a-z-]*schema\\.ts$',
				pathNot: '^src/lib/$2/server/[a-z-]*schema\\.ts$'
			}
		},
		{
			name: 'only-the-ledger-writes-the-log',
			severity: 'error',
			from: { path: '^src/', pathNot: '(^src/lib/ledger/|\\.test\\.ts$)' },
			to: { path: '^src/lib/ledger/server/(schema|rows)\\.ts$' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(src/lib/messages/compiled|\\.svelte-kit|build)/' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'svelte'] }
	}
};
