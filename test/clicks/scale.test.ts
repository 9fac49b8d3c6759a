import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

// In a process of its own: what other tests leave in memory is not counted, and the answer is the same to the byte.
test('memory: 32 bytes a pair and fewer, ids included', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('memory.child.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
  });
  const said = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-'], {
    input: outputFiles[0]?.text ?? '',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  const { bytes, clicks } = JSON.parse(said) as { readonly bytes: number; readonly clicks: number };
  expect(clicks).toBe(400_000);
  expect(bytes).toBeGreaterThan(20);
  expect(bytes).toBeLessThanOrEqual(32);
});
