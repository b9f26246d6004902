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
import { anthropic, openai, vercelAi, vercelAiReact } from './language-models.ts';
import { nodemailer, resend, sendgrid } from './mail.ts';
import { limiter, runners } from './limiter.ts';
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
import { ioredis, redis, upstashRedis } from './redis.ts';
import { angularRouter, next, reactRouter, reactRouterDom, tanstackRouter, vueRouter } from './routers.ts';
import { neverthrow, tuples } from './results.ts';
import { joi, valibot, yup, zod } from './schemas.ts';
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
  supabaseRealtime,
  supabaseSsr,
  supabaseStorage,
} from './supabase.ts';
import { tanstackQueryCore, tanstackReactQuery } from './tanstack-query.ts';
import { betterAuth, betterFetch, openapiFetch } from './api-clients.ts';
import { apolloClient } from './apollo-client.ts';
import { awsClients, awsDocumentClient, awsUpload, awsPresigner } from './aws.ts';
import { capacitorCore, capacitorPlugins } from './capacitor.ts';
import { electron } from './electron.ts';
import { expoModules } from './expo.ts';
import { fsExtra } from './fs-extra.ts';
import {
  sharp,
  qrcode,
  html2canvas,
  html5Qrcode,
  pdfLib,
  qrScanner,
  three,
  automatedBrowsers,
} from './images-and-pages.ts';
import { neon } from './neon.ts';
import { sequelize, typeorm } from './object-mappers.ts';
import { bullmq, bull, kafkajs } from './queues.ts';
import { actionsSheet, asyncStorage, reactNative } from './react-native.ts';
import {
  twilio,
  webPush,
  socketIoClient,
  graphqlSubscriptions,
  vercelBlob,
  googleGenerativeAi,
  googleGenAi,
  sentries,
} from './services.ts';
import { nextAuth, clerks, jsonWebToken, jwtDecode } from './sign-in.ts';
import { stripeJs, stripeReact } from './stripe-elements.ts';
import { swr } from './swr.ts';
import { nodeStream, nodeStreamPromises } from './node-stream.ts';
import { lemonSqueezy, paddle, paypals } from './payment-providers.ts';
import { auth0s, discord, octokits, postmark, shopify, slacks, svixes } from './work-services.ts';
import { trpcClient, trpcReactQuery, trpcNext } from './trpc.ts';

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
  apolloClient,
  ...awsClients,
  awsDocumentClient,
  awsUpload,
  awsPresigner,
  capacitorCore,
  ...capacitorPlugins,
  electron,
  ...expoModules,
  fsExtra,
  sharp,
  qrcode,
  html2canvas,
  html5Qrcode,
  qrScanner,
  pdfLib,
  three,
  ...automatedBrowsers,
  neon,
  sequelize,
  typeorm,
  bullmq,
  bull,
  kafkajs,
  reactNative,
  asyncStorage,
  actionsSheet,
  limiter,
  ...runners,
  twilio,
  webPush,
  socketIoClient,
  graphqlSubscriptions,
  vercelBlob,
  googleGenerativeAi,
  googleGenAi,
  ...sentries,
  nextAuth,
  ...clerks,
  jsonWebToken,
  jwtDecode,
  stripeJs,
  stripeReact,
  swr,
  trpcClient,
  trpcReactQuery,
  trpcNext,
  vercelAiReact,
  upstashRedis,
  joi,
  valibot,
  yup,
  supabaseRealtime,
  supabaseStorage,
  openapiFetch,
  betterFetch,
  betterAuth,
  neverthrow,
  ...tuples,
  nodeStream,
  nodeStreamPromises,
  lemonSqueezy,
  paddle,
  ...paypals,
  ...auth0s,
  discord,
  ...octokits,
  postmark,
  shopify,
  ...slacks,
  ...svixes,
];
