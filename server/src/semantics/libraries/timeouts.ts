import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** How long a call waits for another machine, and how it is told to give up. */
export interface TimeoutModel {
  /** How long it waits when nobody says so, as a sentence has it. */
  readonly otherwise: string;
  /** The arguments that may hold options; the last is where they go where there are none yet. */
  readonly options: readonly number[];
  /** The options any of which limits the wait, or hands that on to something that does. */
  readonly limits: readonly string[];
  /** The option that gives a limit; `$ms` stands for milliseconds. */
  readonly option: string;
  /** `client`: what is made here waits for many answers. `request`: an object that can be told afterwards. */
  readonly gives?: 'client' | 'request';
  /** Many programs live well with the default. */
  readonly isMinor?: true;
}

type Entry = PathModel<TimeoutModel>['entries'][number];

const entry = (path: string, timeout: TimeoutModel): Entry => ({ path, is: [timeout] });

const signal = 'signal: AbortSignal.timeout($ms)';

/** The platform's `fetch` and what is made after it: a signal is the only limit. */
const fetching = (path: string, otherwise: string): Entry =>
  entry(path, { otherwise, options: [1], limits: ['signal', 'dispatcher', 'timeout', 'client'], option: signal });

const axiosLimits = {
  otherwise: 'for ever',
  limits: ['timeout', 'signal', 'cancelToken', 'httpAgent', 'httpsAgent'],
  option: 'timeout: $ms',
};

const gotLimits = { otherwise: 'for ever', limits: ['timeout', 'signal'], option: 'timeout: { request: $ms }' };

const modelClient = {
  otherwise: 'ten minutes, and then tries twice more',
  options: [0],
  limits: ['timeout', 'fetch', 'httpAgent', 'fetchOptions'],
  option: 'timeout: $ms',
  gives: 'client',
  isMinor: true,
} as const;

/** The option `timeout` of Node's own requests only tells of the silence; a signal ends them. */
const nodeRequests = (library: string): PathModel<TimeoutModel> => ({
  library,
  entries: [
    entry(`${library}.{get,request}()`, {
      otherwise: 'for ever',
      options: [0, 1],
      limits: ['timeout', 'signal', 'agent'],
      option: signal,
      gives: 'request',
    }),
  ],
});

/** What waits long or for ever by default. `ky` gives up after ten seconds, MySQL's, MongoDB's and Redis's clients know limits of their own. */
const models: readonly PathModel<TimeoutModel>[] = [
  { library: 'globalThis', entries: [fetching('globalThis.fetch()', 'up to five minutes')] },
  { library: 'node-fetch', entries: [fetching('node-fetch{,.fetch}()', 'for ever')] },
  { library: 'cross-fetch', entries: [fetching('cross-fetch{,.fetch}()', 'for ever')] },
  {
    library: 'undici',
    entries: [
      entry('undici.{fetch,request}()', {
        otherwise: 'up to five minutes',
        options: [1],
        limits: ['signal', 'dispatcher', 'headersTimeout', 'bodyTimeout'],
        option: signal,
      }),
    ],
  },
  {
    library: 'axios',
    entries: [
      entry('axios()', { ...axiosLimits, options: [0, 1] }),
      entry('axios.request()', { ...axiosLimits, options: [0] }),
      entry('axios.{get,delete,head,options}()', { ...axiosLimits, options: [1] }),
      entry('axios.{post,put,patch,postForm}()', { ...axiosLimits, options: [2] }),
      entry('axios.create()', { ...axiosLimits, options: [0], gives: 'client' }),
    ],
  },
  {
    library: 'got',
    entries: [
      entry('got{,.get,.post,.put,.patch,.delete,.head}()', { ...gotLimits, options: [0, 1] }),
      entry('got.extend()', { ...gotLimits, options: [0], gives: 'client' }),
    ],
  },
  nodeRequests('node:http'),
  nodeRequests('node:https'),
  {
    library: 'pg',
    entries: [
      entry('pg.Pool()', {
        otherwise: 'for ever',
        options: [0],
        limits: ['connectionTimeoutMillis'],
        option: 'connectionTimeoutMillis: $ms',
        gives: 'client',
      }),
    ],
  },
  { library: 'openai', entries: [entry('openai{,.OpenAI}()', modelClient)] },
  { library: '@anthropic-ai/sdk', entries: [entry('@anthropic-ai/sdk{,.Anthropic}()', modelClient)] },
  {
    library: 'nodemailer',
    entries: [
      entry('nodemailer.createTransport()', {
        otherwise: 'two minutes for a connection and ten for an answer',
        options: [0],
        limits: ['connectionTimeout', 'socketTimeout', 'jsonTransport', 'streamTransport', 'SES', 'sendmail'],
        option: 'connectionTimeout: $ms',
        gives: 'client',
        isMinor: true,
      }),
    ],
  },
];

const automaton = new LibraryAutomaton<TimeoutModel>(models);

/** How a call of this path, `axios.get()`, is kept from waiting for ever. */
export const timeoutOf = (path: string): TimeoutModel | undefined => automaton.factsOf(path)[0];

/** Answers of models, media and long work: a limit that fits others would cut them. */
export const slowAnswers =
  /openai|anthropic|openrouter|generativelanguage|aiplatform|groq|mistral|deepseek|perplexity|cohere|replicate|huggingface|api\.x\.ai|elevenlabs|lovable\.dev|stability|fal\.(?:run|ai)|completions|embeddings|transcri|generation|(?:up|down)load|(?:file|image|video|audio|media|pdf|export)\w*ur[il]|\bllm|\bai[-_]/i;
