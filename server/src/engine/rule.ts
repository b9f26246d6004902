import type { FileEdit, FixSafety, JsonObject, Place, Severity, Span, TextEdit } from '../../../shared/src/finding.ts';
import type { Semantics } from '../semantics/semantics.ts';
import type { FileFacts, Snapshot } from './snapshot.ts';
import type { SourceText } from './source-text.ts';
import type { ts } from './syntax.ts';

export type Family =
  'promises' | 'errors' | 'validation' | 'secrets' | 'security' | 'scale' | 'integration' | 'debt' | 'suppressions';

/** `text` rules answer on the main loop; `flow` and `types` rules run in the analysis worker. */
export type Tier = 'text' | 'flow' | 'types';

export interface RuleDocs {
  /** One or two sentences: the consequence in production. */
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** What a careless rule would mark and this one leaves alone. */
  readonly silent?: readonly string[];
}

export interface RuleMeta {
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly needs: Tier;
  /** Runs in this profile alone, unless the configuration names it. */
  readonly onlyIn?: 'strict';
  readonly docs: RuleDocs;
  /** Why no fix is possible; required when a rule has none. */
  readonly withoutFix?: string;
}

export interface Report {
  /** What the squiggle covers; the node by default. */
  readonly span?: Span;
  /** Lowers or raises the default, for instance by runtime. Configuration has the last word. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedReport[];
  /** Whether `related` is the way, in order, from a source to where it hurts. */
  readonly isFlow?: true;
  /** What the finding is about where several places lead to it: of what a rule reports about the same thing the first stands. */
  readonly about?: readonly ts.Node[];
}

/** A place in this or another file, made by `placeOf`. */
export interface RelatedReport extends Place {
  readonly message: string;
}

export interface RuleContext<Data extends JsonObject> {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly facts: FileFacts;
  readonly snapshot: Snapshot;
  readonly semantics: Semantics;
  /** Options of this rule from the configuration. */
  readonly options: JsonObject;
  /** Whether a hint would be shown: where not, a question that can only lead to one need not be asked. */
  readonly showsHints: boolean;
  report(node: ts.Node, data: Data, report?: Report): void;
}

/** What a rule is given that looks at a text as it stands, code or not. */
export interface TextContext<Data extends JsonObject> {
  readonly file: string;
  /** A piece of it where the text is very large; places are told within the piece. */
  readonly text: string;
  readonly facts: FileFacts;
  readonly snapshot: Snapshot;
  /** Options of this rule from the configuration. */
  readonly options: JsonObject;
  /** Whether a hint would be shown. */
  readonly showsHints: boolean;
  readonly report: (span: Span, data: Data, report?: Omit<Report, 'span'>) => void;
}

