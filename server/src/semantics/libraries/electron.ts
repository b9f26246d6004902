import type { LibraryModel } from './model.ts';

export const electron: LibraryModel = {
  library: 'electron',
  entries: [
    {
      path: 'electron.{app,App()}.whenReady()',
      is: [{ rejects: 'never', because: 'it waits for the start, and a start that fails ends the program' }],
    },
    // A page that does not load is also an event, `did-fail-load`, and one that was left for another is a rejection.
    {
      path: 'electron.{BrowserWindow(),BrowserView(),WebContentsView()}{,.webContents}.{loadURL,loadFile}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    { path: 'electron.BrowserWindow().webContents.executeJavaScript()', is: [{ rejects: 'may' }] },
    { path: 'electron.shell.openExternal()', is: [{ rejects: 'may', weighedBy: 'address' }] },
    { path: 'electron.shell.openPath()', is: [{ rejects: 'never', because: 'it resolves with what went wrong' }] },
    { path: 'electron.shell.trashItem()', is: [{ rejects: 'may' }] },
    { path: 'electron.ipcRenderer.invoke()', is: [{ rejects: 'may' }] },
  ],
};
