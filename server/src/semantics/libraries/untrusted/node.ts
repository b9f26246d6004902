import type { UntrustedFact, UntrustedModel } from './model.ts';

const path = (at: number): UntrustedFact => ({ sink: 'path', at });
const first = [path(0)] as const;
const both = [path(0), path(1)] as const;

const oneFile =
  'readFile,readFileSync,writeFile,writeFileSync,appendFile,appendFileSync,createReadStream,createWriteStream,unlink,unlinkSync,rm,rmSync,rmdir,rmdirSync,' +
  'mkdir,mkdirSync,readdir,readdirSync,stat,statSync,lstat,lstatSync,open,openSync,access,accessSync,exists,existsSync,truncate,truncateSync,chmod,chmodSync,opendir,' +
  'readJson,readJsonSync,writeJson,writeJsonSync,outputFile,outputFileSync,remove,removeSync,ensureDir,ensureDirSync,ensureFile,pathExists';
const twoFiles =
  'copyFile,copyFileSync,rename,renameSync,link,linkSync,symlink,symlinkSync,cp,cpSync,copy,copySync,move,moveSync';

const fileSystem = (library: string): UntrustedModel => ({
  library,
  entries: [
    { path: `${library}{,.promises}.{${oneFile}}()`, is: first },
    { path: `${library}{,.promises}.{${twoFiles}}()`, is: both },
  ],
});

const command: UntrustedFact = { sink: 'command', at: 0 };

const childProcess: UntrustedModel = {
  library: 'node:child_process',
  entries: [
    { path: 'node:child_process.{exec,execSync}()', is: [command] },
    {
      path: 'node:child_process.{spawn,spawnSync,execFile,execFileSync}()',
      is: [command, { sink: 'command', at: [1, '*'], when: 'shell' }],
    },
    { path: 'node:child_process.fork()', is: [{ sink: 'command', at: 0 }] },
  ],
};

const shells: readonly UntrustedModel[] = [
  {
    library: 'execa',
    entries: [
      { path: 'execa.{execaCommand,execaCommandSync,command,commandSync}()', is: [command] },
      { path: 'execa{,.execa,.execaSync}()', is: [command] },
    ],
  },
  { library: 'shelljs', entries: [{ path: 'shelljs.exec()', is: [command] }] },
  { library: 'cross-spawn', entries: [{ path: 'cross-spawn{,.sync,.spawn}()', is: [command] }] },
  { library: 'node-cmd', entries: [{ path: 'node-cmd.{run,get,runSync}()', is: [command] }] },
  { library: 'ssh2', entries: [{ path: 'ssh2.Client().exec()', is: [command] }] },
  { library: 'node-pty', entries: [{ path: 'node-pty.spawn()', is: [command] }] },
];

const code: UntrustedFact = { sink: 'code', at: 0 };

const vm: UntrustedModel = {
  library: 'node:vm',
  entries: [
    {
      path: 'node:vm.{runInContext,runInNewContext,runInThisContext,compileFunction,Script,SourceTextModule}()',
      is: [code],
    },
  ],
};

const sandboxes: readonly UntrustedModel[] = [
  { library: 'vm2', entries: [{ path: 'vm2.{VM,NodeVM}().{run,runFile}()', is: [code] }] },
  { library: 'safe-eval', entries: [{ path: 'safe-eval()', is: [code] }] },
  { library: 'require-from-string', entries: [{ path: 'require-from-string()', is: [code] }] },
];

const paths: UntrustedModel = {
  library: 'node:path',
  entries: [
    { path: 'node:path{,.posix,.win32}.basename()', is: [{ passes: [0], clears: ['path'] }] },
    { path: 'node:path{,.posix,.win32}.extname()', is: [{ passes: [0], clears: ['path'] }] },
    { path: 'node:path{,.posix,.win32}.{join,resolve}()', is: [{ passes: [0, 1, 2, 3, 4, 5] }] },
    { path: 'node:path{,.posix,.win32}.{normalize,dirname,toNamespacedPath}()', is: [{ passes: [0] }] },
    { path: 'node:path{,.posix,.win32}.format()', is: [{ passes: [[0, '*']] }] },
    { path: 'node:path{,.posix,.win32}.relative()', is: [{ passes: [1] }] },
  ],
};

const others: readonly UntrustedModel[] = [
  { library: 'node:util', entries: [{ path: 'node:util.format()', is: [{ passes: [0, 1, 2, 3] }] }] },
  {
    library: 'node:querystring',
    entries: [
      { path: 'node:querystring.{parse,unescape,decode}()', is: [{ passes: [0] }] },
      {
        path: 'node:querystring.{escape,stringify,encode}()',
        is: [{ passes: [0], clears: ['url', 'html', 'redirect', 'path', 'header'] }],
      },
    ],
  },
  {
    library: 'node:url',
    entries: [
      { path: 'node:url.parse()', is: [{ passes: [0] }] },
      { path: 'node:url.resolve()', is: [{ passes: [1] }] },
      { path: 'node:url.fileURLToPath()', is: [{ passes: [0] }] },
    ],
  },
  { library: 'qs', entries: [{ path: 'qs.parse()', is: [{ passes: [0] }] }] },
];

export const node: readonly UntrustedModel[] = [
  fileSystem('node:fs'),
  fileSystem('node:fs/promises'),
  fileSystem('fs-extra'),
  fileSystem('graceful-fs'),
  childProcess,
  ...shells,
  vm,
  ...sandboxes,
  paths,
  ...others,
];
