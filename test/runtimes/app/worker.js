import { createApp } from './app.js';

export default { fetch: createApp() };
