import type { InitializeParams } from 'vscode-languageserver';
import { explainRuleCommand, fixAllOfRuleCommand, suppressWithReasonCommand } from '../../../../shared/src/protocol.ts';
import type { TemperInitializationOptions, TypeBackend } from '../../../../shared/src/protocol.ts';
import { fileOfUri } from './files.ts';

/** What the client can do and wants, worked out once. */
export interface ClientFacts {
  readonly folders: readonly string[];
  readonly restDelay: number;
  readonly isTrusted: boolean;
  readonly maxFiles: number;
  /** What answers about types. */
  readonly types: TypeBackend;
  /** What baselines hold is not hidden. */
  readonly showsBaselined: boolean;
  readonly workerMemory: number | undefined;
  /** Folder that is the client's own, for what is to outlive this process. */
  readonly storage: string | undefined;
  /** URIs of files for which what an earlier server found stays on screen until they have been checked whole. */
  readonly outlived: readonly string[];
  /** The client asks for diagnostics; nothing is published. */
  readonly pullsDiagnostics: boolean;
  readonly opensRulePages: boolean;
  readonly asksForReasons: boolean;
  readonly asksWhereToFix: boolean;
  readonly resolvesEdits: boolean;
  readonly confirmsEdits: boolean;
  readonly versionsEdits: boolean;
  readonly createsFiles: boolean;
  readonly opensPages: boolean;
  readonly watchesFiles: boolean;
  readonly tellsFolderChanges: boolean;
  readonly showsProgress: boolean;
  readonly refreshesDiagnostics: boolean;
}

const backends: readonly TypeBackend[] = ['auto', 'native', 'portable'];
const defaultRestDelay = 600;
const defaultMaxFiles = 5_000;

export function clientFacts(params: InitializeParams): ClientFacts {
  const { capabilities } = params;
  const options = optionsOf(params.initializationOptions);
  const commands = options.clientCommands ?? [];
  const action = capabilities.textDocument?.codeAction;
  const edits = capabilities.workspace?.workspaceEdit;
  return {
    folders: foldersOf(params),
    restDelay: numberOr(options.restDelay, defaultRestDelay),
    isTrusted: options.untrusted !== true,
    maxFiles: numberOr(options.maxFiles, defaultMaxFiles),
    types: backends.find((backend) => backend === options.typeOracle) ?? 'auto',
    showsBaselined: options.showBaselined === true,
    workerMemory: options.workerMemory,
    storage: options.storage,
    outlived: options.outlived ?? [],
    pullsDiagnostics: options.diagnostics === 'pull',
    opensRulePages: commands.includes(explainRuleCommand),
    asksForReasons: commands.includes(suppressWithReasonCommand),
    asksWhereToFix: commands.includes(fixAllOfRuleCommand),
    resolvesEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    confirmsEdits: edits?.changeAnnotationSupport !== undefined && action?.honorsChangeAnnotations === true,
    versionsEdits: edits?.documentChanges === true,
    createsFiles: edits?.documentChanges === true && edits.resourceOperations?.includes('create') === true,
    opensPages: capabilities.window?.showDocument?.support === true,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsFolderChanges: capabilities.workspace?.workspaceFolders === true,
    showsProgress: capabilities.window?.workDoneProgress === true,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return uris.flatMap((uri) => folderOfUri(uri) ?? []);
}

export function folderOfUri(uri: string): string | undefined {
  const folder = fileOfUri(uri);
  return folder !== undefined && folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
}

function optionsOf(value: unknown): TemperInitializationOptions {
  return typeof value === 'object' && value !== null ? value : {};
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 0 ? value : fallback;
}
