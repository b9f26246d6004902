import type { ts } from '../engine/syntax.ts';
import { enclosingFunction, memberName, unwrap } from './nodes.ts';

/** What a page makes of a file for the one who looks at it: a download, a picture for the clipboard, something to share. */
const given = /createObjectURL\(|ClipboardItem\(|navigator\.share\(/;

/** What keeps it: then the page of an error would be stored in its place. */
const kept = /upload|FormData|\.append\(|\binsert\(|method:\s*['"`](?:POST|PUT)|readAsDataURL/i;

/** `const blob = await response.blob();` of a file that the page saves for its viewer, and nobody else. */
export function isForViewer(read: ts.CallExpression): boolean {
  if (!/^(?:blob|arrayBuffer)$/.test(memberName(unwrap(read.expression)) ?? '')) return false;
  const text = enclosingFunction(read)?.getText() ?? '';
  return given.test(text) && !kept.test(text);
}
