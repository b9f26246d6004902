import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { isSubject, type Subject } from './guarded-values.ts';
import { skipPis } from './texts.ts';
import type { Point, Walk } from './walk.ts';

/** Whether a condition has found that the value fits a schema that lets no harm through: `if (!Value.Check(schema, body)) return;` */
export function fitsSchema(questions: Walk['questions'], { graph, value, members }: Point, harm: Harm): boolean {
  const { body } = graph;
  const { call, isTrue } = decided(graph, value);
  if (!isTrue || body.op(call) !== Op.Call) return false;
  const about: Subject = { graph, value: skipPis(graph, value), harm, depth: 0 };
  const given = body.list(body.c(call));
  return questions.provenance.ofCall(graph, call).some((path) =>
    questions.factsOf(path).some((fact) => {
      if (!('checks' in fact)) return false;
      const node = graph.nodeOf(
        fact.schema === 'receiver'
          ? body.b(call)
          : fact.schema === 'compiled'
            ? body.a(call)
            : (given[Number(fact.schema)] ?? none),
      );
      if (node === undefined || !ts.isExpression(node) || !isSubject(about, given[fact.checks] ?? none)) return false;
      const schema = fact.schema === 'compiled' ? compiledFrom(node, questions) : node;
      return schema !== undefined && !questions.schemas.lets(schema, members, harm);
    }),
  );
}

/** What a function or its owner was compiled from: `schema` of `const isOrder = ajv.compile(schema)`. */
function compiledFrom(validator: ts.Expression, { schemas }: Walk['questions']): ts.Expression | undefined {
  const owner = ts.isPropertyAccessExpression(validator) ? validator.expression : validator;
  const made = schemas.resolved(owner);
  return made && ts.isCallExpression(made) ? made.arguments[0] : undefined;
}

/** The call behind `!` and `await`, and how it turned out. */
function decided(graph: Point['graph'], pi: number): { readonly call: number; readonly isTrue: boolean } {
  const { body } = graph;
  let call = skipPis(graph, body.b(pi));
  let isTrue = body.c(pi) === 1;
  for (;;) {
    const isNot = body.op(call) === Op.Un && body.c(call) === ts.SyntaxKind.ExclamationToken;
    if (!isNot && body.op(call) !== Op.Await) return { call, isTrue };
    if (isNot) isTrue = !isTrue;
    call = skipPis(graph, body.a(call));
  }
}
