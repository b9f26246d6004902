import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { hostedByNetlify } from '../../server/src/project/hosting/netlify.ts';
import { routeOfFile } from '../../server/src/project/hosting/route-of-file.ts';
import { hostedBySupabase } from '../../server/src/project/hosting/supabase.ts';
import { tomlTables } from '../../server/src/project/hosting/toml.ts';
import { hostedByVercel } from '../../server/src/project/hosting/vercel.ts';
import { hostedFile } from '../../server/src/semantics/hosted-files.ts';
import { MemoryFiles } from './memory-files.ts';

describe('the configuration of a host', () => {
  it('serves files by their place', () => {
    assert.equal(routeOfFile('src/app/(jobs)/api/mail/route.ts'), '/api/mail');
    assert.equal(routeOfFile('pages/api/mail/index.ts'), '/api/mail');
    assert.equal(routeOfFile('api/mail.js'), '/api/mail');
    assert.equal(routeOfFile('api/_lib/mail.js'), undefined);
    assert.equal(routeOfFile('src/api/mail.js'), undefined);
  });

  it('of Vercel names functions, schedules and rewrites', () => {
    const config = {
      functions: { 'handlers/**': { maxDuration: 30 } },
      crons: [{ path: '/api/nightly/', schedule: '0 1 * * *' }],
      rewrites: { beforeFiles: [{ source: '/hooks/stripe', destination: '/api/paid.ts' }] },
      routes: [{ src: '/(.*)', dest: '/api/paid' }],
    };
    assert.deepEqual(hostedByVercel(config, 'handlers/a/b.ts')?.runtime, 'node');
    assert.equal(hostedByVercel(config, 'api/nightly.ts')?.isScheduled, true);
    assert.deepEqual(hostedByVercel(config, 'api/paid.ts')?.addresses, ['/hooks/stripe']);
    assert.equal(hostedByVercel(config, 'src/page.ts'), undefined);
    assert.equal(hostedByVercel({ functions: { '((((*': 1 } }, 'src/page.ts'), undefined);
  });

  it('of Netlify names folders, schedules and redirects', () => {
    const tables = tomlTables(
      [
        '[build] # the site',
        'base = "site/"',
        '[functions]',
        "directory = './lambda'",
        '[functions."nightly"]',
        '  schedule = "@daily"',
        '[[redirects]]',
        'from = "/hooks/stripe"',
        'to = "/.netlify/functions/paid/:splat"',
      ].join('\r\n'),
    );
    assert.equal(hostedByNetlify(tables, 'site/lambda/nightly.ts')?.isScheduled, true);
    assert.deepEqual(hostedByNetlify(tables, 'site/lambda/paid/index.js')?.addresses, ['/hooks/stripe']);
    assert.equal(hostedByNetlify(tables, 'site/lambda/paid/send.js')?.runtime, 'node');
    assert.equal(hostedByNetlify(tables, 'site/netlify/edge-functions/geo.ts')?.runtime, 'edge');
    assert.equal(hostedByNetlify(tables, 'site/src/page.ts'), undefined);
  });

  it('of Supabase says whom it lets in', () => {
    const tables = tomlTables(
      '[functions.pay]\nverify_jwt = false # Stripe has none\n[functions."mail"]\nverify_jwt = true\n',
    );
    assert.equal(hostedBySupabase(tables, 'functions/pay/index.ts')?.asksForToken, false);
    assert.equal(hostedBySupabase(tables, 'functions/mail/send.ts')?.asksForToken, true);
    assert.equal(hostedBySupabase(tables, 'functions/other/index.ts')?.asksForToken, undefined);
    assert.deepEqual(hostedBySupabase(tables, 'functions/other/index.ts')?.addresses, ['/functions/v1/other']);
    assert.equal(hostedBySupabase(tables, 'functions/_shared/cors.ts'), undefined);
    assert.equal(hostedBySupabase(tables, 'migrations/first.sql'), undefined);
  });

  it('is read again once it has changed', () => {
    const file = '/w/lambda/pay.ts';
    const disk = new MemoryFiles({
      [file]: 'export const a = 1;',
      '/w/package.json': '{ "dependencies": { "vite": "6" } }',
    });
    const store = new ProjectStore({ fileSystem: disk, roots: ['/w'] });
    assert.equal(store.snapshot().factsOf(file).runtime, 'browser');
    store.setText('/w/netlify.toml', '[functions]\ndirectory = "lambda"\n');
    assert.equal(store.snapshot().factsOf(file).runtime, 'node');
    const tree = store.snapshot().tree(file);
    assert.equal(tree && hostedFile(tree)?.runtime, 'node');
  });
});
