import type { Severity } from '../../../../shared/src/finding.ts';
import { renamed, renameEdits } from '../../edits/environment/rename-variable.ts';
import { withoutItem } from '../../edits/list-items.ts';
import { placeOf } from '../../engine/places.ts';
import { defineRule, type RuleContext, type TextContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { isClientModule, reachedSecrets, secretReads } from '../../semantics/client-modules.ts';
import { type Inlined, inlinedBy, inlinedByPlugin, isBuildConfiguration } from '../../semantics/inlined-environment.ts';
import { type PublicRead, publicReads } from '../../semantics/public-reads.ts';
import { publicSettings } from '../../semantics/public-settings.ts';

type Data = {
  /** `read`, `defined` and `value`: a public name; `inlined`: by a build tool; `reached`, `own`: from a client module. */
  readonly how: 'read' | 'defined' | 'value' | 'inlined' | 'reached' | 'own';
  /** In a sentence: `OpenAI API key`. */
  readonly label: string;
  readonly variable: string;
  /** Its name without what makes it public. */
  readonly name: string;
  /** The option that builds it in, or the module that takes it. */
  readonly by: string;
  readonly canMend: boolean;
};

export const secretInClientBundle = defineRule<Data>({
  meta: {
    id: 'secret-in-client-bundle',
    family: 'secrets',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'What browsers load is read by everybody: whoever opens the developer tools has the key, and spends, reads and deletes in your name. Crawlers collect such keys within hours.',
      bad: `const openai = new OpenAI({ apiKey: import.meta.env.VITE_OPENAI_API_KEY, dangerouslyAllowBrowser: true });`,
      good: `const answer = await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ question }) });`,
      silent: [
        'keys that are made for browsers: publishable and anon keys, site keys, Firebase, maps, search, analytics, DSNs, VAPID public keys',
        'names that only sound like a secret, such as `NEXT_PUBLIC_TOKEN_SYMBOL`',
        'reads of such a variable on a server, where its value stays',
        'examples and placeholders',
      ],
    },
  },
  checkText: ofSettings,
  check: (ctx) => ({
    SourceFile: (tree) => ofFile(tree, ctx),
    PropertyAssignment: (node) => {
      if (isBuildConfiguration(ctx.file, ctx.facts)) ofInlined(inlinedBy(node, ctx.file), ctx);
    },
    NewExpression: (node) => ofInlined(inlinedByPlugin(node), ctx),
  }),
  message: (data) => messages[data.how](data),
  fixes: [
    {
      id: 'rename-in-settings',
      safety: 'unsafe',
      title: ({ name }) => `Rename it to \`${name}\`, which browsers are not given`,
      appliesTo: ({ how, canMend }) => canMend && (how === 'defined' || how === 'value'),
      textEdits: ({ variable, name }, { source }) => renamed(source.text, variable, name),
    },
    {
      id: 'rename-variable',
      safety: 'unsafe',
      title: ({ variable, name }) => `Rename \`${variable}\` to \`${name}\`, so that only the server is given it`,
      appliesTo: ({ how, canMend }) => canMend && how === 'read',
      edits: (_, { variable, name }, ctx) => renameEdits(variable, name, ctx),
    },
    {
      id: 'remove-entry',
      safety: 'unsafe',
      title: ({ variable, by }) => `Take ${variable === '' ? 'the environment' : `\`${variable}\``} out of \`${by}\``,
      appliesTo: ({ how, canMend }) => canMend && how === 'inlined',
      edits: (node) => removal(node),
    },
  ],
});

const everybody = 'Whoever opens the page can read it.';
const ask = (name: string): string => `Use it on a server, as \`${name}\`, and have the browser ask that.`;

