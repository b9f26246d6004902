import type { LibraryModel } from './model.ts';

export const openai: LibraryModel = {
  library: 'openai',
  entries: [{ path: 'openai{,.OpenAI}().**.{create,stream,parse,generate,retrieve,list}()', is: [{ rejects: 'may' }] }],
};

export const anthropic: LibraryModel = {
  library: '@anthropic-ai/sdk',
  entries: [
    {
      path: '@anthropic-ai/sdk{,.Anthropic}().**.{create,stream,parse,generate,retrieve,list}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const vercelAi: LibraryModel = {
  library: 'ai',
  entries: [{ path: 'ai.{generateText,generateObject,embed,embedMany}()', is: [{ rejects: 'may' }] }],
};
