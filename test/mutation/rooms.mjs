/** The rooms whose tests are put to the test, each with the tests that are about it. */
export const ROOMS = {
  url: ['test/url/*.test.ts', 'test/message/classify/{kinds,reasons,utm-options}.test.ts'],
  token: ['test/token/*.test.ts'],
  'message/classify': [
    'test/message/classify/*.test.ts',
    'test/message/plan/op*.test.ts',
    'test/message/{compile-message,option-tags}.test.ts',
    'test/message/render/values.test.ts',
    'test/redundancy/system-tags.test.ts',
  ],
  clicks: ['test/clicks/**/*.test.ts'],
};

/** The room that `ROOM` names. */
export const room = process.env.ROOM ?? 'url';
if (!(room in ROOMS)) throw new TypeError(`ROOM: one of ${Object.keys(ROOMS).join(', ')}`);
