import type { Localization } from '../localization.ts';

export interface WhyLink {
  readonly label: string;
  readonly href: string;
}

export interface WhyContent {
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly place: WhyLink;
  readonly steps: readonly (WhyLink & { readonly message: string })[];
  /** Whether the steps are the way of a value. */
  readonly isFlow: boolean;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  readonly fixes: readonly string[];
  readonly links: { readonly fix: string; readonly rule: string };
}

/** A page of headings, lists and links that works by keyboard and with a screen reader, in the editor's own colours. */
export function whyHtml(content: WhyContent, l10n: Localization): string {
  const { severity, rule, message, place, links } = content;
  const parts = [
    `<h1>${prose(message)}</h1>`,
    `<p>${escaped(severity)} · ${link({ label: rule, href: links.rule })} · ${link(place)}</p>`,
    ...steps(content, l10n),
    `<h2>${l10n.t('Why it matters')}</h2>`,
    `<p>${prose(content.why)}</p>`,
    ...fixes(content, l10n),
    `<h2>${l10n.t('Bad')}</h2>`,
    block(content.bad),
    `<h2>${l10n.t('Good')}</h2>`,
    block(content.good),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(rule)}</title>
<style>${style}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function steps({ steps: found, isFlow }: WhyContent, l10n: Localization): readonly string[] {
  if (found.length === 0) return [];
  const heading = isFlow ? l10n.t('Where it comes from') : l10n.t('How it comes about');
  const items = found.map((step) => `<li>${prose(step.message)} ${link(step)}</li>`);
  return [`<h2>${heading}</h2>`, `<ol>\n${items.join('\n')}\n</ol>`];
}

function fixes({ fixes: titles, links }: WhyContent, l10n: Localization): readonly string[] {
  if (titles.length === 0) return [];
  const items = titles.map((title) => `<li>${prose(title)}</li>`);
  const all = link({ label: l10n.t('Preview or make one of them'), href: links.fix });
  return [`<h2>${l10n.t('Fixes')}</h2>`, `<ul>\n${items.join('\n')}\n</ul>`, `<p>${all}</p>`];
}

function link({ label, href }: WhyLink): string {
  return `<a href="${escaped(href)}">${escaped(label)}</a>`;
}

function block(code: string): string {
  return `<pre tabindex="0"><code>${escaped(code)}</code></pre>`;
}

/** What stands in backticks is code. */
function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  // Characters that turn the direction of text could hide what is read.
  return text.replaceAll(/[&<>"'\p{Bidi_Control}]/gu, (character) => entities[character] ?? '\ufffd');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const style = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
main { max-width: 46em; }
h1 { font-size: 1.3em; font-weight: 600; }
h2 { font-size: 1.05em; font-weight: 600; margin-top: 1.4em; }
li { margin: 0.3em 0; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); unicode-bidi: isolate; }
pre { background: var(--vscode-textCodeBlock-background); border: 1px solid var(--vscode-contrastBorder, transparent); padding: 0.7em; overflow-x: auto; }
a { color: var(--vscode-textLink-foreground); }
a:focus, pre:focus { outline: 1px solid var(--vscode-focusBorder); }
`;
