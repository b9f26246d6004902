import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SyntaxKind } from 'typescript/unstable/ast';
import { ObjectFlags, SymbolFlags, TypeFlags } from 'typescript/unstable/sync';
import { ts } from '../../server/src/engine/syntax.ts';
import { nativeVersion } from '../../server/src/project/native-process.ts';
import { kindOf } from '../../server/src/types/native/kinds.ts';
import manifest from 'typescript/package.json' with { type: 'json' };

type Numbers = Readonly<Record<string, string | number>>;

function namesOf(numbers: Numbers): readonly string[] {
  return Object.keys(numbers).filter((name) => typeof numbers[name] === 'number');
}

describe('numbers of TypeScript 7', () => {
  it('are of the version that is started', () => assert.equal(manifest.version, nativeVersion));

  it('name the kinds of nodes that code has', () => {
    const native: Numbers = SyntaxKind;
    const own: Numbers = ts.SyntaxKind;
    const firstOfJsDoc = SyntaxKind.FirstJSDocNode;
    const kinds = namesOf(native).filter((name) => name in own && Number(native[name]) < firstOfJsDoc);
    assert.ok(kinds.length > 250);
    for (const name of kinds) assert.equal(kindOf(Number(native[name])), own[name], name);
    assert.equal(kindOf(Number(native['ImmediateKeyword'])), undefined);
  });

  it('are those of TypeScript 6 for the flags that questions look at', () => {
    const types = ['Any', 'Unknown', 'Never', 'Void', 'Null', 'Undefined', 'Object', 'Union', 'Intersection'];
    const wider = ['StringLike', 'NumberLike', 'BooleanLike', 'BigIntLike', 'ESSymbolLike', 'VoidLike', 'NonPrimitive'];
    const literals = ['StringLiteral', 'NumberLiteral', 'BooleanLiteral', 'TemplateLiteral', 'StringMapping', 'String'];
    const free = ['Instantiable', 'InstantiableNonPrimitive', 'TypeParameter', 'StructuredType', 'Number'];
    same(TypeFlags, ts.TypeFlags, [...types, ...wider, ...literals, ...free]);
    same(ObjectFlags, ts.ObjectFlags, ['Class', 'Interface', 'ClassOrInterface', 'Reference', 'Tuple', 'Mapped']);
    same(SymbolFlags, ts.SymbolFlags, ['Alias', 'Optional', 'TypeParameter']);
  });
});

function same(native: Numbers, own: Numbers, names: readonly string[]): void {
  for (const name of names) assert.equal(native[name], own[name], name);
}
