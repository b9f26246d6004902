import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Enough that little time goes into asking the disk, and little memory into the answer. */
const chunkSize = 1 << 20;

/** A file as UTF-8, or as UTF-16 where its mark says so; characters that lie across two chunks come whole with the second. */
export function* readChunks(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkSize);
    let decode: ((bytes: Buffer) => string) | undefined;
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      const bytes = buffer.subarray(0, read);
      const isFirst = decode === undefined;
      decode ??= decoderFor(bytes);
      const text = decode(bytes);
      yield isFirst && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }
    yield decode?.(Buffer.alloc(0)) ?? '';
  } finally {
    closeSync(file);
  }
}

/** Called with nothing, it gives what is left. */
function decoderFor(first: Buffer): (bytes: Buffer) => string {
  const mark = first.length >= 2 ? first.readUInt16BE(0) : 0;
  const decoder = new StringDecoder(mark === 0xfffe || mark === 0xfeff ? 'utf16le' : 'utf8');
  return (bytes) => {
    if (bytes.length === 0) return decoder.end();
    return decoder.write(mark === 0xfeff ? bytes.subarray(0, bytes.length & ~1).swap16() : bytes);
  };
}
