import { answersByCallback } from './callback-receivers.ts';
import type { LibraryModel } from './model.ts';

/** What fails, as a rule, because the file is not there. */
const onFile = '{readFile,readdir,stat,lstat,unlink,rm}';

export const nodeFsPromises: LibraryModel = {
  library: 'node:fs/promises',
  entries: [
    // They are not there, so that nothing is known of what the code takes for them.
    { path: 'node:fs/promises.{createReadStream,createWriteStream,existsSync,watch}()', is: [] },
    { path: `node:fs/promises.${onFile}()`, is: [{ rejects: 'may', weighedBy: 'asked' }] },
    { path: 'node:fs/promises.*()', is: [{ rejects: 'may' }] },
  ],
};

export const nodeFs: LibraryModel = {
  library: 'node:fs',
  entries: [
    { path: `node:fs.promises.${onFile}()`, is: [{ rejects: 'may', weighedBy: 'asked' }] },
    { path: 'node:fs.promises.*()', is: [{ rejects: 'may' }] },
    {
      path: 'node:fs.{writeFileSync,appendFileSync,mkdirSync,copyFileSync,renameSync,accessSync,openSync}()',
      is: [{ throws: true, because: 'it throws when the file system refuses' }],
    },
    {
      path: 'node:fs.{readFileSync,readdirSync,statSync,unlinkSync,rmSync}()',
      is: [{ throws: true, because: 'it throws when the file system refuses', unless: 'asked' }],
    },
    answersByCallback('node:fs'),
  ],
};
