import type { LibraryModel } from './model.ts';

export const mongoose: LibraryModel = {
  library: 'mongoose',
  entries: [
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}.**.{exec,then,catch,finally}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}.**.{cursor,toString,getQuery,getFilter,getUpdate}()',
      is: [],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}.{create,insertMany,bulkWrite,bulkSave,syncIndexes,createIndexes,init,hydrate}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}.{find,findOne,findById,findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove,findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,updateOne,updateMany,replaceOne,deleteOne,deleteMany,count,countDocuments,estimatedDocumentCount,distinct,exists,where,aggregate}().**',
      is: [{ lazy: 'then' }],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}().{save,populate,validate}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}.{findOne,findById,create}()~.{save,populate,validate}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'mongoose{.model(),.connection.model(),.createConnection().model(),.models.*,.Model()}().{deleteOne,updateOne}()',
      is: [{ lazy: 'then' }],
    },
    { path: 'mongoose.{connect,disconnect}()', is: [{ rejects: 'may' }] },
    { path: 'mongoose.{Query,QueryWithHelpers,Aggregate}()', is: [{ lazy: 'then' }] },
  ],
};
