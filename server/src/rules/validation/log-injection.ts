import { sourceWithin, wrappedAll } from '../../edits/wrapped-source.ts';
import { flowsOf, type InjectionData, injections, sourceWords } from '../../engine/injection.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { chosenName } from '../../semantics/taint/choices.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

export const logInjection = defineRule<InjectionData>({
  meta: {
    id: 'log-injection',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'In a log of plain lines, a text with a line break begins a new one: whoever sends it writes entries that look like yours, and hides their own among them.',
      bad: 'console.warn(`Sign-in failed for ${req.body.email}`);',
      good: 'console.warn(`Sign-in failed for ${JSON.stringify(req.body.email)}`);',
      silent: [
        'objects, and what JSON is made of: line breaks are escaped there',
        'loggers that write fields, such as pino',
        'ids, numbers, headers and addresses, which hold no line break',
        'functions whose platform keeps each call as an entry of its own',
      ],
    },
  },
  check: (ctx) =>
    injections(['log'], ctx, {
      severity: 'information',
      isHarmless: keepsEntries,
      accepts: holdsLines,
      // It takes somebody who reads logs as lines: shown by the strict profile alone.
      lowered: () => 'hint',
      isFixable: (flow) => sourceWithin(flow) !== undefined,
    }),
  message: (data) =>
    `${sourceWords(data)} is written by \`${data.called}\`${data.isElsewhere ? ' further on' : ''} as it is: with a line break in it, it adds lines of its sender’s making to the log.`,
  fixes: [
    {
      id: 'write-as-json',
      safety: 'unsafe',
      title: ({ source }) => `Write \`${source}\` as JSON`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) =>
        wrappedAll(flowsOf(node, ['log'], semantics).map(sourceWithin), (text) => `JSON.stringify(${text})`),
    },
  ],
});

/** Pages log for their own user; edge functions, Vercel and AWS keep calls apart. */
const keepsEntries = ({ facts, tree }: RuleContext<InjectionData>): boolean =>
  facts.runtime === 'browser' || facts.runtime === 'edge' || facts.runtime === 'cli' || apart.test(tree.text);

const apart =
  /\bDeno\.|from ['"]next(?:\/|['"])|['"]https:\/\/(?:esm\.sh|deno\.land)|@vercel\/|APIGateway|export const handler\b|exports\.handler\b|firebase-functions/;

/** Of a body or a query, a text that may hold line breaks: no whole body, no id. */
function holdsLines(flow: Flow): boolean {
  const name = chosenName(flow);
  if (flow.trust !== 'remote' || name === undefined) return false;
  return !/^(?:body|query|params|data|payload|req|request|input|form|formData)$/i.test(name) && !noLines.test(name);
}

const noLines =
  /id$|ids$|uuid|slug|count|amount|price|total|limit|page|quantity|currency|status|type$|action|event$|year|date|^url$|^path$/i;
