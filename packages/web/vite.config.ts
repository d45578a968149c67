import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that the page talks to while it is developed: the mock, or a real one. */
const server = process.env.FILE_ORGANIZER_BASE_URL ?? 'http://localhost:4010';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // Nothing may be inline: the policy of the page allows files of the server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // One large file is compressed better than many small ones.
        codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] },
      },
    },
  },
  server: {
    proxy: { '/api': { target: server, ws: true }, '/docs': { target: server } },
  },
});
