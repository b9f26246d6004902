import { ownHostEdits, sentAddressOf } from '../../edits/own-hosts.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = InjectionData & {
  /** Where the code goes when no address is sent; empty where it names no host. */
  readonly host: string;
};

export const serverSideRequestForgery = defineRule<Data>({
  meta: {
    id: 'server-side-request-forgery',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: "A server that fetches an address of a stranger's choice reaches what only it can reach: the cloud's metadata with its keys, databases, admin pages inside.",
      bad: 'const page = await fetch(req.query.url);',
      good: `if (!allowedHosts.has(new URL(address).hostname)) throw new Error('Not allowed');
const page = await fetch(address);`,
      silent: [
        'an address whose host is fixed and only whose path or query is given',
        'a host that was looked up in a list',
        'code that runs in a browser',
      ],
    },
  },
  check: (ctx) =>
    injections(['url'], ctx, {
      severity: 'error',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      said: (flow) => ({ host: sentAddressOf(flow)?.host ?? '' }),
    }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` decides which host \`${called}\` asks${isElsewhere ? ' further on' : ''}: whoever sends it reaches what only your server can reach, such as the cloud's metadata and its keys.`,
  fixes: [
    {
      id: 'own-host',
      safety: 'unsafe',
      title: ({ source, host }) => `Take \`${source}\` only where it leads to \`${host}\``,
      appliesTo: ({ host }) => host !== '',
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['url'], semantics);
        const address = flow && sentAddressOf(flow);
        return address && ownHostEdits(address);
      },
    },
  ],
});
