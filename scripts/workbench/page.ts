import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import type { CodeServer } from './code-server.ts';

export interface WorkbenchPageOptions {
  /** Or a `.code-workspace` file. */
  readonly folder: string;
  readonly extensionUnderDevelopment?: string;
  /** A module whose `run` the extension host calls; needs `onExit`. */
  readonly testSuite?: string;
  /** What the extension host prints while a suite runs. */
  readonly onLog?: (type: string, args: readonly unknown[]) => void;
  readonly onExit?: (exitCode: number) => void;
}

export interface WorkbenchPage {
  readonly page: Page;
  close(): Promise<void>;
}

export async function openWorkbench(server: CodeServer, options: WorkbenchPageOptions): Promise<WorkbenchPage> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme: 'dark' });
    // VS Code calls these two when it runs a suite, and looks for them as soon as it loads.
    if (options.onLog !== undefined) await page.exposeFunction('codeAutomationLog', options.onLog);
    if (options.onExit !== undefined) await page.exposeFunction('codeAutomationExit', options.onExit);
    await page.goto(workbenchAddress(server, options));
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A workbench is told what to run by its address alone. */
export function workbenchAddress(server: CodeServer, options: WorkbenchPageOptions): string {
  const { folder, extensionUnderDevelopment, testSuite } = options;
  const remoteUri = (file: string): string => `vscode-remote://localhost:${server.port}${path.resolve(file)}`;
  const payload: [string, string][] = [];
  if (extensionUnderDevelopment !== undefined)
    payload.push(['extensionDevelopmentPath', remoteUri(extensionUnderDevelopment)]);
  if (testSuite !== undefined) payload.push(['extensionTestsPath', remoteUri(testSuite)]);
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: path.resolve(folder) });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://localhost:${server.port}/?${query.toString().replaceAll('%2F', '/')}`;
}
