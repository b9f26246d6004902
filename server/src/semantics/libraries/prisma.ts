import type { Entry, LibraryModel } from './model.ts';

const client = '@prisma/client.{PrismaClient,Prisma.TransactionClient}()';

const queries = [
  'findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,count,aggregate,groupBy,findRaw,aggregateRaw',
  'create,createMany,createManyAndReturn,update,updateMany,updateManyAndReturn,upsert,delete,deleteMany',
].join(',');

const entries: readonly Entry[] = [
  { path: `${client}...*.{${queries}}()`, is: [{ lazy: 'then' }] },
  // `prisma.user.findUnique({ … }).orders()`: the relation of a record.
  {
    path: `${client}...*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow}().{then,catch,finally}()`,
    is: [{ rejects: 'may' }],
  },
  { path: `${client}...*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow}().*()`, is: [{ lazy: 'then' }] },
  {
    path: `${client}...{$queryRaw,$executeRaw,$queryRawUnsafe,$executeRawUnsafe,$runCommandRaw}()`,
    is: [{ lazy: 'then' }],
  },
  { path: `${client}.{$connect,$disconnect,$transaction}()`, is: [{ rejects: 'may' }] },
  {
    path: '@prisma/client{,.Prisma,.runtime}.{PrismaPromise,PrismaPromise_2,PrismaPromise_3}()',
    is: [{ lazy: 'then' }],
  },
];

export const prisma: LibraryModel = { library: '@prisma/client', entries };
