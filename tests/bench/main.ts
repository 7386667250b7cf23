// `npm run bench` measures the application; `npm run bench -- figures` what stands behind figures, in as many people as one likes.
await import(process.argv[2] === 'figures' ? './figures.ts' : './bench.ts');
