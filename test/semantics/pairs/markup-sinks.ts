import { of, type Sink } from './sink.ts';

const markup = of('cross-site-scripting', 'text', 'page');

export const pages: readonly Sink[] = [
  markup(
    'innerHTML',
    "const panel = document.getElementById('panel');",
    'panel.innerHTML = `<b>${value}</b>`;',
    'panel.textContent = value;',
  ),
  markup(
    'insertAdjacentHTML, with DOMPurify',
    "import DOMPurify from 'dompurify';",
    "document.body.insertAdjacentHTML('beforeend', value);",
    "document.body.insertAdjacentHTML('beforeend', DOMPurify.sanitize(value));",
  ),
  markup(
    'document.write, with escape-html',
    "import escapeHtml from 'escape-html';",
    "document.write('<h1>' + value + '</h1>');",
    "document.write('<h1>' + escapeHtml(value) + '</h1>');",
  ),
  of('open-redirect', 'text', 'page')(
    'location',
    '',
    'window.location.href = value;',
    "if (value.startsWith('/') && !value.startsWith('//')) window.location.href = value;",
  ),
  of('code-injection', 'text', 'page')('eval of a page', '', 'eval(value);', 'JSON.parse(value);'),
];

const template = of('template-injection');
export const shapes: readonly Sink[] = [
  template('EJS', "import ejs from 'ejs';", 'ejs.render(value);', "ejs.render('<%= name %>', { name: value });"),
  template(
    'Handlebars',
    "import Handlebars from 'handlebars';",
    'Handlebars.compile(`Hello ${value}`)({});',
    "Handlebars.compile('Hello {{name}}')({ name: value });",
  ),
  template('Pug', "import pug from 'pug';", 'pug.render(value);', "pug.render('p= name', { name: value });"),
  of('xml-external-entity')(
    'libxmljs',
    "import libxmljs from 'libxmljs';",
    'libxmljs.parseXml(value, { noent: true });',
    'libxmljs.parseXml(value);',
  ),
  of('unsafe-deserialization')(
    'node-serialize',
    "import serialize from 'node-serialize';",
    'serialize.unserialize(value);',
    'JSON.parse(value);',
  ),
  of('prototype-pollution', 'anything')(
    'lodash',
    "import _ from 'lodash';\nconst settings = {};",
    '_.merge(settings, value);',
    "_.merge(settings, _.pick(value, ['theme', 'language']));",
  ),
  of('regex-injection')(
    'RegExp',
    "import escapeStringRegexp from 'escape-string-regexp';",
    "['a'].filter((each) => new RegExp(value, 'i').test(each));",
    "['a'].filter((each) => new RegExp(escapeStringRegexp(value), 'i').test(each));",
  ),
];

const prompt = of('prompt-injection');
export const models: readonly Sink[] = [
  prompt(
    'OpenAI',
    "import OpenAI from 'openai';\nconst openai = new OpenAI();",
    "await openai.chat.completions.create({ model: 'gpt-5', messages: [{ role: 'system', content: `You help ${value}.` }] });",
    "await openai.chat.completions.create({ model: 'gpt-5', messages: [{ role: 'system', content: 'You help.' }, { role: 'user', content: value }] });",
  ),
  prompt(
    'Anthropic',
    "import Anthropic from '@anthropic-ai/sdk';\nconst anthropic = new Anthropic();",
    "await anthropic.messages.create({ model: 'claude', max_tokens: 100, system: `Answer as ${value}.`, messages: [] });",
    "await anthropic.messages.create({ model: 'claude', max_tokens: 100, system: 'Answer.', messages: [{ role: 'user', content: value }] });",
  ),
  prompt(
    'Vercel AI SDK',
    "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';",
    "await generateText({ model: openai('gpt-5'), system: 'Answer about ' + value, prompt: 'Hello' });",
    "await generateText({ model: openai('gpt-5'), system: 'Answer.', prompt: value });",
  ),
];
