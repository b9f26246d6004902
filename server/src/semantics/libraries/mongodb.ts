import type { LibraryModel } from './model.ts';

export const mongodb: LibraryModel = {
  library: 'mongodb',
  entries: [
    { path: 'mongodb.MongoClient().{connect,close}()', is: [{ rejects: 'may' }] },
    {
      path: 'mongodb.MongoClient()...collection().{insertOne,insertMany,updateOne,updateMany,deleteOne,deleteMany,replaceOne,findOne,findOneAndUpdate,findOneAndDelete,countDocuments,createIndex,bulkWrite}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
