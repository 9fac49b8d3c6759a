import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The build that is measured: this one, or an older one in the folder that `BENCH_PACKAGE` names, for the table beside
 * (`npm run bench -- --against FOLDER`). Everything that measures the package takes it from here.
 */
export const FOLDER = process.env.BENCH_PACKAGE ?? fileURLToPath(new URL('..', import.meta.url));
export const isOlder = process.env.BENCH_PACKAGE !== undefined;

/** Loads one of its files, such as `clicks/index`. */
export const load = (file) => import(new URL(`dist/${file}.js`, pathToFileURL(`${FOLDER}/`)).href);

export const { compileHtml, createKeyring, decodeClick, rewriteLinks } = await load('index');
export const { ClickAggregator } = await load('clicks/index');
