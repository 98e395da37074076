/** What `npm start` runs, as a process that can be supervised, and killed. */
await import(new URL('../../local/src/start.ts', import.meta.url).href);
console.log(JSON.stringify({ message: 'ready' }));
