import { fileURLToPath, pathToFileURL } from 'node:url';
import { baselineName } from '../../engine/baseline-text.ts';
import { isCode } from '../../project/trees.ts';

const extensions: ReadonlyMap<string, string> = new Map([
  ['typescript', '.ts'],
  ['typescriptreact', '.tsx'],
  ['javascript', '.js'],
  ['javascriptreact', '.jsx'],
  ['json', '.json'],
  ['jsonc', '.jsonc'],
  ['yaml', '.yaml'],
  ['toml', '.toml'],
  ['properties', '.properties'],
  ['dotenv', '.properties'],
  ['shellscript', '.sh'],
  ['sql', '.sql'],
  ['html', '.html'],
  ['markdown', '.md'],
]);

/** Folder of documents that were never saved; the colon keeps it apart from every real one. */
const untitledFolder = '/untitled:/';

const longestDocument = 1_048_576;

export function isTooLarge(text: string): boolean {
  return text.length > longestDocument;
}

/** The engine's path of a document: absolute, with forward slashes. Undefined for schemes that are not looked at. */
export function fileOfUri(uri: string, languageId?: string): string | undefined {
  if (uri.startsWith('file:')) return fileOfFileUri(uri);
  if (!uri.startsWith('untitled:')) return undefined;
  const name = decode(uri.slice('untitled:'.length));
  const path = name.startsWith('/') ? name : untitledFolder + name;
  const extension = extensions.get(languageId ?? '') ?? '';
  return path.endsWith(extension) || isCode(path) ? path : path + extension;
}

/** Each keystroke names the files again that its findings come from. */
const uris = new Map<string, string>();
const mostUris = 10_000;

export function uriOfFile(file: string): string {
  let uri = uris.get(file);
  if (uri === undefined) {
    if (uris.size >= mostUris) uris.clear();
    uris.set(file, (uri = pathToFileURL(file).href));
  }
  return uri;
}

export function isConfigFile(file: string): boolean {
  return file.endsWith('/temper.config.json');
}

export function isBaselineFile(file: string): boolean {
  return file.endsWith(`/${baselineName}`);
}

export function isIgnoreFile(file: string): boolean {
  return file.endsWith('/.gitignore');
}

/** Whether a file lies in a folder, or is it. */
export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function fileOfFileUri(uri: string): string | undefined {
  try {
    const path = fileURLToPath(uri).replaceAll('\\', '/');
    return /^[A-Z]:/.test(path) ? path.charAt(0).toLowerCase() + path.slice(1) : path;
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
