import { createApp } from './app.js';

const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: createApp() });
console.log(JSON.stringify({ port: server.port }));
