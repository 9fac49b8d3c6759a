import { importUntyped } from '../../e2e/import-untyped.js';

/** What is used of a page of playwright-core. */
export interface Page {
  goto(url: string): Promise<unknown>;
  goBack(): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror' | 'dialog', listener: (thing: unknown) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  evaluate<Result>(code: string): Promise<Result>;
  frames(): { url(): string; evaluate<Result>(code: string): Promise<Result> }[];
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: { readonly colorScheme?: 'light' | 'dark'; readonly media?: 'print' }): Promise<void>;
  keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  mouse: { click(x: number, y: number): Promise<void> };
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  waitForTimeout(milliseconds: number): Promise<void>;
  url(): string;
  close(): Promise<void>;
}

interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Browser extends Context {
  newContext(options: { readonly javaScriptEnabled: boolean }): Promise<Context>;
}

interface PlaywrightModule {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
  };
}

/** Opens Chromium; `more` are further words for its command line. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const { chromium } = await importUntyped<PlaywrightModule>('playwright-core');
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...more],
  });
}
