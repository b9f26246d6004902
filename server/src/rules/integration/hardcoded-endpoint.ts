import type { Severity } from '../../../../shared/src/finding.ts';
import { developmentOnlyEdits } from '../../edits/development-only.ts';
import { canInsistOn, withoutFallbackEdits } from '../../edits/environment/insisting.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { publicPrefix } from '../../secrets/public-variables.ts';
import { endpointIn, type HardcodedEndpoint, mayHoldEndpoint } from '../../semantics/hardcoded-endpoints.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';
import { isValidated } from '../../semantics/validated-environment.ts';

type Data = {
  readonly kind: HardcodedEndpoint['kind'];
  readonly use: HardcodedEndpoint['use'];
  readonly origin: string;
  /** The variable that it stands in for, if any. */
  readonly variable: string;
  readonly isFallback: boolean;
  readonly isPage: boolean;
  readonly canInsist: boolean;
  readonly canAskOrigin: boolean;
};

export const hardcodedEndpoint = defineRule<Data>({
  meta: {
    id: 'hardcoded-endpoint',
    family: 'integration',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'Once it is deployed, `localhost` is another machine: the server itself, or the computer of whoever opens the page. Nothing answers there, and the link in the mail leads nowhere. As a fallback it hides that a setting is missing, until users tell.',
      bad: `const link = \`\${process.env.APP_URL || 'http://localhost:3000'}/reset?token=\${token}\`;`,
      good: `const link = \`\${requireEnv('APP_URL')}/reset?token=\${token}\`; // throws when it is missing`,
      silent: [
        'tests, scripts, configuration of build tools, samples',
        'lists of origins, log lines, comparisons, the base of a relative address, `metadataBase`',
        'what only development runs, and what stands in for a variable that the platform always sets',
        'a variable that is checked when the program starts',
        'databases: where their address is wrong, the program fails as it starts',
        'programs that are meant to run on the same machine, such as Ollama or a sidecar',
      ],
    },
  },
  check(ctx) {
    if (!mayHoldEndpoint(ctx.tree.text) || !isShipped(ctx)) return {};
    return {
      StringLiteral: (node) => report(node, node.text, ctx),
      NoSubstitutionTemplateLiteral: (node) => report(node, node.text, ctx),
      TemplateSpan({ parent }) {
        const isPort = /:\/\/[^/]*$/.test(parent.head.text);
        if (!isPort) report(parent, parent.head.text, ctx);
      },
    };
  },
  message({ kind, use, origin, variable, isFallback, isPage }) {
    const lead =
      variable !== '' ? `Where \`${variable}\` is not set, ` : isFallback ? 'Where nothing else is known, ' : '';
    if (kind === 'tunnel')
      return sentence(
        `${lead}this goes through \`${origin}\`, a way to a developer's machine that is gone when that is.`,
      );
    if (use === 'link')
      return sentence(
        `${lead}whoever is given \`${origin}\` looks for it on their own machine, where nothing answers.`,
      );
    const machine =
      kind === 'network'
        ? "a machine in the developer's network"
        : isPage
          ? 'the machine of whoever opens the page'
          : 'the machine that this runs on';
    return sentence(`${lead}this asks \`${origin}\`: once it is deployed, that is ${machine}, where nothing answers.`);
  },
  fixes: [
    {
      id: 'require-variable',
      safety: 'unsafe',
      title: ({ variable }) => `Throw when \`${variable}\` is missing, instead of going on with the default`,
      appliesTo: ({ canInsist }) => canInsist,
      edits: (node, { variable }, ctx) => {
        const owner = ts.isExpression(node) ? endpointIn(node, textOf(node))?.fallback?.owner : undefined;
        return owner && withoutFallbackEdits(owner, variable, ctx);
      },
    },
    {
      id: 'development-only',
      safety: 'unsafe',
      title: ({ origin }) => `Ask \`${origin}\` in development alone, and the page's own server otherwise`,
      appliesTo: ({ canAskOrigin }) => canAskOrigin,
      edits: (node, { origin }, { snapshot }) =>
        ts.isExpression(node) ? developmentOnlyEdits(node, origin, snapshot) : undefined,
    },
  ],
});

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const textOf = (node: ts.Expression): string =>
  ts.isTemplateExpression(node) ? node.head.text : ts.isStringLiteralLike(node) ? node.text : '';

const samples = /[/._-](?:tests?|testing|mocks?|samples?|examples?|demos?|dev|fixtures?|seeds?|local)(?=[/._-])/i;

function isShipped({ facts, file, snapshot, tree }: RuleContext<Data>): boolean {
  if (facts.fileClass !== 'source' || /^(?:build|cli|test)$/.test(facts.runtime)) return false;
  const path = file.slice((snapshot.rootOf(file) ?? '').length);
  if (isRunByHand(path) || samples.test(path)) return false;
  const declared = snapshot.packageOf(tree.fileName)?.dependencies;
  return !ownMachineStacks.some((name) => declared?.has(name));
}

/** Programs of these run on the user's machine. */
const ownMachineStacks = ['electron', '@tauri-apps/api', '@modelcontextprotocol/sdk'];

function report(node: ts.Expression, text: string, ctx: RuleContext<Data>): void {
  const found = endpointIn(node, text);
  if (found === undefined) return;
  const { kind, use, origin, rest, fallback } = found;
  const variable = fallback?.variable;
  if (variable !== undefined && isValidated(variable, [], ctx.tree, ctx.snapshot)) return;
  const isBrowser = ctx.facts.runtime === 'browser';
  const isPublic = variable !== undefined && publicPrefix.test(variable);
  const isPage = isBrowser || (isPublic && ctx.facts.runtime === 'unknown');
  const isServer = ctx.facts.runtime === 'node' || ctx.facts.runtime === 'edge';
  ctx.report(
    node,
    {
      kind,
      use,
      origin,
      variable: variable ?? '',
      isFallback: fallback !== undefined,
      isPage,
      canInsist: isServer && fallback !== undefined && variable !== undefined && canInsistOn(fallback.owner),
      canAskOrigin: isBrowser && use !== 'link' && origin.startsWith('http') && (rest === '' || rest.startsWith('/')),
    },
    { span: spanOf(node, ctx.tree), severity: severityOf(found, isPage || isPublic, ctx) },
  );
}

/** Servers that run beside each other find each other by such an address; the third choice is hardly ever taken. */
function severityOf(
  { kind, use, fallback }: HardcodedEndpoint,
  isPage: boolean,
  { facts }: RuleContext<Data>,
): Severity {
  if (fallback?.asksRequest === true && fallback.variable !== undefined) return 'information';
  if (kind === 'tunnel' || use === 'link' || isPage || facts.runtime === 'edge') return 'warning';
  return 'information';
}
