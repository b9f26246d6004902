import type { LibraryModel } from './model.ts';

export const fastify: LibraryModel = {
  library: 'fastify',
  entries: [
    {
      path: 'fastify{,.fastify,.Fastify,.default}().{register,after,decorate,addHook,route,get,post,put,patch,delete}()',
      is: [{ ignorable: true }],
    },
    {
      path: 'fastify.FastifyInstance().{register,after,addHook,route,get,post,put,patch,delete}()',
      is: [{ ignorable: true }],
    },
    { path: 'fastify.FastifyReply().**', is: [{ ignorable: true }] },
    {
      path: 'fastify{,.fastify,.Fastify,.FastifyInstance}().{listen,ready,close}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};
