// Runs before `npm start` and `npm test`, on any Node that can run npm and before anything is installed:
// plain JavaScript without packages. Installs what package-lock.json names, when it is not there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));

if (!isInstalled()) install();

/** npm keeps its own record of what it has installed; packages for other platforms are missing from it. */
function isInstalled() {
	const wanted = packagesIn(join(CHECKOUT, 'package-lock.json'));
	const installed = packagesIn(join(CHECKOUT, 'node_modules', '.package-lock.json'));
	if (!existsSync(join(CHECKOUT, 'node_modules', '.bin', 'node')) && process.platform !== 'win32') return false;
	return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
		const found = installed[path];
		if (found === undefined) return path === '' || optional === true || link === true;
		return found.version === version && found.integrity === integrity;
	});
}

function packagesIn(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

function install() {
	console.log('Installing packages (npm ci) …');
	// npm sets both for the scripts that it runs; without them this was started by hand.
	const npm = process.env.npm_execpath;
	const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status } = npm
		? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...options], {
				cwd: CHECKOUT,
				stdio: 'inherit'
			})
		: spawnSync('npm', options, { cwd: CHECKOUT, stdio: 'inherit', shell: process.platform === 'win32' });
	if (status === 0) return;
	console.error(
		'The packages could not be installed (npm ci, above): check the connection to the npm registry, then try again.'
	);
	process.exit(1);
}
