import { createServer } from 'node:http';
import { toNodeListener } from 'clickstamp/redirect';
import { createApp } from './app.js';

const app = createApp();
const redirect = toNodeListener(app);

// The redirect goes through the package's own listener; what is posted to the tests' jobs has a body, which that drops.
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return redirect(request, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await app(
    new Request(`http://localhost${request.url}`, { method: 'POST', body: Buffer.concat(chunks) }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
