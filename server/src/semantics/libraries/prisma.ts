import type { LibraryModel } from './model.ts';

export const prisma: LibraryModel = {
  library: '@prisma/client',
  entries: [
    {
      path: '@prisma/client.PrismaClient()...*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,create,createMany,createManyAndReturn,update,updateMany,updateManyAndReturn,upsert,delete,deleteMany,aggregate,count,groupBy,findRaw,aggregateRaw}()',
      is: [{ lazy: 'then' }],
    },
    {
      path: '@prisma/client.Prisma.TransactionClient()...*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,create,createMany,createManyAndReturn,update,updateMany,updateManyAndReturn,upsert,delete,deleteMany,aggregate,count,groupBy,findRaw,aggregateRaw}()',
      is: [{ lazy: 'then' }],
    },
    {
      path: '@prisma/client.{PrismaClient,Prisma.TransactionClient}()...{$queryRaw,$executeRaw,$queryRawUnsafe,$executeRawUnsafe,$runCommandRaw}()',
      is: [{ lazy: 'then' }],
    },
    { path: '@prisma/client.PrismaClient().{$connect,$disconnect,$transaction}()', is: [{ rejects: 'may' }] },
    {
      path: '@prisma/client{,.Prisma,.runtime}.{PrismaPromise,PrismaPromise_2,PrismaPromise_3}()',
      is: [{ lazy: 'then' }],
    },
  ],
};
