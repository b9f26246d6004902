/** An index as Git writes it, of version 2, as far as anybody reads it here. */
export function gitIndex(names: readonly string[], extension = ''): Uint8Array {
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(names.length, 8);
  const entries = names.map((name) => {
    const bytes = Buffer.from(name);
    const entry = Buffer.alloc((62 + bytes.length + 8) & ~7);
    entry.writeUInt32BE(0o100644, 24);
    bytes.copy(entry, 62);
    return entry;
  });
  const size = Buffer.alloc(4);
  return Buffer.concat([
    head,
    ...entries,
    ...(extension === '' ? [] : [Buffer.from(extension), size]),
    Buffer.alloc(20),
  ]);
}
