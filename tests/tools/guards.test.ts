import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { VERBS } from '#lib/access/permissions.ts';

const FILES = globSync('src/lib/*/server/*.ts').filter((file) => !/\.(test|fixture)\.ts$/.test(file));
const TABLE = /access[\\/]permissions\.ts$/;

/** What asks the permission table. */
const QUESTIONS = ['allow', 'may', 'mayGrant', 'placesFor'];
const WRITES = ['insert', 'update', 'delete', 'writeAudit'];
/** Which actors no request ever is: a function that takes only those needs no question. */
const ONLY_SYSTEM = /^SystemActor$/;

interface Guarded {
	name: string;
	body: ts.Node;
	file: ts.SourceFile;
}

const parsed = FILES.map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));

test('whatever takes an actor asks the permission table before it writes', () => {
	const taking = parsed.flatMap(takingAnActor);
	expect(taking.length).toBeGreaterThan(40);
	const unguarded = taking.filter((one) => !asksFirst(one)).map(({ name, file }) => `${file.fileName}: ${name}`);
	expect(unguarded, 'call allow(actor, verb, target) in its first line').toEqual([]);
});

test('the guard finds what asks nothing, asks too late, or leaves the question to what asks nothing', () => {
	const source = (body: string) =>
		ts.createSourceFile(
			'x.ts',
			`export async function f(db: Db, actor: Actor) { ${body} } function g(actor: Actor) { return db.insert(x); }`,
			ts.ScriptTarget.Latest,
			true
		);
	const verdict = (body: string) => takingAnActor(source(body)).map(asksFirst);
	expect(verdict(`await db.insert(x);`)).toEqual([false]);
	expect(verdict(`await db.insert(x); allow(actor, 'v');`)).toEqual([false]);
	expect(verdict(`await g(actor);`)).toEqual([false]);
	expect(verdict(`return actor.id;`)).toEqual([false]);
	expect(verdict(`const p = await readPerson(db); allow(actor, 'v', p); await db.insert(x);`)).toEqual([true]);
});

test('every verb of the table is asked somewhere', () => {
	const asked = [...globSync('src/{lib,routes}/**/*.{ts,svelte}'), 'src/hooks.server.ts']
		.filter((file) => !TABLE.test(file) && !/\.test\.ts$/.test(file))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
	expect(VERBS.filter((verb) => !asked.includes(`'${verb}'`))).toEqual([]);
});

/** Exported functions and the `decide` of exported verbs, whose actor may be anybody. */
function takingAnActor(file: ts.SourceFile): Guarded[] {
	const found: Guarded[] = [];
	const add = (name: string, node: ts.FunctionLikeDeclaration) => {
		const actor = node.parameters.find((parameter) => /^_?actor$/.test(parameter.name.getText(file)));
		const type = actor?.type?.getText(file) ?? '';
		if (actor && node.body && !ONLY_SYSTEM.test(type)) found.push({ name, body: node.body, file });
	};
	for (const node of file.statements) {
		const isExported =
			ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (!isExported) continue;
		if (ts.isFunctionDeclaration(node)) add(node.name?.text ?? '', node);
		if (ts.isVariableStatement(node)) {
			const visit = (inner: ts.Node): void => {
				if (ts.isMethodDeclaration(inner))
					add(`${node.declarationList.declarations[0]?.name.getText(file)}.${inner.name.getText(file)}`, inner);
				ts.forEachChild(inner, visit);
			};
			visit(node);
		}
	}
	return found;
}

function asksFirst({ body, file }: Guarded): boolean {
	const calls = callsIn(body);
	const question = calls.find((call) => isQuestion(call, file));
	const write = calls.find((call) => WRITES.includes(nameOf(call)));
	return question !== undefined && (write === undefined || question.pos < write.pos);
}

/** Asks itself, or hands the actor on to something that does: imported, and so looked at where it stands, or of this file. */
function isQuestion(call: ts.CallExpression, file: ts.SourceFile): boolean {
	const name = nameOf(call);
	if (QUESTIONS.includes(name)) return true;
	if (WRITES.includes(name) || !call.arguments.some((argument) => argument.getText(file) === 'actor')) return false;
	const local = file.statements.find(
		(node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node) && node.name?.text === name
	);
	return local?.body ? asksFirst({ name, body: local.body, file }) : true;
}

function nameOf({ expression }: ts.CallExpression): string {
	return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

function callsIn(node: ts.Node): ts.CallExpression[] {
	const calls: ts.CallExpression[] = [];
	const visit = (inner: ts.Node): void => {
		if (ts.isCallExpression(inner)) calls.push(inner);
		ts.forEachChild(inner, visit);
	};
	visit(node);
	return calls.sort((a, b) => a.pos - b.pos);
}
