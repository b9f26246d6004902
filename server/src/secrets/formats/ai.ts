import { marked, named, provider, structured, type SecretFormat } from '../format.ts';

const spend = 'use the models at the owner’s cost';
const openai = provider('OpenAI', spend, 'https://platform.openai.com/api-keys');
const anthropic = provider('Anthropic', spend, 'https://console.anthropic.com/settings/keys');
const gemini = provider(
  'Google',
  'use the models and APIs of the project at its cost',
  'https://aistudio.google.com/app/apikey',
);
const huggingFace = provider(
  'Hugging Face',
  'read private models and push as its owner',
  'https://huggingface.co/settings/tokens',
);
const replicate = provider('Replicate', spend, 'https://replicate.com/account/api-tokens');
const groq = provider('Groq', spend, 'https://console.groq.com/keys');
const perplexity = provider('Perplexity', spend, 'https://www.perplexity.ai/settings/api');
const xai = provider('xAI', spend, 'https://console.x.ai');
const openRouter = provider('OpenRouter', spend, 'https://openrouter.ai/settings/keys');
const deepSeek = provider('DeepSeek', spend, 'https://platform.deepseek.com/api_keys');
const mistral = provider('Mistral', spend, 'https://console.mistral.ai/api-keys');
const cohere = provider('Cohere', spend, 'https://dashboard.cohere.com/api-keys');
const together = provider('Together AI', spend, 'https://api.together.ai/settings/api-keys');
const fireworks = provider('Fireworks AI', spend, 'https://fireworks.ai/account/api-keys');
const elevenLabs = provider('ElevenLabs', spend, 'https://elevenlabs.io/app/settings/api-keys');
const assemblyAi = provider('AssemblyAI', spend, 'https://www.assemblyai.com/app/account');
const deepgram = provider('Deepgram', spend, 'https://console.deepgram.com');
const nvidia = provider('NVIDIA', spend, 'https://build.nvidia.com');
const cerebras = provider('Cerebras', spend, 'https://cloud.cerebras.ai');
const voyage = provider('Voyage AI', spend, 'https://dash.voyageai.com/api-keys');
const jina = provider('Jina AI', spend, 'https://jina.ai/api-dashboard');
const tavily = provider('Tavily', 'search at the owner’s cost', 'https://app.tavily.com');
const firecrawl = provider('Firecrawl', 'crawl at the owner’s cost', 'https://www.firecrawl.dev/app/api-keys');
const langSmith = provider(
  'LangSmith',
  'read the traces of prompts and answers',
  'https://smith.langchain.com/settings',
);
const langfuse = provider('Langfuse', 'read the traces of prompts and answers', 'https://cloud.langfuse.com');
const helicone = provider(
  'Helicone',
  'read the logs of prompts and answers',
  'https://us.helicone.ai/settings/api-keys',
);
const wandb = provider('Weights & Biases', 'read and change runs and models', 'https://wandb.ai/authorize');
const e2b = provider('E2B', 'run sandboxes at the owner’s cost', 'https://e2b.dev/dashboard');
const modal = provider('Modal', 'run code at the owner’s cost', 'https://modal.com/settings/tokens');
const runpod = provider('RunPod', 'run machines at the owner’s cost', 'https://www.runpod.io/console/user/settings');
const fal = provider('fal', spend, 'https://fal.ai/dashboard/keys');
const browserbase = provider('Browserbase', 'run browsers at the owner’s cost', 'https://www.browserbase.com/settings');
const privateAi = provider('Private AI', spend, 'https://portal.private-ai.com');
const stability = provider('Stability AI', spend, 'https://platform.stability.ai/account/keys');

/** Read with what stands around it: the same kind of key opens maps, which are public, and models, which are not. */
export const googleApiKey = structured(gemini, 'google-ai-api-key', 'Google AI API key', 'GEMINI_API_KEY', 'likely');

export const googleBrowserKey = structured(
  gemini,
  'google-browser-key',
  'Google key for browsers',
  'GOOGLE_MAPS_API_KEY',
  'likely',
  true,
);

