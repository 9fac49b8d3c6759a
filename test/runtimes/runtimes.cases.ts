/** One runtime: an npm package that carries its binary, and how it serves the app. */
export interface Runtime {
  readonly name: string;
  /** Relative to test/runtimes/node_modules. */
  readonly binary: string;
  /** Run in the folder of the app. Each prints one line of JSON with the `port` it listens on. */
  readonly args: readonly string[];
}

const node = (version: number): Runtime => ({
  name: `Node ${version}`,
  binary: `node${version}/bin/node`,
  args: ['node.js'],
});

export const RUNTIMES: readonly Runtime[] = [
  ...[20, 22, 24, 26].map(node),
  { name: 'Bun', binary: 'bun/bin/bun', args: ['run', 'bun.js'] },
  {
    name: 'Deno',
    binary: 'deno/deno',
    args: ['run', '--no-remote', '--allow-net=127.0.0.1', '--allow-read', '--allow-env', 'deno.js'],
  },
  // Without nodejs_compat: the bundle must do without any built-in of Node.
  { name: 'workerd', binary: 'workerd/bin/workerd', args: ['serve', 'worker.capnp', '--control-fd=1'] },
];
