import type { LibraryModel } from './model.ts';

export const openai: LibraryModel = {
  library: 'openai',
  entries: [
    {
      path: 'openai{,.OpenAI}().**.{create,parse,generate,edit,retrieve,list,update,del,delete,cancel,createAndPoll,submitToolOutputs}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const anthropic: LibraryModel = {
  library: '@anthropic-ai/sdk',
  entries: [
    {
      path: '@anthropic-ai/sdk{,.Anthropic}().**.{create,parse,countTokens,retrieve,list,cancel,delete}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const vercelAi: LibraryModel = {
  library: 'ai',
  entries: [
    {
      path: 'ai.{generateText,generateObject,embed,embedMany,experimental_generateImage,experimental_transcribe}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

/** The hook of a chat keeps the error of a request in its state. */
export const vercelAiReact: LibraryModel = {
  library: '@ai-sdk/react',
  entries: [
    {
      path: '@ai-sdk/react.{useChat,useCompletion}().{sendMessage,append,reload,regenerate,complete,resumeStream}()',
      is: [{ rejects: 'never', because: 'the hook keeps the error in its state' }],
    },
  ],
};
