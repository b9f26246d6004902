import type { LibraryModel } from './model.ts';
import { axios } from './axios.ts';
import { bcrypt, bcryptjs } from './bcrypt.ts';
import { awaitingLibraries, lodash, lodashEs, nodeTimers, ramda, underscore } from './callback-receivers.ts';
import { drizzle } from './drizzle.ts';
import { express, expressCore } from './express.ts';
import { fastify } from './fastify.ts';
import { firebase, firebaseAdmin } from './firebase.ts';
import { framerMotion, motion } from './framer-motion.ts';
import { crossFetch, got, ky, nodeFetch, undici } from './http-clients.ts';
import { i18next, reactI18next } from './i18next.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { anthropic, openai, vercelAi } from './language-models.ts';
import { nodemailer, resend, sendgrid } from './mail.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { nodeAssert } from './node-assert.ts';
import { nodeChildProcess } from './node-child-process.ts';
import { nodeFs, nodeFsPromises } from './node-fs.ts';
import { nodeTest } from './node-test.ts';
import { nodeTimersPromises } from './node-timers.ts';
import { platform } from './platform.ts';
import { postgres } from './postgres.ts';
import { prisma } from './prisma.ts';
import { react } from './react.ts';
import { reactHookForm } from './react-hook-form.ts';
import { ioredis, redis } from './redis.ts';
import { angularRouter, next, reactRouter, reactRouterDom, tanstackRouter, vueRouter } from './routers.ts';
import { zod } from './schemas.ts';
import { connect, nodeHttp, nodeHttp2, nodeHttps, nodeProcess, socketIo, ws } from './servers.ts';
import { mysql2, pg } from './sql-drivers.ts';
import { stripe } from './stripe.ts';
import {
  postgrest,
  supabase,
  supabaseAuth,
  supabaseFunctions,
  supabaseNext,
  supabaseReact,
  supabaseSsr,
} from './supabase.ts';
import { tanstackQueryCore, tanstackReactQuery } from './tanstack-query.ts';

/** Every library model; add a file and name it here. */
export const libraries: readonly LibraryModel[] = [
  axios,
  bcrypt,
  bcryptjs,
  ...awaitingLibraries,
  lodash,
  lodashEs,
  nodeTimers,
  ramda,
  underscore,
  drizzle,
  express,
  expressCore,
  fastify,
  firebase,
  firebaseAdmin,
  framerMotion,
  motion,
  crossFetch,
  got,
  ky,
  nodeFetch,
  undici,
  i18next,
  reactI18next,
  knex,
  kysely,
  anthropic,
  openai,
  vercelAi,
  nodemailer,
  resend,
  sendgrid,
  mongodb,
  mongoose,
  nodeAssert,
  nodeChildProcess,
  nodeFs,
  nodeFsPromises,
  nodeTest,
  nodeTimersPromises,
  platform,
  postgres,
  prisma,
  react,
  reactHookForm,
  ioredis,
  redis,
  angularRouter,
  next,
  reactRouter,
  reactRouterDom,
  tanstackRouter,
  vueRouter,
  zod,
  connect,
  nodeHttp,
  nodeHttp2,
  nodeHttps,
  nodeProcess,
  socketIo,
  ws,
  mysql2,
  pg,
  stripe,
  postgrest,
  supabase,
  supabaseAuth,
  supabaseFunctions,
  supabaseNext,
  supabaseReact,
  supabaseSsr,
  tanstackQueryCore,
  tanstackReactQuery,
];
