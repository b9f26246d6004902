import type { LibraryModel } from './model.ts';

export const redis: LibraryModel = {
  library: 'redis',
  entries: [
    {
      path: 'redis.createClient().{connect,get,set,setEx,del,incr,expire,hSet,hGet,hGetAll,lPush,rPush,publish,subscribe,quit,disconnect}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const ioredis: LibraryModel = {
  library: 'ioredis',
  entries: [
    {
      path: 'ioredis{,.Redis}().{get,set,setex,del,incr,expire,hset,hget,hgetall,lpush,rpush,publish,subscribe,quit,connect}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
