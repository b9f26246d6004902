import type { LibraryModel } from './model.ts';

export const fsExtra: LibraryModel = {
  library: 'fs-extra',
  entries: [
    {
      path: 'fs-extra.{copySync,moveSync,removeSync,ensureDirSync,ensureFileSync,emptyDirSync,outputFileSync,outputJsonSync,readJsonSync,writeJsonSync,readFileSync,writeFileSync,mkdirSync,readdirSync,statSync}()',
      is: [{ throws: true, because: 'it throws when the file system refuses' }],
    },
    {
      path: 'fs-extra.{copy,move,remove,ensureDir,ensureFile,emptyDir,outputFile,outputJson,readJson,writeJson,readFile,writeFile,mkdir,mkdirp,readdir,stat,unlink,rename}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};