/** The node kinds rules may listen to; the walk dispatches by kind. */
export interface VisitedNodes {
  readonly ArrowFunction: ts.ArrowFunction;
  readonly AsExpression: ts.AsExpression;
  readonly AwaitExpression: ts.AwaitExpression;
  readonly BindingElement: ts.BindingElement;
  readonly BinaryExpression: ts.BinaryExpression;
  readonly CallExpression: ts.CallExpression;
  readonly CatchClause: ts.CatchClause;
  readonly ConditionalExpression: ts.ConditionalExpression;
  readonly DoStatement: ts.DoStatement;
  readonly ElementAccessExpression: ts.ElementAccessExpression;
  readonly ExpressionStatement: ts.ExpressionStatement;
  readonly ForOfStatement: ts.ForOfStatement;
  readonly ForStatement: ts.ForStatement;
  readonly FunctionDeclaration: ts.FunctionDeclaration;
  readonly FunctionExpression: ts.FunctionExpression;
  readonly IfStatement: ts.IfStatement;
  readonly JsxAttribute: ts.JsxAttribute;
  readonly MethodDeclaration: ts.MethodDeclaration;
  readonly MethodSignature: ts.MethodSignature;
  readonly NewExpression: ts.NewExpression;
  readonly NonNullExpression: ts.NonNullExpression;
  readonly NoSubstitutionTemplateLiteral: ts.NoSubstitutionTemplateLiteral;
  readonly Parameter: ts.ParameterDeclaration;
  readonly PrefixUnaryExpression: ts.PrefixUnaryExpression;
  readonly PropertyAssignment: ts.PropertyAssignment;
  readonly PropertyDeclaration: ts.PropertyDeclaration;
  readonly PropertySignature: ts.PropertySignature;
  readonly ReturnStatement: ts.ReturnStatement;
  readonly ShorthandPropertyAssignment: ts.ShorthandPropertyAssignment;
  readonly SourceFile: ts.SourceFile;
  readonly SpreadAssignment: ts.SpreadAssignment;
  readonly SpreadElement: ts.SpreadElement;
  readonly StringLiteral: ts.StringLiteral;
  readonly SwitchStatement: ts.SwitchStatement;
  readonly TemplateSpan: ts.TemplateSpan;
  readonly ThrowStatement: ts.ThrowStatement;
  readonly TryStatement: ts.TryStatement;
  readonly VariableDeclaration: ts.VariableDeclaration;
  readonly VoidExpression: ts.VoidExpression;
  readonly WhileStatement: ts.WhileStatement;
}

export type Visitors = { readonly [K in keyof VisitedNodes]?: (node: VisitedNodes[K]) => void };

export interface FixContext {
  readonly file: string;
  readonly tree: ts.SourceFile;
  readonly snapshot: Snapshot;
  readonly semantics: Semantics;
  readonly facts: FileFacts;
}

export interface Reminder {
  /** One or two sentences. */
  readonly message: string;
  /** Opened only when the user asks for it. */
  readonly page?: { readonly title: string; readonly address: string };
}

interface FixOf<Data extends JsonObject> {
  readonly id: string;
  readonly safety: FixSafety;
  readonly sensitive?: boolean;
  /** A command in the code's own words: "Await `sendReceipt()`". */
  title(data: Data): string;
  /** Asked when the light bulb lists titles, so `check` puts what it needs into the data. */
  appliesTo?(data: Data): boolean;
  /** What is left to do once it is applied, told by the editor. */
  afterwards?(data: Data): Reminder | undefined;
}

/** A fix of code. For what is found in its text, it is offered where a literal holds the place, and is given that. */
export interface NodeFix<Data extends JsonObject> extends FixOf<Data> {
  /** `node` is the reported node in the current tree. Undefined when the fix cannot be made after all. */
  edits(node: ts.Node, data: Data, ctx: FixContext): readonly TextEdit[] | readonly FileEdit[] | undefined;
}

export interface TextFixContext {
  readonly file: string;
  /** The tree where the file is code. */
  readonly source: SourceText;
  readonly snapshot: Snapshot;
}

/** A fix that needs no tree, so that it can be made in any text. */
export interface TextFix<Data extends JsonObject> extends FixOf<Data> {
  textEdits(data: Data, ctx: TextFixContext): readonly TextEdit[] | readonly FileEdit[] | undefined;
}

export type Fix<Data extends JsonObject> = NodeFix<Data> | TextFix<Data>;

export interface Rule<Data extends JsonObject = JsonObject> {
  readonly meta: RuleMeta;
  /** Looks at code. Runs in the tier that `meta.needs` names. */
  check?(ctx: RuleContext<Data>): Visitors;
  /** Looks at any text, in both tiers. What `check` finds at the same place is left out. */
  checkText?(ctx: TextContext<Data>): void;
  message(data: Data): string;
  /** The preferred fix first. */
  readonly fixes: readonly Fix<Data>[];
}

/** A rule whose data type is known only to itself. */
export type AnyRule = Rule;

/** The data a rule reports is the data it is later given, so its type can be forgotten here and only here. */
export function defineRule<Data extends JsonObject>(rule: Rule<Data>): AnyRule {
  return rule;
}
