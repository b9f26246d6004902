import { call, type CredentialModel, issued, made } from './model.ts';

const jwt = (...places: readonly string[]) => made('JWT secret', 'JWT_SECRET', ...places);
const session = (...places: readonly string[]) => made('session secret', 'SESSION_SECRET', ...places);
const cookie = (...places: readonly string[]) => made('cookie secret', 'COOKIE_SECRET', ...places);
const client = issued('client secret', 'CLIENT_SECRET', '0.clientSecret', '0.consumerSecret');

const strategies: readonly CredentialModel[] = (
  'google-oauth20 google-oauth github github2 facebook twitter oauth2 oauth linkedin-oauth2 discord auth0 spotify microsoft apple gitlab2 ' +
  'twitch slack steam openidconnect'
)
  .split(' ')
  .map((name) => call(`passport-${name}`, '{,.Strategy,.OAuth2Strategy}()', client));

/** What signs tokens and cookies: who knows it can be anybody. */
export const tokensAndSessions: readonly CredentialModel[] = [
  call('jsonwebtoken', '.{sign,verify}()', jwt('1')),
  call('jose', '.{SignJWT,CompactSign,FlattenedSign,GeneralSign}().**.sign()', jwt('0')),
  call('jose', '.{EncryptJWT,CompactEncrypt}().**.encrypt()', made('JWT key', 'JWT_KEY', '0')),
  call('jose', '.{jwtVerify,jwtDecrypt,compactVerify,compactDecrypt,flattenedVerify}()', jwt('1')),
  call('jwt-simple', '.{encode,decode}()', jwt('1')),
  call('njwt', '.{create,verify}()', jwt('1')),
  call('fast-jwt', '.{createSigner,createVerifier}()', jwt('0.key')),
  call('@tsndr/cloudflare-worker-jwt', '.{sign,verify}()', jwt('1')),
  call('@nestjs/jwt', '.JwtModule.register()', jwt('0.secret', '0.secretOrPrivateKey', '0.privateKey')),
  call('@nestjs/jwt', '.JwtModule.registerAsync()', jwt('0.useFactory.().secret')),
  call('@nestjs/jwt', '.JwtService().{sign,signAsync,verify,verifyAsync}()', jwt('1.secret')),
  call('@nestjs/jwt', '.JwtService()', jwt('0.secret')),
  call('express-jwt', '{,.expressjwt}()', jwt('0.secret')),
  call('koa-jwt', '()', jwt('0.secret')),
  call('passport-jwt', '.Strategy()', jwt('0.secretOrKey')),
  call('hono', '.jwt()', jwt('0.secret')),
  call('hono', '.{sign,verify}()', jwt('1')),
  call('hono', '.setSignedCookie()', cookie('3')),
  call('hono', '.getSignedCookie()', cookie('1')),
  call('fastify', '().register()', session('1.secret')),
  call('elysia', '().use()', jwt('0.secret')),
  call('@elysiajs/jwt', '{,.jwt}()', jwt('0.secret')),
  call('express-session', '()', session('0.secret')),
  call('cookie-session', '()', cookie('0.secret', '0.keys')),
  call('cookie-parser', '()', cookie('0')),
  call('cookie-signature', '.{sign,unsign}()', cookie('1')),
  call('keygrip', '()', cookie('0')),
  call('client-sessions', '()', session('0.secret')),
  call('iron-session', '.getIronSession()', session('2.password')),
  call('iron-session', '.{sealData,unsealData}()', session('1.password')),
  call('iron-session', '.{withIronSessionApiRoute,withIronSessionSsr,withIronSession}()', session('1.password')),
  call('@hapi/iron', '.{seal,unseal}()', session('1')),
  call('@hapi/hapi', '.server().auth.strategy()', session('2.cookie.password', '2.password'), jwt('2.keys', '2.key')),
  call('next-auth', '{,.NextAuth}()', session('0.secret', '2.secret'), client),
  call('next-auth', '.getToken()', session('0.secret')),
  call('next-auth', '.{encode,decode}()', session('0.secret')),
  call('@auth/core', '{,.Auth}()', session('1.secret'), client),
  call('@auth/express', '.ExpressAuth()', session('0.secret')),
  call('@auth/sveltekit', '.SvelteKitAuth()', session('0.secret')),
  call('better-auth', '.betterAuth()', session('0.secret')),
  ...['@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', 'react-router'].flatMap((library) => [
    call(library, '.createCookieSessionStorage()', session('0.cookie.secrets')),
    call(library, '.createCookie()', cookie('1.secrets')),
  ]),
  call('csrf-csrf', '.doubleCsrf()', made('CSRF secret', 'CSRF_SECRET', '0.getSecret.()')),
  call('express-openid-connect', '.auth()', session('0.secret')),
  call('@nestjs/passport', '.PassportStrategy()()', jwt('0.secretOrKey')),
  call('payload', '.buildConfig()', made('Payload secret', 'PAYLOAD_SECRET', '0.secret')),
  ...strategies,
];
