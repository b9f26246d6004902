import type { LibraryModel } from './model.ts';

export const electron: LibraryModel = {
  library: 'electron',
  entries: [
    {
      path: 'electron.{app,App()}.whenReady()',
      is: [{ rejects: 'never', because: 'it waits for the start, and a start that fails ends the program' }],
    },
    { path: 'electron.BrowserWindow().{loadURL,loadFile}()', is: [{ rejects: 'may' }] },
    { path: 'electron.BrowserWindow().webContents.{loadURL,loadFile,executeJavaScript}()', is: [{ rejects: 'may' }] },
    { path: 'electron.shell.{openExternal,openPath,trashItem}()', is: [{ rejects: 'may' }] },
    { path: 'electron.ipcRenderer.invoke()', is: [{ rejects: 'may' }] },
  ],
};
