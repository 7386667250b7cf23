import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

// Bugs that came twice, and rules of the house that a machine can hold.
const houseRules = {
	'no-restricted-syntax': [
		'error',
		{ selector: 'TSEnumDeclaration', message: 'Node runs our TypeScript as it is: erasable syntax only.' },
		{
			selector: 'SvelteAttribute[key.name="style"], SvelteStyleDirective',
			message: 'The content security policy forbids style attributes.'
		},
		{
			selector: 'SvelteMustacheTag[kind="raw"] > Identifier',
			message: 'Raw HTML comes from the curriculum’s renderer only.'
		}
	],
	'no-console': 'error',
	eqeqeq: 'error',
	'max-lines': ['error', { max: 300 }]
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'src/lib/messages/compiled/',
			'drizzle/migrations/',
			'test-results/'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			...houseRules,
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			// Pages are rendered once, on the server: nothing in them reacts.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: { 'max-lines': ['error', { max: 350 }] }
	},
	// The one place where HTML is put in as it is: it comes from the curriculum’s own renderer, which sanitises it.
	{ files: ['src/lib/curriculum/LessonText.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
	{ files: ['src/cli/**', 'scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
	// Playwright reads from the pattern which fixtures a fixture needs; `{}` is none.
	{ files: ['tests/e2e/**'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } }
);
