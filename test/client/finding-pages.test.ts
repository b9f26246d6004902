import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentText } from '../../client/src/findings/agent-text.ts';
import { killerOf, killers } from '../../client/src/findings/killers.ts';
import { whyHtml, type WhyContent } from '../../client/src/views/why-html.ts';
import { families } from '../../server/src/engine/vocabulary.ts';
import { finding } from '../report/sample.ts';
import { english } from './english.ts';

describe('a finding as a task for an agent', () => {
  const given = { finding: finding('error'), path: 'src/a.ts', line: 1, pathOf: (file: string) => file };

  it('says what happens, where, why, and how it could be mended', () => {
    assert.equal(
      agentText({ ...given, code: '\tsend("`", order);' }, english),
      [
        'Mend this in src/a.ts, line 2 (Temper, rule unused-suppression):',
        'If `send` rejects, nobody hears it.',
        '```\n\tsend("`", order);\n```',
        '- /elsewhere/lib.ts:1 It can reject here.',
        'A fix that Temper would make: Await `send()`.',
        'Mend the cause. Do not silence the finding with a comment, and change nothing else.\n',
      ].join('\n\n'),
    );
  });

  it('leaves out a line that holds a secret', () => {
    assert.match(agentText({ ...given, code: undefined }, english), /The line holds a secret and is left out here\./);
  });

  it('fences code that has fences', () => {
    assert.match(agentText({ ...given, code: '// ```' }, english), /\n````\n\/\/ ```\n````\n/);
  });
});

describe('the page of a finding', () => {
  const content: WhyContent = {
    severity: 'Error',
    rule: 'floating-promise',
    message: 'If `send` rejects, nobody hears it.',
    place: { label: 'src/a.ts:2', href: 'command:vscode.open?x' },
    steps: [{ label: 'src/b.ts:7', href: 'command:vscode.open?y', message: 'It throws `Error`' }],
    isFlow: false,
    why: 'Node ends the process.',
    bad: 'send(order);',
    good: 'await send(order);',
    fixes: ['Await `send()`'],
    links: { fix: 'command:temper.fixAt?z', rule: 'command:temper.explainRule?r' },
  };

  it('has the steps as links, both codes and the fixes', () => {
    const html = whyHtml(content, english);
    assert.match(html, /<h1>If <code>send<\/code> rejects, nobody hears it\.<\/h1>/);
    assert.match(html, /<li>It throws <code>Error<\/code> <a href="command:vscode\.open\?y">src\/b\.ts:7<\/a><\/li>/);
    assert.match(html, /<code>send\(order\);<\/code>[\s\S]*<code>await send\(order\);<\/code>/);
    assert.match(html, /How it comes about/);
    assert.match(whyHtml({ ...content, isFlow: true }, english), /Where it comes from/);
  });

  it('leaves out what there is none of', () => {
    const html = whyHtml({ ...content, steps: [], fixes: [] }, english);
    assert.doesNotMatch(html, /Fixes|<ol>/);
  });

  it('lets no checked code become part of the page', () => {
    const hostile = '<img src=x onerror=alert(1)> "\' `<b>` \u202e';
    const html = whyHtml(
      { ...content, message: hostile, bad: hostile, fixes: [hostile], place: { label: hostile, href: hostile } },
      english,
    );
    assert.doesNotMatch(html, /<img|<b>|\u202e/);
    assert.match(html, /default-src 'none'/);
  });
});

describe('the killers', () => {
  it('hold every family', () => {
    assert.deepEqual(new Set(families.map(killerOf)), new Set(killers));
  });
});