const messages: Readonly<Record<Data['how'], (data: Data) => string>> = {
  read: ({ variable, label, name }) =>
    `\`${variable}\` is built into what browsers load, and by its name it holds the ${label}. ${everybody} ${ask(name)}`,
  defined: ({ variable, label, name }) =>
    `A variable called \`${variable}\` is built into what browsers load, and by its name it holds the ${label}. ${everybody} ${ask(name)}`,
  value: ({ variable, label, name }) =>
    `A variable called \`${variable}\` is built into what browsers load, and its value is a ${label}. ${everybody} ${ask(name)}`,
  inlined: ({ variable, label, by, name }) =>
    variable === ''
      ? `\`${by}\` builds the whole environment of the machine that builds into what browsers load, every secret included.`
      : `\`${by}\` builds the value of \`${variable}\`, the ${label}, into what browsers load. ${everybody} ${ask(name)}`,
  reached: ({ variable, label, by }) =>
    `This client module loads \`${by}\`, which takes the ${label} from \`${variable}\`. In a browser it is not set, so the page fails; made public to mend that, everybody has it. Call that code from a route or an action.`,
  own: ({ variable, label }) =>
    `\`${variable}\`, the ${label}, is not set in a browser, where this module runs; made public to mend that, everybody has it. Read it in a route or an action.`,
};

function ofSettings(ctx: TextContext<Data>): void {
  for (const { variable, name, label, span, isByValue, isLiteral } of publicSettings(ctx.file, ctx.text)) {
    const how = isByValue ? 'value' : 'defined';
    ctx.report(span, { how, label, variable, name, by: '', canMend: !isLiteral });
  }
}

function ofFile(tree: ts.SourceFile, ctx: RuleContext<Data>): void {
  if (ctx.facts.fileClass !== 'source') return;
  for (const read of publicReads(tree)) {
    const { node, variable, name, label } = read;
    const severity = severityOf(read, ctx);
    const canMend = severity === 'warning' && /^(?:NEXT|NUXT)_PUBLIC_/.test(variable);
    if (severity) ctx.report(node, { how: 'read', label, variable, name, by: '', canMend }, { severity });
  }
  if (isClientModule(tree)) ofClientModule(tree, ctx);
}

const onServers: readonly string[] = [
  'astro',
  '@sveltejs/kit',
  'nuxt',
  '@remix-run/react',
  '@react-router/dev',
  '@tanstack/react-start',
];

/** Where nothing tells that a browser runs it, a public name is a mistake that waits for its import. */
function severityOf({ variable, isBuiltIn }: PublicRead, ctx: RuleContext<Data>): Severity | undefined {
  const { runtime } = ctx.facts;
  const dependencies = ctx.snapshot.packageOf(ctx.file)?.dependencies;
  // Left over from another build tool: Vite builds no such variable in.
  const isLeftOver = variable.startsWith('REACT_APP_') && dependencies?.has('vite');
  if (isLeftOver && !dependencies?.has('react-scripts')) return undefined;
  if (runtime === 'browser' || /\bdangerouslyAllowBrowser\b/.test(ctx.tree.text)) return 'error';
  if (runtime !== 'unknown' && runtime !== 'node') return undefined;
  if (isBuiltIn) return runtime === 'node' && onServers.some((each) => dependencies?.has(each)) ? undefined : 'error';
  if (runtime === 'node') return undefined;
  if (/^(?:REACT_APP|EXPO_PUBLIC)_/.test(variable)) return 'error';
  return variable.startsWith('VITE_') ? undefined : 'warning';
}

function ofClientModule(tree: ts.SourceFile, ctx: RuleContext<Data>): void {
  for (const { node, variable, label } of secretReads(tree)) {
    ctx.report(node, { how: 'own', label, variable, name: variable, by: '', canMend: false }, { severity: 'warning' });
  }
  for (const { specifier, node, variable, label } of reachedSecrets(tree, ctx.snapshot)) {
    const by = node.getSourceFile().fileName.replace(/^.*\//, '');
    const message = `\`${variable}\` is taken here while the module is loaded.`;
    const data: Data = { how: 'reached', label, variable, name: variable, by, canMend: false };
    ctx.report(specifier, data, { related: [{ ...placeOf(node), message }] });
  }
}

function ofInlined(inlined: readonly Inlined[], ctx: RuleContext<Data>): void {
  for (const { node, option, variable = '', label } of inlined) {
    const canMend = removal(node) !== undefined;
    ctx.report(node, { how: 'inlined', label, variable, name: variable, by: option, canMend });
  }
}

function removal(node: ts.Node) {
  const { parent } = node;
  if (ts.isObjectLiteralExpression(parent)) return withoutItem(parent.properties, node);
  return ts.isArrayLiteralExpression(parent) ? withoutItem(parent.elements, node) : undefined;
}
