import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LibraryAutomaton } from '../../../server/src/semantics/flow/automaton.ts';

const automaton = new LibraryAutomaton<string>([
  {
    library: 'db',
    entries: [
      { path: 'db.connect(){,~}.{from,rpc}().**.throwOnError().**', is: ['throws'] },
      { path: 'db.connect(){,~}.{from,rpc}().**', is: ['lazy'] },
      { path: 'db.connect()...{run,all}()', is: ['runs'] },
      { path: 'db.*Client().query#0.1', is: ['argument'] },
      { path: 'db/edge.connect().sql()', is: ['edge'] },
    ],
  },
  { library: 'socket.io', entries: [{ path: 'socket.io.Server().on()', is: ['listens'] }] },
  { library: 'socket', entries: [{ path: 'socket.**', is: ['socket'] }] },
  { library: 'db', entries: [{ path: 'db.close()', is: ['closing'] }] },
]);

const cases: readonly (readonly [path: string, ...facts: string[]])[] = [
  ['db.connect().from()', 'lazy'],
  ['db.connect()~.rpc().eq().single()', 'lazy'],
  ['db.connect().from().throwOnError().select()', 'throws'],
  ['db.connect()~~.from()'],
  ['db.connect().from'],
  ['db.connect().from().~'],
  ['db.connect().tx#0.0.select().run()', 'runs'],
  ['db.connect()~.all()', 'runs'],
  ['db.connect().rerun()'],
  ['db.PgClient().query#0.1', 'argument'],
  ['db.Client().query#0.1'],
  ['db.PgClient().query#0.11'],
  ['db/edge.connect().sql()', 'edge'],
  ['db/edge.connect().from()', 'lazy'],
  ['db/other.connect().sql()'],
  ['db.close()', 'closing'],
  ['dbx.close()'],
  ['socket.io.Server().on()', 'listens'],
  ['socket.connect()', 'socket'],
  ['unknown.thing()'],
];

describe('the automaton of library models', () => {
  for (const [path, ...facts] of cases) {
    it(`${path} is ${facts.join() || 'unknown'}`, () => assert.deepEqual(automaton.factsOf(path), facts));
  }

  it('is in one state wherever a fluent chain stands', () => {
    const from = automaton.start('db.connect().from()');
    assert.equal(from?.step('.select').step('()'), from);
    assert.notEqual(from?.step('.throwOnError').step('()'), from);
  });

  it('is dead where no model can go on', () => {
    assert.equal(automaton.start('db.connect')?.isDead, false);
    assert.equal(automaton.start('db.disconnect')?.isDead, true);
    assert.equal(automaton.start('other'), undefined);
  });
});
