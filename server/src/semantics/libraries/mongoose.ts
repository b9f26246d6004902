import type { Entry, LibraryModel } from './model.ts';

const model = 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}';
/** `new User()`, and what a query or `create` gives once awaited. */
const documents = [`${model}()`, `${model}.{findOne,findById,create}()~`];

const queries = [
  'find,findOne,findById,findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove',
  'findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove',
  'updateOne,updateMany,replaceOne,deleteOne,deleteMany',
  'count,countDocuments,estimatedDocumentCount,distinct,exists,where,aggregate',
].join(',');

const entries: readonly Entry[] = [
  { path: `${model}.**.{exec,then,catch,finally}()`, is: [{ rejects: 'may' }] },
  { path: `${model}.**.{cursor,getQuery,getFilter,getUpdate}()`, is: [] },
  {
    path: `${model}.{create,insertMany,bulkWrite,bulkSave,syncIndexes,createIndexes,init}()`,
    is: [{ rejects: 'may' }],
  },
  { path: `${model}.{${queries}}().**`, is: [{ lazy: 'then', unless: 'callback' }] },
  ...documents.flatMap((document): readonly Entry[] => [
    { path: `${document}.{save,populate,validate}()`, is: [{ rejects: 'may', unless: 'callback' }] },
    { path: `${document}.{deleteOne,updateOne}()`, is: [{ lazy: 'then', unless: 'callback' }] },
  ]),
  { path: 'mongoose.{connect,disconnect}()', is: [{ rejects: 'may', unless: 'callback' }] },
  { path: 'mongoose.{Query,QueryWithHelpers,Aggregate}()', is: [{ lazy: 'then' }] },
];

export const mongoose: LibraryModel = { library: 'mongoose', entries };
