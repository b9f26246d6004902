import { lockNames } from './versions/package-versions.ts';
import { nameOf } from './paths.ts';
import { isCode } from './trees.ts';

/** By extension: pictures, sound, fonts, archives, programs, databases, models, and what tools write for tools. */
const unread: ReadonlySet<string> = new Set(
  (
    'png jpg jpeg gif webp avif heic ico icns bmp tif tiff psd ai eps svg sketch fig xd ' +
    'woff woff2 ttf otf eot mp3 mp4 m4a m4v mov avi mkv webm ogg oga ogv wav flac aac mid swf ' +
    'zip gz tgz bz2 xz 7z rar tar zst br lz4 jar war ear whl gem nupkg crx vsix apk aab ipa dmg iso deb rpm msi ' +
    'pdf doc docx xls xlsx ppt pptx odt ods odp epub mobi ' +
    'exe dll so dylib bin dat o a lib obj class pyc pyo pdb wasm node rlib ' +
    'db sqlite sqlite3 db3 mdb parquet avro arrow orc feather npy npz pkl pickle h5 hdf5 pt pth onnx tflite safetensors gguf ' +
    'glb gltf fbx stl ply blend 3ds usdz jks keystore p12 pfx kdbx ' +
    'map lock lockb sum tsbuildinfo snap DS_Store'
  ).split(' '),
);

/** Names that promise text, so that a binary file of that name is worth a word. */
const promisesText =
  /(?:^|\/)\.env[^/]*$|\.(?:jsonc?|json5|ya?ml|toml|xml|html?|mdx?|txt|ini|cfg|conf|properties|sql|sh|bash|tf|tfvars|vue|svelte|astro|css|scss|py|rb|go|php|java|cs|ipynb)$/i;

/** Whether a file that is no code is looked at for what stands in its text: not what tools lock, pack or compile. */
export function isText(file: string): boolean {
  const name = nameOf(file);
  if (isCode(name) || lockNames.has(name) || /[.-]min\.css$/.test(name)) return false;
  const dot = name.lastIndexOf('.');
  return dot <= 0 || !unread.has(name.slice(dot + 1).toLowerCase());
}

export const isLookedAt = (file: string): boolean => isCode(file) || isText(file);

export const isNamedAsText = (file: string): boolean => isCode(file) || promisesText.test(file);
