import type { LibraryModel } from './model.ts';

export const bullmq: LibraryModel = {
  library: 'bullmq',
  entries: [
    {
      path: 'bullmq.Queue().{add,addBulk,upsertJobScheduler,removeJobScheduler,removeRepeatable,pause,resume,drain,clean,obliterate,getJob,getJobs,getJobCounts}()',
      is: [{ rejects: 'may' }],
    },
    { path: 'bullmq.FlowProducer().{add,addBulk}()', is: [{ rejects: 'may' }] },
    { path: 'bullmq.Worker().{run,pause,waitUntilReady}()', is: [{ rejects: 'may' }] },
    {
      path: 'bullmq.Job().{updateProgress,updateData,log,remove,retry,moveToFailed,moveToDelayed,waitUntilFinished}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const bull: LibraryModel = {
  library: 'bull',
  entries: [
    {
      path: 'bull{,.Queue}().{add,addBulk,pause,resume,empty,clean,obliterate,removeRepeatable,removeJobs}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const kafkajs: LibraryModel = {
  library: 'kafkajs',
  entries: [
    {
      path: 'kafkajs.{Kafka().{producer,consumer,admin}(),Producer(),Consumer(),Admin()}.{connect,send,sendBatch,subscribe,run,createTopics,commitOffsets,transaction}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
