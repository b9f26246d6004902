import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOfPath } from '../../server/src/semantics/libraries/match.ts';
import { libraries } from '../../server/src/semantics/libraries/index.ts';

/** What a promise of a path is worth, as a word. */
function weightOf(path: string): string {
  for (const fact of factsOfPath(path)) {
    if ('lazy' in fact) return `lazy ${fact.lazy}`;
    if ('throws' in fact) return 'throws';
    if ('rejects' in fact) return fact.rejects === 'never' ? 'never' : fact.isMinor === undefined ? 'may' : 'minor';
  }
  return 'unknown';
}

const known: Readonly<Record<string, readonly string[]>> = {
  may: [
    'limiter.RateLimiter().removeTokens()',
    '@apollo/client.useMutation().0()',
    '@apollo/client/react.useMutation().0()',
    '@apollo/client.useQuery().fetchMore()',
    '@apollo/client.useLazyQuery().1.fetchMore()',
    'swr/mutation().trigger()',
    '@trpc/client.createTRPCClient().orders.create.mutate()',
    '@trpc/react-query.createTRPCReact().orders.create.useMutation().mutateAsync()',
    '@capacitor/preferences.Preferences.set()',
    '@capacitor/filesystem.Filesystem.writeFile()',
    'expo-notifications.scheduleNotificationAsync()',
    'react-native.Linking.openURL()',
    'next-auth/react.signOut()',
    '@clerk/nextjs.useClerk().signOut()',
    '@aws-sdk/client-s3.S3Client().send()',
    'bullmq.Queue().add()',
    'kafkajs.Kafka().producer().connect()',
    'sharp().resize().webp().toFile()',
    'three.GLTFLoader().loadAsync()',
    'puppeteer.launch()~.newPage()~.goto()',
    'playwright.chromium.launch()~.newContext()~.newPage()~.click()',
    'twilio().messages.create()',
    'web-push.sendNotification()',
    '@google/generative-ai.GoogleGenerativeAI().getGenerativeModel().generateContent()',
    '@upstash/redis.Redis.fromEnv().incr()',
    'ioredis().zadd()',
    'fs-extra.copy()',
    'sequelize.Model.create()',
    'typeorm.DataSource().getRepository().save()',
    'electron.shell.trashItem()',
    '@neondatabase/serverless.neon().transaction()',
    'yup.object().shape().validate()',
    'globalThis.navigator.mediaDevices.getUserMedia()',
    'globalThis.chrome.cookies.getAll()',
  ],
  minor: [
    'electron.BrowserWindow().loadURL()',
    'electron.BrowserWindow().webContents.loadFile()',
    '@apollo/client.useQuery().refetch()',
    'swr().mutate()',
    '@capacitor/haptics.Haptics.impact()',
    '@capacitor/app.App.removeAllListeners()',
    '@capacitor/core.PluginListenerHandle().remove()',
    'expo-splash-screen.hideAsync()',
    '@react-native-async-storage/async-storage.getItem()',
    '@react-native-async-storage/async-storage.setItem()',
    'globalThis.caches.open()~.put()',
    'globalThis.chrome.storage.local.set()',
    'globalThis.navigator.share()',
    'globalThis.navigator.clipboard.writeText()',
  ],
  never: [
    'expo-haptics.impactAsync()',
    'react-native-actions-sheet.SheetManager.hide()',
    '@capacitor/app.App.addListener()',
    '@capacitor/app.AppPlugin().addListener()',
    '@stripe/stripe-js.loadStripe()~.confirmPayment()',
    '@stripe/react-stripe-js.useStripe().confirmPayment()',
    'next-auth/react.getSession()',
    'electron.app.whenReady()',
    'socket.io.Socket().join()',
    'socket.io.Server().on#1.0.join()',
    '@sentry/node.flush()',
    '@ai-sdk/react.useChat().sendMessage()',
    '@supabase/supabase-js.createClient().auth.startAutoRefresh()',
    '@supabase/supabase-js.createClient().channel().on().send()',
    '@supabase/supabase-js.createClient().storage.from().createSignedUrls()',
    '@trpc/react-query.createTRPCReact().useUtils().orders.list.invalidate()',
    'globalThis.Notification.requestPermission()',
    'globalThis.skipWaiting()',
    'globalThis.navigator.serviceWorker.ready',
  ],
  'lazy then': ['@neondatabase/serverless.neon()()', '@neondatabase/serverless.neon().query()'],
  throws: ['three.WebGLRenderer()', 'jsonwebtoken.verify()', 'jwt-decode.jwtDecode()', 'valibot.parse()'],
  unknown: [
    'expo-web-browser.maybeCompleteAuthSession()',
    'expo-clipboard.addClipboardListener()',
    'openai.OpenAI().beta.chat.completions.stream()',
    'ioredis().multi().set()',
    'typeorm.DataSource().getRepository().create()',
  ],
};

describe('what is known of the packages that projects use most', () => {
  for (const [weight, paths] of Object.entries(known)) {
    for (const path of paths) it(`${path}: ${weight}`, () => assert.equal(weightOf(path), weight));
  }
  it('names every library once', () => {
    const names = libraries.map(({ library }) => library);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });
});