export const ai: readonly SecretFormat[] = [
  googleBrowserKey,
  googleApiKey,
  marked(
    openai,
    'openai-api-key',
    'OpenAI API key',
    'OPENAI_API_KEY',
    /sk-(?:(?:proj|svcacct)-)?[A-Za-z0-9_-]{16,100}T3BlbkFJ[A-Za-z0-9_-]{16,100}/,
    { keywords: ['sk-'] },
  ),
  marked(
    openai,
    'openai-admin-key',
    'OpenAI admin key',
    'OPENAI_ADMIN_KEY',
    /sk-admin-[A-Za-z0-9_-]{16,100}T3BlbkFJ[A-Za-z0-9_-]{16,100}/,
  ),
  marked(
    anthropic,
    'anthropic-api-key',
    'Anthropic API key',
    'ANTHROPIC_API_KEY',
    /sk-ant-api\d\d-[A-Za-z0-9_-]{80,100}AA/,
    { keywords: ['sk-ant-api'] },
  ),
  marked(
    anthropic,
    'anthropic-admin-key',
    'Anthropic admin key',
    'ANTHROPIC_ADMIN_KEY',
    /sk-ant-admin\d\d-[A-Za-z0-9_-]{80,100}AA/,
    { keywords: ['sk-ant-admin'] },
  ),
  marked(
    anthropic,
    'anthropic-oauth-token',
    'Claude OAuth token',
    'CLAUDE_CODE_OAUTH_TOKEN',
    /sk-ant-o[ar]t\d\d-[A-Za-z0-9_-]{80,110}/,
    { keywords: ['sk-ant-oat', 'sk-ant-ort'] },
  ),
  marked(huggingFace, 'huggingface-token', 'Hugging Face token', 'HF_TOKEN', /hf_[A-Za-z]{34}/, {
    verify: hasBothCases,
  }),
  marked(
    huggingFace,
    'huggingface-organization-token',
    'Hugging Face organization token',
    'HF_TOKEN',
    /api_org_[A-Za-z]{34}/,
    { verify: hasBothCases },
  ),
  marked(replicate, 'replicate-token', 'Replicate API token', 'REPLICATE_API_TOKEN', /r8_[A-Za-z0-9]{37}/),
  marked(groq, 'groq-api-key', 'Groq API key', 'GROQ_API_KEY', /gsk_[A-Za-z0-9]{52}/),
  marked(perplexity, 'perplexity-api-key', 'Perplexity API key', 'PERPLEXITY_API_KEY', /pplx-[A-Za-z0-9]{48}/),
  marked(xai, 'xai-api-key', 'xAI API key', 'XAI_API_KEY', /xai-[A-Za-z0-9]{70,90}/),
  marked(openRouter, 'openrouter-api-key', 'OpenRouter API key', 'OPENROUTER_API_KEY', /sk-or-v1-[0-9a-f]{64}/),
  named(
    deepSeek,
    'deepseek-api-key',
    'DeepSeek API key',
    'DEEPSEEK_API_KEY',
    ['deepseek'],
    /sk-[0-9a-f]{32}/,
    'certain',
  ),
  named(
    stability,
    'stability-api-key',
    'Stability AI API key',
    'STABILITY_API_KEY',
    ['stability', 'dreamstudio'],
    /sk-[A-Za-z0-9]{48}/,
    'certain',
  ),
  named(mistral, 'mistral-api-key', 'Mistral API key', 'MISTRAL_API_KEY', ['mistral'], /[A-Za-z0-9]{32}/),
  named(cohere, 'cohere-api-key', 'Cohere API key', 'CO_API_KEY', ['cohere', 'coapikey'], /[A-Za-z0-9]{40}/),
  marked(together, 'together-api-key', 'Together AI API key', 'TOGETHER_API_KEY', /tgp_v1_[A-Za-z0-9_-]{43}/),
  named(together, 'together-legacy-api-key', 'Together AI API key', 'TOGETHER_API_KEY', ['together'], /[0-9a-f]{64}/),
  named(
    fireworks,
    'fireworks-api-key',
    'Fireworks AI API key',
    'FIREWORKS_API_KEY',
    ['fireworks'],
    /fw_[A-Za-z0-9]{22,24}/,
    'certain',
  ),
  named(
    elevenLabs,
    'elevenlabs-api-key',
    'ElevenLabs API key',
    'ELEVENLABS_API_KEY',
    ['elevenlabs', 'elevenapikey', 'xiapikey'],
    /(?:sk_[0-9a-f]{48}|[0-9a-f]{32})/,
  ),
  named(assemblyAi, 'assemblyai-api-key', 'AssemblyAI API key', 'ASSEMBLYAI_API_KEY', ['assemblyai'], /[0-9a-f]{32}/),
  named(deepgram, 'deepgram-api-key', 'Deepgram API key', 'DEEPGRAM_API_KEY', ['deepgram'], /[0-9a-f]{40}/),
  marked(nvidia, 'nvidia-api-key', 'NVIDIA API key', 'NVIDIA_API_KEY', /nvapi-[A-Za-z0-9_-]{60,70}/),
  marked(cerebras, 'cerebras-api-key', 'Cerebras API key', 'CEREBRAS_API_KEY', /csk-[a-z0-9]{48}/),
  named(voyage, 'voyage-api-key', 'Voyage AI API key', 'VOYAGE_API_KEY', ['voyage'], /pa-[A-Za-z0-9_-]{43}/, 'certain'),
  marked(jina, 'jina-api-key', 'Jina AI API key', 'JINA_API_KEY', /jina_[0-9a-f]{32}[A-Za-z0-9_-]{28}/),
  marked(tavily, 'tavily-api-key', 'Tavily API key', 'TAVILY_API_KEY', /tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}/),
  marked(firecrawl, 'firecrawl-api-key', 'Firecrawl API key', 'FIRECRAWL_API_KEY', /fc-[0-9a-f]{32}/),
  marked(
    langSmith,
    'langsmith-api-key',
    'LangSmith API key',
    'LANGSMITH_API_KEY',
    /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/,
    { keywords: ['lsv2_pt_', 'lsv2_sk_'] },
  ),
  marked(
    langfuse,
    'langfuse-secret-key',
    'Langfuse secret key',
    'LANGFUSE_SECRET_KEY',
    /sk-lf-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  marked(
    langfuse,
    'langfuse-public-key',
    'Langfuse public key',
    'LANGFUSE_PUBLIC_KEY',
    /pk-lf-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
    { publishable: true },
  ),
  marked(
    helicone,
    'helicone-api-key',
    'Helicone API key',
    'HELICONE_API_KEY',
    /sk-helicone-(?:cp-)?[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}/,
  ),
  named(wandb, 'wandb-api-key', 'Weights & Biases API key', 'WANDB_API_KEY', ['wandb'], /[0-9a-f]{40}/),
  marked(e2b, 'e2b-api-key', 'E2B API key', 'E2B_API_KEY', /e2b_[0-9a-f]{40}/),
  named(
    modal,
    'modal-token-secret',
    'Modal token secret',
    'MODAL_TOKEN_SECRET',
    ['modal'],
    /as-[A-Za-z0-9]{22}/,
    'certain',
  ),
  marked(runpod, 'runpod-api-key', 'RunPod API key', 'RUNPOD_API_KEY', /rpa_[A-Z0-9]{40,46}[a-z0-9]{0,6}/),
  named(
    fal,
    'fal-key',
    'fal key',
    'FAL_KEY',
    ['falkey', 'falai', 'falapi'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[0-9a-f]{32}/,
    'certain',
  ),
  marked(browserbase, 'browserbase-api-key', 'Browserbase API key', 'BROWSERBASE_API_KEY', /bb_live_[A-Za-z0-9_-]{27}/),
  named(privateAi, 'private-ai-key', 'Private AI API key', 'PRIVATE_AI_KEY', ['privateai'], /[0-9a-z]{32}/),
];

function hasBothCases(value: string): boolean {
  const body = value.slice(value.lastIndexOf('_') + 1);
  return /[a-z]/.test(body) && /[A-Z]/.test(body);
}
