import type { LibraryModel } from './model.ts';

export const redis: LibraryModel = {
  library: 'redis',
  entries: [
    {
      path: 'redis.createClient().{connect,get,set,setEx,setNX,mGet,mSet,del,exists,incr,incrBy,decr,expire,ttl,hSet,hGet,hGetAll,hDel,hIncrBy,lPush,rPush,lPop,rPop,lRange,lTrim,lRem,sAdd,sRem,sMembers,zAdd,zRange,zRem,keys,scan,flushAll,flushDb,ping,publish,subscribe,pSubscribe,unsubscribe,sendCommand,eval}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};

export const ioredis: LibraryModel = {
  library: 'ioredis',
  entries: [
    {
      path: 'ioredis{,.Redis,.Cluster}().{get,set,setex,setnx,mget,mset,del,exists,incr,incrby,decr,expire,ttl,hset,hget,hgetall,hdel,hincrby,lpush,rpush,lpop,rpop,lrange,ltrim,lrem,sadd,srem,smembers,zadd,zrange,zrem,keys,scan,flushall,flushdb,ping,publish,subscribe,psubscribe,unsubscribe,connect,eval,xadd}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};

export const upstashRedis: LibraryModel = {
  library: '@upstash/redis',
  entries: [
    {
      path: '@upstash/redis.Redis{,.fromEnv}().{get,set,setex,del,incr,incrby,decr,expire,ttl,exists,hset,hget,hgetall,hdel,hincrby,lpush,rpush,lpop,rpop,lrange,ltrim,sadd,srem,smembers,zadd,zrange,zrem,keys,mget,mset,ping,publish,eval,json}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
