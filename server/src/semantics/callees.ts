import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { Target } from '../types/oracle.ts';
import type { Fact } from './libraries/model.ts';
import { type FunctionNode, isFunctionNode } from './nodes.ts';
import type { ValueQuestions } from './values.ts';

export type CallNode = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** What a call may run: functions of the project and facts about libraries. Both empty when nothing is known. */
export interface Callees {
  readonly functions: readonly FunctionNode[];
  readonly paths: readonly string[];
  readonly facts: readonly Fact[];
}

export interface CalleeQuestions {
  /** Syntax first, types where it does not know. */
  of(call: CallNode): Callees;
  /** For questions that types answer more cheaply than by naming the callee. */
  bySyntax(call: CallNode): Callees;
}

const nothing: Callees = { functions: [], paths: [], facts: [] };

export function createCallees(snapshot: Snapshot, values: ValueQuestions): CalleeQuestions {
  const syntactic = new Map<CallNode, Callees>();
  const typed = new Map<CallNode, Callees>();

  function of(call: CallNode): Callees {
    const callees = bySyntax(call);
    if (callees.functions.length + callees.facts.length > 0) return callees;
    // A path that no model knows says less than types do: a method of an untyped global, an unmodelled package.
    const byTypes = remembered(typed, call, () => byType(call));
    return byTypes === nothing ? callees : byTypes;
  }

  const bySyntax = (call: CallNode): Callees => remembered(syntactic, call, () => resolve(call));

  function remembered(memo: Map<CallNode, Callees>, call: CallNode, ask: () => Callees | undefined): Callees {
    let callees = memo.get(call);
    if (callees === undefined) {
      memo.set(call, nothing);
      callees = ask() ?? nothing;
      memo.set(call, callees);
    }
    return callees;
  }

  function resolve(call: CallNode): Callees | undefined {
    const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
    const known = values.of(callee);
    if (known.length === 0) return undefined;
    const functions = known.flatMap((value) => {
      if (value.kind === 'function') return [value.node];
      return value.kind === 'class' && ts.isNewExpression(call) ? constructorOf(value.node) : [];
    });
    const paths = known.flatMap((value) => (value.kind === 'path' ? [`${value.path}()`] : []));
    const facts = paths.flatMap(values.factsOf);
    return { functions, paths, facts };
  }

  function byType(call: CallNode): Callees | undefined {
    const name = calleeName(call);
    if (name === undefined) return undefined;
    const targets = snapshot.oracle(call.getSourceFile().fileName)?.calleeOf(name) ?? 'unknown';
    if (targets === 'unknown') return undefined;
    const functions = targets.flatMap((target) => functionAt(target));
    const paths = targets.map(pathOfTarget);
    return { functions, paths, facts: paths.flatMap(values.factsOf) };
  }

  /** The function that a target of the project's own code names; its body is what counts, so declarations have none. */
  function functionAt(target: Target): readonly FunctionNode[] {
    if (/\.d\.[cm]?ts$/.test(target.declarationFile) || target.declarationFile.includes('/node_modules/')) return [];
    const tree = snapshot.tree(target.declarationFile);
    const span = tree && target.span();
    if (tree === undefined || span === undefined) return [];
    const declaration = nodeAt(tree, span.start)?.parent;
    if (declaration === undefined) return [];
    if (isFunctionNode(declaration)) return declaration.body ? [declaration] : [];
    if (ts.isPropertyAccessExpression(declaration)) return assignedTo(declaration);
    if (
      !ts.isVariableDeclaration(declaration) &&
      !ts.isPropertyAssignment(declaration) &&
      !ts.isPropertyDeclaration(declaration)
    ) {
      return [];
    }
    const initial = declaration.initializer;
    return initial !== undefined && isFunctionNode(initial) ? [initial] : [];
  }

  /** `Users.load = async function () { … }`, `Users.load = checked(async () => { … })`, as scripts declare members. */
  function assignedTo({ parent }: ts.PropertyAccessExpression): readonly FunctionNode[] {
    if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
    return values.of(parent.right).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  }

  return { of, bySyntax };
}

function constructorOf(node: ts.ClassLikeDeclaration): readonly FunctionNode[] {
  return node.members.filter(ts.isConstructorDeclaration).filter((member) => member.body !== undefined);
}

function calleeName(call: CallNode): ts.Node | undefined {
  const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
  if (ts.isIdentifier(callee)) return callee;
  return ts.isPropertyAccessExpression(callee) ? callee.name : undefined;
}

/** `QueryClient.invalidateQueries` of a package becomes `package.QueryClient().invalidateQueries()`, as provenance has it. */
export function pathOfTarget(target: Target): string {
  const library = target.module === 'lib' ? 'globalThis' : target.module;
  const names = target.exportPath.split('.').filter((name) => name !== 'default');
  const owner = names.at(-2);
  const instance = owner !== undefined && /^[A-Z]/.test(owner);
  const path = names.map((name, at) => (instance && at === names.length - 2 ? `${name}()` : name)).join('.');
  return `${library}.${path}()`;
}

/** The innermost node that holds the offset. */
export function nodeAt(tree: ts.SourceFile, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(tree) || offset >= node.end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
