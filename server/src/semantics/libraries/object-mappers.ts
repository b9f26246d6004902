import type { LibraryModel } from './model.ts';

const rows = [
  'create,bulkCreate,findAll,findOne,findByPk,findOrCreate,findAndCountAll,count,sum,update,upsert,destroy,increment',
  'decrement,truncate,restore',
].join(',');

export const sequelize: LibraryModel = {
  library: 'sequelize',
  entries: [
    { path: 'sequelize{,.Sequelize}().{authenticate,sync,query,transaction,drop}()', is: [{ rejects: 'may' }] },
    {
      path: `sequelize{.Model,{,.Sequelize}().define(),{,.Sequelize}().model()}.{${rows}}()`,
      is: [{ rejects: 'may' }],
    },
    {
      path: 'sequelize.Model().{save,update,destroy,reload,increment,decrement,restore,validate}()',
      is: [{ rejects: 'may' }],
    },
    { path: 'sequelize.{Transaction(),transaction()~}.{commit,rollback}()', is: [{ rejects: 'may' }] },
  ],
};

const repository = [
  'save,insert,update,upsert,delete,softDelete,restore,remove,softRemove,find,findBy,findOne,findOneBy,findOneOrFail',
  'findOneByOrFail,findAndCount,findAndCountBy,count,countBy,exists,query,clear,increment,decrement,preload',
].join(',');

export const typeorm: LibraryModel = {
  library: 'typeorm',
  entries: [
    {
      path: 'typeorm.DataSource().{initialize,destroy,query,runMigrations,synchronize,transaction}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: `typeorm.{DataSource(){.manager,.getRepository()},EntityManager(){,.getRepository()},Repository(),BaseEntity()}.{${repository}}()`,
      is: [{ rejects: 'may' }],
    },
    {
      path: 'typeorm.BaseEntity.{find,findOne,findOneBy,findBy,insert,update,delete,save,count}()',
      is: [{ rejects: 'may' }],
    },
    {
      path: 'typeorm.**.createQueryBuilder().**.{execute,getOne,getOneOrFail,getMany,getManyAndCount,getRawOne,getRawMany,getCount}()',
      is: [{ rejects: 'may' }],
    },
  ],
};
