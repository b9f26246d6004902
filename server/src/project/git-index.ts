/** The fixed head of an entry: ten numbers of 32 bits, of which the seventh is the mode; then comes the object's hash. */
const statLength = 40;
const modeAt = 24;
const extendedFlag = 0x4000;
const regularFile = 0b1000;

/**
 * The regular files that a Git index (version 2 to 4) lists, relative to the work tree. None for a text that is no index, or one that
 * keeps a part of its entries in another file: then nobody knows what is missing.
 *
 * @param hashLength in bytes: 20, or 32 in repositories of SHA-256
 */
export function filesInIndex(bytes: Uint8Array, hashLength: 20 | 32): readonly string[] {
  try {
    return new IndexReader(bytes, hashLength).files();
  } catch (error) {
    // Cut short, as when Git is just writing it.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

class IndexReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #hashLength: number;
  readonly #decoder = new TextDecoder();
  #at = 12;

  constructor(bytes: Uint8Array, hashLength: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#hashLength = hashLength;
  }

  files(): readonly string[] {
    const version = this.#view.getUint32(4);
    if (this.#wordAt(0) !== 'DIRC' || version < 2 || version > 4) return [];
    const files: string[] = [];
    let name: Uint8Array = new Uint8Array();
    for (let left = this.#view.getUint32(8); left > 0; left--) {
      const start = this.#at;
      const isRegular = this.#view.getUint32(start + modeAt) >>> 12 === regularFile;
      const flags = this.#view.getUint16(start + statLength + this.#hashLength);
      this.#at = start + statLength + this.#hashLength + ((flags & extendedFlag) === 0 ? 2 : 4);
      name = version === 4 ? this.#nameAfter(name) : this.#paddedName(start);
      if (isRegular) files.push(this.#decoder.decode(name));
    }
    return this.#isSplit() ? [] : files;
  }

  /** Entries are filled up with one to eight zeros, to a multiple of eight. */
  #paddedName(start: number): Uint8Array {
    const name = this.#upToZero();
    this.#at = start + ((this.#at - 1 - start + 8) & ~7);
    return name;
  }

  /** Names of version 4 say how much of the one before is not theirs. */
  #nameAfter(before: Uint8Array): Uint8Array {
    const dropped = this.#variableNumber();
    const rest = this.#upToZero();
    const kept = before.subarray(0, Math.max(0, before.length - dropped));
    const name = new Uint8Array(kept.length + rest.length);
    name.set(kept);
    name.set(rest, kept.length);
    return name;
  }

  #upToZero(): Uint8Array {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end === -1) throw new RangeError('The name does not end.');
    const name = this.#bytes.subarray(this.#at, end);
    this.#at = end + 1;
    return name;
  }

  #variableNumber(): number {
    let byte = this.#view.getUint8(this.#at++);
    let value = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
      byte = this.#view.getUint8(this.#at++);
      value = (value + 1) * 128 + (byte & 0x7f);
    }
    return value;
  }

  /** Extensions follow the entries, and the hash of it all comes last. */
  #isSplit(): boolean {
    while (this.#at + 8 <= this.#bytes.length - this.#hashLength) {
      if (this.#wordAt(this.#at) === 'link') return true;
      this.#at += 8 + this.#view.getUint32(this.#at + 4);
    }
    return false;
  }

  #wordAt(at: number): string {
    return this.#decoder.decode(this.#bytes.subarray(at, at + 4));
  }
}
