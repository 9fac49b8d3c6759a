import { importUntyped } from './import-untyped.js';

/** What is used of a page of playwright-core. */
export interface Page {
  setContent(html: string): Promise<void>;
  getByRole(role: 'link', options: { readonly name: string }): { click(): Promise<void> };
  waitForURL(test: (url: URL) => boolean): Promise<void>;
  waitForLoadState(state: 'load'): Promise<void>;
  url(): string;
  close(): Promise<void>;
}

interface PlaywrightModule {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<{
      newContext(options: { readonly userAgent: string }): Promise<{ newPage(): Promise<Page> }>;
      close(): Promise<void>;
    }>;
  };
}

/** Starts Chromium with a user agent of our choice: its own says that it is driven. */
export async function openChromium(userAgent: string): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }> {
  const { chromium } = await importUntyped<PlaywrightModule>('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext({ userAgent });
  return { newPage: () => context.newPage(), close: () => browser.close() };
}
