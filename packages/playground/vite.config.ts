import { defineConfig } from 'vite';

/** One page with its script and style beside it; `npm run dev` talks to a simulator on its usual port. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false },
  server: { proxy: { '/sim': 'http://127.0.0.1:8090' } },
});
