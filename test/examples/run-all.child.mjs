// Runs the examples that it is given one after another, each when nothing of the last is left to wait for, and writes a
// line of JSON for each: what it wrote, and how it ended. One process for all, because most of an example's time is starting.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// What an example imports from beside it is its own copy, as in a process of its own.
register(
  `data:text/javascript,${encodeURIComponent(`
    export async function resolve(name, context, next) {
      const found = await next(name, context);
      const query = /\\?example=\\d+$/.exec(context.parentURL ?? '')?.[0];
      return query && found.url.includes('/examples/') && !found.url.includes('/node_modules/')
        ? { ...found, url: found.url + query }
        : found;
    }`)}`,
);

const files = process.argv.slice(2);
const report = process.stdout.write.bind(process.stdout);
let running;

function collect(stream, name) {
  stream.write = (text) => {
    running[name] += text;
    return true;
  };
}
collect(process.stdout, 'stdout');
collect(process.stderr, 'stderr');

// As Node does where nobody listens, but the examples that follow run.
process.on('uncaughtException', (error) => {
  running.stderr += `${error?.stack ?? error}\n`;
});

function start(at) {
  running = { file: files[at], stdout: '', stderr: '', ended: false };
  import(`${pathToFileURL(files[at])}?example=${at}`).then(
    () => {
      running.ended = true;
    },
    (error) => {
      running.ended = true;
      running.stderr += `${error?.stack ?? error}\n`;
    },
  );
}

// Nothing is left: no server, no timer, no process. One that waits for itself alone has not ended.
process.on('beforeExit', () => {
  const { ended, ...run } = running;
  if (!ended) run.stderr += 'it waits for what never comes\n';
  if (process.exitCode) run.stderr += `exit status ${process.exitCode}\n`;
  process.exitCode = undefined;
  report(`${JSON.stringify(run)}\n`);
  // On a turn of its own: an example that waits for nothing ends at once, and Node asks again only after a turn.
  if (++at < files.length) setImmediate(start, at);
});

let at = 0;
start(at);
