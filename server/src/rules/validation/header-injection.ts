import { quoted } from '../../edits/style.ts';
import { sourceWithin, wrappedAll } from '../../edits/wrapped-source.ts';
import { flowsOf, type InjectionData, injections, sourceWords } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const headerInjection = defineRule<InjectionData>({
  meta: {
    id: 'header-injection',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'A line break in the subject of a mail that is put together by hand begins a header of the sender’s own, such as `Bcc:` to thousands. A semicolon in a cookie begins an attribute, such as `Domain`. In answers, Node and the web platform refuse line breaks: there a name with an umlaut or an emoji is an exception instead of a download.',
      bad: "const mail = [`To: ${to}`, `Subject: ${req.body.subject}`, '', text].join('\\r\\n');",
      good: "const subject = req.body.subject.replace(/[\\r\\n]+/g, ' ');\nconst mail = [`To: ${to}`, `Subject: ${subject}`, '', text].join('\\r\\n');",
      silent: [
        'other headers of answers, where Node and `Headers` throw on a line break',
        '`encodeURIComponent`, `res.cookie()`, Base64',
        'what a mail library is given as fields',
      ],
    },
  },
  check: (ctx) =>
    injections(['header'], ctx, {
      severity: 'information',
      perSource: true,
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      accepts: ({ trust }) => trust === 'remote',
      told: ({ sink }) => sink.called.toLowerCase(),
      isFixable: (flow) =>
        flowsOf(flow.given, ['header'], ctx.semantics).length > 0 && sourceWithin(flow) !== undefined,
    }),
  message: (data) => {
    const { harm, isElsewhere } = data;
    const what = sourceWords(data);
    const further = isElsewhere ? ' further on' : '';
    if (harm === 'set-cookie')
      return `${what} is written into a cookie${further} as it is: with a semicolon in it, it sets the cookie’s domain, path and lifetime.`;
    return harm === 'content-disposition'
      ? `${what} is written into \`Content-Disposition\`${further} as it is: a quote changes the name, and a letter outside of Latin-1 throws instead of answering.`
      : `${what} is written into the headers of a mail${further} as it is: with a line break in it, it adds recipients and headers.`;
  },
  fixes: [
    {
      id: 'encode-value',
      safety: 'unsafe',
      title: ({ source }) => `Encode \`${source}\``,
      appliesTo: ({ isFixable, harm }) => isFixable && harm !== 'the headers of the mail',
      edits: (node, _data, { semantics }) =>
        wrappedAll(flowsOf(node, ['header'], semantics).map(sourceWithin), (text) => `encodeURIComponent(${text})`),
    },
    {
      id: 'take-out-line-breaks',
      safety: 'unsafe',
      title: ({ source }) => `Take line breaks out of \`${source}\``,
      appliesTo: ({ isFixable, harm }) => isFixable && harm === 'the headers of the mail',
      edits: (node, _data, { semantics }) =>
        wrappedAll(
          flowsOf(node, ['header'], semantics).map(sourceWithin),
          (text) => `String(${text}).replace(/[\\r\\n]+/g, ${quoted(node.getSourceFile(), ' ')})`,
        ),
    },
  ],
});
