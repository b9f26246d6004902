import { ts } from '../engine/syntax.ts';
import type { CheckerPort } from './checker-port.ts';
import type { Span } from '../../../shared/src/finding.ts';
import { findNode } from './find-node.ts';
import type { Contract, Expectation, FileOracle, Ref, Shape, Target, Tri } from './oracle.ts';
import type { Project } from './project.ts';
import { contractOf, returnsPromise } from './questions/contract.ts';
import { byDeclaration } from './questions/declared-result.ts';
import { contextualTypes, expects } from './questions/expectation.ts';
import { typeOrigin } from './questions/origin.ts';
import { shapeOf, textOf } from './questions/shape.ts';
import { calleeOf, type TargetContext } from './questions/targets.ts';
import { thenablesOf, type Thenables } from './questions/thenable.ts';
import { isCallable, nullish } from './questions/values.ts';

/** What answers share with the oracle that hands them out. */
export interface AnswerRoom {
  readonly count: { asked: number; kept: number; checked: number; failures: number };
  /** Brings trees and projects up to date with what was told since the last question. */
  settle(): void;
  /** Whether the question that failed so should be asked again, since something else answers now. */
  recovers(error: unknown): boolean;
  /** False once the oracle was closed or gave the file to another project. */
  isOpen(project: Project): boolean;
  spanWhileUnchanged(file: string, span: Span): () => Span | undefined;
}

interface Question {
  readonly node: ts.Node;
  readonly checker: CheckerPort;
  readonly thenables: Thenables;
  readonly libFolder: string;
}

/** Each question is answered once per text: from what was kept, otherwise by the checker. */
export class FileAnswers implements FileOracle {
  readonly tsconfig: string | undefined;
  readonly #project: Project;
  readonly #path: string;
  readonly #room: AnswerRoom;

  constructor(project: Project, path: string, room: AnswerRoom) {
    this.tsconfig = project.config?.path;
    this.#project = project;
    this.#path = path;
    this.#room = room;
  }

  /** Here one question costs what it costs in a batch. */
  prefetch(): void {}

  isThenable(expression: Ref): Tri {
    return this.#ask<Tri>('thenable', expression, 'unknown', (question) =>
      ofValue(question, (type) => question.thenables.isThenable(type)),
    );
  }

  isPromise(expression: Ref): Tri {
    return this.#ask<Tri>('promise', expression, 'unknown', (question) =>
      ofValue(question, (type) => question.thenables.isPromise(type)),
    );
  }

  isThenableArray(expression: Ref): Tri {
    return this.#ask<Tri>('thenable-array', expression, 'unknown', (question) =>
      ofValue(question, (type) => question.thenables.isThenableArray(type)),
    );
  }

  nullish(expression: Ref): Tri {
    return this.#ask<Tri>('nullish', expression, 'unknown', (question) => {
      const { strict, strictNullChecks } = this.#project.options;
      return nullish(question.checker, typeOf(question), strictNullChecks ?? strict ?? true);
    });
  }

  rejectionHandlerIsCallable(argument: Ref): Tri {
    return this.#ask<Tri>('callable', argument, 'unknown', (question) =>
      ts.isSpreadElement(question.node) ? 'unknown' : isCallable(question.checker, typeOf(question)),
    );
  }

  calleeOf(name: Ref): readonly Target[] | 'unknown' {
    return this.#ask<readonly Target[] | 'unknown'>('callee', name, 'unknown', (question) =>
      calleeOf(this.#targetContext(question), question.node),
    );
  }

  expects(fn: Ref): Expectation | 'unknown' {
    return this.#ask<Expectation | 'unknown'>('expects', fn, 'unknown', ({ checker, thenables, node }) =>
      expects(checker, thenables, node),
    );
  }

  contractOf(value: Ref): Contract {
    return this.#ask<Contract>('contract', value, 'unknown', ({ checker, thenables, node }) =>
      contractOf(checker, thenables, node),
    );
  }

  returnsPromise(value: Ref): Tri {
    return this.#ask<Tri>('returns-promise', value, 'unknown', ({ checker, thenables, node }) =>
      returnsPromise(checker, thenables, node),
    );
  }

  typeOrigin(expression: Ref): readonly Target[] | 'unknown' {
    return this.#ask<readonly Target[] | 'unknown'>('origin', expression, 'unknown', (question) =>
      typeOrigin(this.#targetContext(question), typeOf(question)),
    );
  }

  typeText(expression: Ref): string {
    return this.#ask<string>('text', expression, '', (question) =>
      textOf(question.checker, typeOf(question), question.node),
    );
  }

  shape(expression: Ref, depth: number): Shape | 'unknown' {
    return this.#ask<Shape | 'unknown'>(`shape:${depth}`, expression, 'unknown', (question) =>
      shapeOf(question.checker, typeOf(question), question.node, depth),
    );
  }

  wanted(expression: Ref, depth: number): Shape | 'unknown' {
    return this.#ask<Shape | 'unknown'>(`wanted:${depth}`, expression, 'unknown', ({ checker, node }) => {
      const [type, ...others] = contextualTypes(checker, node);
      return type === undefined || others.length > 0 ? 'unknown' : shapeOf(checker, type, node, depth);
    });
  }

  #ask<A>(question: string, ref: Ref, unknown: A, answer: (question: Question) => A): A {
    const { count } = this.#room;
    count.asked++;
    for (;;) {
      try {
        return this.#answered(question, ref, unknown, answer);
      } catch (error) {
        if (this.#room.recovers(error)) continue;
        count.failures++;
        this.#project.failed();
        this.#project.kept.keep(this.#path, question, ref, unknown);
        return unknown;
      }
    }
  }

  #answered<A>(question: string, ref: Ref, unknown: A, answer: (question: Question) => A): A {
    this.#room.settle();
    if (!this.#room.isOpen(this.#project)) return unknown;
    const kept = this.#project.kept.get(this.#path, question, ref) as A | undefined;
    if (kept === undefined) return this.#answerAnew(question, ref, unknown, answer);
    this.#room.count.kept++;
    return kept;
  }

  #answerAnew<A>(question: string, ref: Ref, unknown: A, answer: (question: Question) => A): A {
    // A program may give a file another tree than the last one, so it comes first.
    const program = this.#project.program();
    const { checker, libFolder } = program;
    const tree = this.#project.tree(this.#path);
    const node = tree === undefined ? undefined : findNode(tree, ref);
    if (node === undefined || !this.#project.holds(this.#path)) return unknown;
    if (tree !== undefined && !this.#project.kept.knows(this.#path)) program.foresee(tree);
    this.#room.count.checked++;
    const result = answer({ node, checker, libFolder, thenables: thenablesOf(checker, libFolder) });
    this.#project.kept.keep(this.#path, question, ref, result);
    return result;
  }

  #targetContext({ checker, libFolder }: Question): TargetContext {
    return { checker, libFolder, spanWhileUnchanged: (file, span) => this.#room.spanWhileUnchanged(file, span) };
  }
}

function ofValue(question: Question, ask: (type: ts.Type) => Tri): Tri {
  return byDeclaration(question.checker, question.node, ask) ?? ask(typeOf(question));
}

function typeOf({ checker, node }: Question): ts.Type {
  return checker.getTypeAtLocation(node);
}
