import { expect, test } from 'vitest';
import { mistake, runIn } from './fake-io.js';

test('the demonstration shows the whole way and fits 80 columns', async () => {
  const { status, stdout, stderr } = await runIn({ columns: 80, env: { NO_COLOR: '1' } }, 'demo');
  expect([status, stderr]).toEqual([0, '']);
  for (const piece of ['error scheme-typo', 'contactId  ada', 'Order bulbs', "Bots' clicks                1"])
    expect(stdout).toContain(piece);
  const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('  9 |'));
  expect(wide).toEqual([]);
});

test('it takes no operands', async () => {
  expect(await runIn({}, 'demo', 'x')).toMatchObject({
    status: 2,
    stderr: mistake('demo takes no operands.', 'clickstamp demo --help'),
  });
});
