import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { enclosingFunction, isFallback, unwrap } from '../semantics/nodes.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { settlesHost } from '../semantics/taint/texts.ts';
import { quoted } from './style.ts';

/** An address that somebody may send, and the beginning of the one that is taken where they do not. */
export interface SentAddress {
  readonly sent: ts.Expression;
  /** `https://api.example.com/` */
  readonly host: string;
}

/**
 * `const address = statusUrl || `https://api.example.com/jobs/${id}``: what may be sent has to lead where the code itself would go.
 * Undefined where the code names no host.
 */
export function sentAddressOf({ given, source }: Flow): SentAddress | undefined {
  const name = ts.isBindingElement(source) ? source.name.getText() : source.getText();
  const handler = enclosingFunction(source);
  if (handler === undefined || source.getSourceFile() !== given.getSourceFile()) return undefined;
  const found: SentAddress[] = [];
  const visit = (node: ts.Node): void => {
    if (isFallback(node) && unwrap(node.left).getText() === name) {
      const host = hostOf(unwrap(node.right));
      if (host !== undefined) found.push({ sent: node.left, host });
    }
    ts.forEachChild(node, visit);
  };
  visit(handler);
  return found.length === 1 ? found[0] : undefined;
}

export function ownHostEdits({ sent, host }: SentAddress): readonly TextEdit[] {
  const words = sent.getText();
  const text = `(${words}?.startsWith(${quoted(sent.getSourceFile(), host)}) ? ${words} : undefined)`;
  return [{ span: { start: sent.getStart(), end: sent.end }, text }];
}

function hostOf(node: ts.Expression): string | undefined {
  const text = ts.isTemplateExpression(node) ? node.head.text : ts.isStringLiteralLike(node) ? node.text : '';
  const host = /^https:\/\/[^/?#@\\]+\//.exec(text)?.[0];
  return host !== undefined && settlesHost(host) ? host : undefined;
}
